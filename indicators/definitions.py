"""New definitions of an indicator, from a day on, and what may no longer be compared for it.

Plain values in, plain values out. A period that runs over the first day of a new definition is
counted partly by each, in a share of its own: it is compared with nothing but the same period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicators.choices import Basis
from indicators.periods import Period, day_label


@dataclass(frozen=True)
class NewDefinition:
    """What counts from a day on; ``sentence`` says what changed, as reports print it."""

    effective_from: date
    sentence: str

    def __str__(self):
        return f"new definition from {day_label(self.effective_from)}: {self.sentence}"

    @property
    def sentences(self) -> str:
        """The same with a capital and a full stop."""
        words = str(self)
        return f"{words[0].upper()}{words[1:].rstrip('.')}."


def why_apart(one: Period, other: Period, changes: Iterable[NewDefinition]) -> str:
    """Why the values of two periods are of different definitions; nothing where they are of one.

    The newest change that parts them is named.
    """
    newest_first = sorted(changes, key=lambda change: change.effective_from, reverse=True)
    return next(
        (_words(change, one, other) for change in newest_first if _parts(change, one, other)), ""
    )


def among(changes: Iterable[NewDefinition], periods: Iterable[Period]) -> list[NewDefinition]:
    """The changes that part some of these periods, or that some of them run over."""
    held = list(periods)
    return [
        change
        for change in changes
        if {_side(change, period) for period in held} not in ({-1}, {1}, set())
    ]


def _parts(change, one, other):
    if (one.start, one.end) == (other.start, other.end):
        return False
    sides = {_side(change, one), _side(change, other)}
    return sides not in ({-1}, {1})


def _side(change, period):
    """Whether a period is before a change (-1) or after it (1), or runs over it (0)."""
    start = period.end if period.basis == Basis.SNAPSHOT else period.start
    if period.end < change.effective_from:
        return -1
    return 1 if start >= change.effective_from else 0


def _words(change, one, other):
    if 0 in (_side(change, one), _side(change, other)):
        return f"part of the period is counted by the {change}"
    return str(change)
