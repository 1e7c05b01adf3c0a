"""Which figures are about too few people to be shown to an audience. Plain values in and out.

The practice of the Department for Education (children in need, children looked after): a count
from 1 to 5 becomes “c”, 0 is a true 0, the percentage goes with its count, the next smallest
goes with it where the first could be worked out, and national totals are rounded to ten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

LABEL = "c"
REASON = "suppressed"


@dataclass(frozen=True)
class Profile:
    """What one audience may see.

    Counts from ``suppress_from`` to ``suppress_to``, both included, are not shown; from 1 to 0
    is none. ``with_percentage``: nor is what was worked out from them. ``complement``: nor is a
    percentage of all but so few. ``denominator_min``: nor is one of fewer than that.
    ``secondary``: nor is what they could be worked out from. ``round_base`` rounds every count,
    ``national_round_base`` those of larger areas.
    """

    audience: str
    reader: str
    suppress_from: int = 1
    suppress_to: int = 5
    with_percentage: bool = True
    complement: bool = False
    secondary: bool = True
    denominator_min: int = 0
    round_base: int | None = None
    national_round_base: int | None = None

    def small(self, count: Decimal | None) -> bool:
        """Whether a count is too small to show. Part counts are judged by the nearest whole."""
        if count is None:
            return False
        return self.suppress_from <= round_to(count, 1) <= self.suppress_to


INTERNAL = Profile("internal", "the council", suppress_to=0, secondary=False)
PARTNERSHIP = Profile("partnership", "the partnership")
PUBLIC = Profile(
    "public", "the public", complement=True, denominator_min=10, national_round_base=10
)
PROFILES = {profile.audience: profile for profile in (INTERNAL, PARTNERSHIP, PUBLIC)}


@dataclass(frozen=True)
class Cell:
    """A figure by its counts, where they are known.

    ``part``: the count is of people among the denominator's, so that the rest are people too.
    """

    count: Decimal | None = None
    denominator: Decimal | None = None
    part: bool = False

    @property
    def rest(self) -> Decimal | None:
        """All but the count: 2 of “376 of 378”."""
        if not self.part or self.count is None or self.denominator is None:
            return None
        return self.denominator - self.count

    def minus(self, earlier: "Cell") -> "Cell":
        """What came on top of an earlier total."""
        return Cell(
            _difference(self.count, earlier.count),
            _difference(self.denominator, earlier.denominator),
            self.part,
        )


def _difference(later, earlier):
    return None if later is None or earlier is None else later - earlier


def round_to(count: Decimal, base: int | None) -> Decimal:
    """The nearest multiple of ``base``, half up; without a base the count as it is."""
    if not base:
        return count
    return (Decimal(count) / base).quantize(Decimal(1), rounding=ROUND_HALF_UP) * base


def is_small(profile: Profile, cell: Cell) -> bool:
    """Whether one of the counts behind a figure is too small to show."""
    rest = cell.rest if profile.complement else None
    return any(profile.small(count) for count in (cell.count, cell.denominator, rest))


def is_hidden(profile: Profile, cell: Cell) -> bool:
    """Whether a figure is to be suppressed for its own counts."""
    few = cell.denominator is not None and 0 < cell.denominator < profile.denominator_min
    return few or is_small(profile, cell)


def suppressed(
    profile: Profile, cells: Sequence[Cell | None], *, total_known: bool
) -> tuple[bool, ...]:
    """Which of the parts of one total to suppress; None stands for a part without a figure.

    With ``total_known``, or where all are shares of one denominator, the next smallest follows
    until neither one part nor a small group of them can be worked out from the rest.
    """
    hidden = [cell is not None and is_hidden(profile, cell) for cell in cells]
    if not profile.secondary or not any(hidden):
        return tuple(hidden)
    whole = one_whole(cells)
    while (total_known or whole) and _can_be_worked_out(profile, _chosen(cells, hidden)):
        found = _next_smallest(profile, cells, hidden)
        if found is None:
            break
        hidden[found] = True
    if whole:  # a share without counts may be the sum of others
        hidden = [
            hide or (cell is not None and cell.count is None)
            for hide, cell in zip(hidden, cells, strict=True)
        ]
    return tuple(hidden)


def one_whole(cells: Sequence[Cell | None]) -> bool:
    """Whether the cells are shares of one denominator, which is then their total."""
    denominators = [cell.denominator for cell in cells if cell and cell.count is not None]
    return len(denominators) > 1 and None not in denominators and len(set(denominators)) == 1


def _chosen(cells, hidden):
    return [cell for cell, hide in zip(cells, hidden, strict=True) if hide]


def _can_be_worked_out(profile, cells):
    """Whether the total less what is shown gives a single part, or a group that is itself small."""
    return len(cells) == 1 or is_small(profile, _together(cells))


def _together(cells):
    """A group of parts as one figure."""
    counts = [cell.count for cell in cells if cell.count is not None]
    denominators = [cell.denominator for cell in cells]
    total = None
    if None not in denominators:
        total = denominators[0] if one_whole(cells) else sum(denominators, Decimal(0))
    return Cell(sum(counts, Decimal(0)), total, part=cells[0].part)


def _next_smallest(profile, cells, hidden):
    """The place of the smallest part still shown. A true 0 would hide nothing."""
    sizes = {
        place: min(cell.count, cell.rest) if profile.complement and cell.rest else cell.count
        for place, cell in enumerate(cells)
        if cell and cell.count and not hidden[place]
    }
    return min(sizes, key=sizes.get, default=None)


def suppressed_totals(profile: Profile, totals: Sequence[Cell]) -> tuple[bool, ...]:
    """Which of one year's running totals to suppress, the earliest first.

    No two that are shown differ by a small count. The later one gives way, because the earlier
    one stands in the report before.
    """
    shown, hidden = None, []
    for total in totals:
        hide = is_hidden(profile, total)
        if profile.secondary and shown is not None:
            hide = hide or is_small(profile, total.minus(shown))
        if not hide:
            shown = total
        hidden.append(hide)
    return tuple(hidden)


def profile_sentences(profile: Profile) -> tuple[str, ...]:
    """What was done to a copy, for its key. Nothing for an audience that sees everything."""
    if profile.audience == INTERNAL.audience:
        return ()
    said = [f"This copy is for {profile.reader}."]
    if profile.suppress_to >= profile.suppress_from:
        said += _suppression_sentences(profile)
    if profile.round_base:
        said.append(f"Counts are rounded to the nearest {profile.round_base}.")
    if profile.national_round_base:
        said.append(
            "Counts of England, its regions and groups of councils are rounded to the nearest "
            f"{profile.national_round_base}."
        )
    return tuple(said)


def _suppression_sentences(profile):
    *kinds, last = _suppressed_kinds(profile)
    listed = f"{', '.join(kinds)} or {last}" if kinds else last
    yield f"“{LABEL}” stands for a figure that is {REASON}: {listed}. 0 is a true 0."
    if profile.secondary:
        yield (
            "So that it cannot be worked out from the rest, the next smallest category is "
            f"{REASON} with it, and so is a year-to-date figure that adds so few to the one before."
        )
    if not profile.with_percentage:
        yield "A percentage or rate is shown without such counts."
    yield f"A figure that is {REASON} has no rating and no arrow, which would narrow it down."
    yield "A percentage that came without its counts cannot be checked and is shown."


def _suppressed_kinds(profile):
    few = f"{profile.suppress_from} to {profile.suppress_to}"
    yield f"a count from {few}"
    if profile.with_percentage:
        yield "a percentage or rate worked out from such a count"
    if profile.complement:
        yield f"a percentage of all but {few}"
    if profile.denominator_min:
        yield f"a percentage or rate of fewer than {profile.denominator_min}"
