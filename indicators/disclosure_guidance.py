"""How a council's own disclosure profile compares with the guidance. Plain values in and out.

The guidance for the public is the practice of the Department for Education: counts from 1 to 5
suppressed with their percentages, and what they could be worked out from.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from indicators.disclosure import LABEL, PROFILES, Cell, Profile, is_hidden, round_to


class Example(NamedTuple):
    """A figure as it is, as a copy prints it, and as one by the guidance does."""

    what: str
    exact: str
    printed: str
    usual: str


def tells_more(profile: Profile) -> list[str]:
    """In what a profile is less strict than the guidance for its audience, a sentence each."""
    return list(_tells_more(profile, PROFILES[profile.audience]))


def _tells_more(profile: Profile, guidance: Profile) -> Iterator[str]:
    if profile.suppress_to < guidance.suppress_to:
        yield (
            f"The guidance suppresses counts up to {guidance.suppress_to}, this one up to "
            f"{profile.suppress_to}."
        )
    if guidance.with_percentage and not profile.with_percentage:
        yield "The guidance suppresses a percentage with its count, this one shows it."
    if guidance.complement and not profile.complement:
        yield "The guidance suppresses a percentage of all but a few, this one shows it."
    if guidance.secondary and not profile.secondary:
        yield "The guidance suppresses what gives small numbers away, this one shows it."
    if profile.denominator_min < guidance.denominator_min:
        own = f"of fewer than {profile.denominator_min}" if profile.denominator_min else "none"
        yield (
            f"The guidance suppresses percentages of fewer than {guidance.denominator_min}, this "
            f"one {own}."
        )
    if (profile.national_round_base or 0) < (guidance.national_round_base or 0):
        yield (
            f"The guidance rounds counts of larger areas to the nearest "
            f"{guidance.national_round_base}."
        )


def examples(profile: Profile) -> list[Example]:
    """A few figures as a copy under this profile prints them."""
    shares = ((3, 40), (0, 40), (profile.suppress_to + 1, 40), (38, 40), (7, 8))
    guidance = PROFILES[profile.audience]
    return [
        *(
            Example(
                f"A count of {count} of {of}",
                f"{_percentage(count, of)} ({count} of {of})",
                _share(profile, count, of),
                _share(guidance, count, of),
            )
            for count, of in shares
        ),
        Example("A count of your own", "83", _own(profile, 83), _own(guidance, 83)),
        Example(
            "A count for England", "81,774", _national(profile, 81_774), _national(guidance, 81_774)
        ),
    ]


def _share(profile, count, of):
    percentage, base = _percentage(count, of), profile.round_base
    if not is_hidden(profile, Cell(Decimal(count), Decimal(of), part=True)):
        return f"{percentage} ({_rounded(count, base)} of {_rounded(of, base)})"
    return LABEL if profile.with_percentage else f"{percentage}, without its counts"


def _own(profile, count):
    return LABEL if profile.small(Decimal(count)) else _rounded(count, profile.round_base)


def _national(profile, count):
    return _rounded(count, profile.national_round_base or profile.round_base)


def _percentage(count, of):
    return f"{Decimal(100 * count) / of:.1f}%"


def _rounded(count, base):
    return f"{round_to(Decimal(count), base):,}"
