"""Whether two values may be compared, and whether their difference may be tested.

Plain values in, plain values out. An arrow is drawn for every level but ``NOT``; a test of
usual variation is made for ``FULL`` alone. The reason is printed wherever one is withheld.
"""

from dataclasses import dataclass
from enum import StrEnum

from indicators.choices import Basis, ObservationStatus
from indicators.definitions import why_apart
from indicators.periods import Period, month_index, overlap_months
from indicators.readings import Reading

_SEASONAL = (Basis.MONTH, Basis.QUARTER, Basis.LAST_3_MONTHS)


class Level(StrEnum):
    """How far two values may be compared."""

    FULL = "full"
    INDICATIVE = "indicative"
    MOVEMENT_ONLY = "movement only"
    NOT = "not comparable"


@dataclass(frozen=True)
class Comparison:
    """A level, why it is no higher, and whether both stand at one time of the year."""

    level: Level
    reason: str = ""
    same_season: bool = True

    @property
    def allowed(self) -> bool:
        """Whether a movement may be shown."""
        return self.level != Level.NOT

    @property
    def testable(self) -> bool:
        """Whether the difference may be tested."""
        return self.level == Level.FULL


def comparable(current: Reading, previous: Reading) -> Comparison:
    """How far two values of one indicator may be compared. The verdict is the same both ways.

    In turn: one area and category, one definition, one basis and length, both numbers; then
    running totals, provisional values, periods that overlap and positions on a date.
    """
    for rule in (_one_series, _one_definition, _both_numbers, _running_total, _one_length):
        if found := rule(current, previous):
            return found
    same_season = _same_season(current.period, previous.period)
    if ObservationStatus.PROVISIONAL in (current.status, previous.status):
        return Comparison(Level.INDICATIVE, "one of the two values is provisional", same_season)
    return _independent(current.period, previous.period, same_season)


def _one_series(current, previous):
    if (current.area, current.category) != (previous.area, previous.category):
        return Comparison(Level.NOT, "they are of different areas or groups")
    return None


def _one_definition(current, previous):
    later = max(current, previous, key=lambda reading: reading.period.end)
    if why := why_apart(current.period, previous.period, later.definitions):
        return Comparison(Level.NOT, why)
    if later.not_comparable or current.definition != previous.definition:
        return Comparison(Level.NOT, later.note or "the definition changed between them")
    return None


def _both_numbers(current, previous):
    if current.value is None or previous.value is None:
        return Comparison(Level.NOT, "one of the two values is not a number")
    return None


def _running_total(current, previous):
    now, then = current.period, previous.period
    if now.basis != Basis.YEAR_TO_DATE or then.basis != Basis.YEAR_TO_DATE:
        return None
    if now.start == then.start:
        return Comparison(Level.MOVEMENT_ONLY, "both belong to one running total")
    if now.months is None or now.months != then.months:
        return Comparison(Level.NOT, "they cover different parts of two years")
    return None


def _one_length(current, previous):
    now, then = current.period, previous.period
    if now.basis != then.basis:
        return Comparison(Level.NOT, "they are counted on different bases")
    if now.basis == Basis.SNAPSHOT:
        return None
    if now.months != then.months or now.months is None:
        return Comparison(Level.NOT, "the two periods are not equally long")
    if now.basis == Basis.YEAR and _months_apart(now, then) > now.months:
        return Comparison(Level.NOT, "the year between them is missing")
    return None


def _independent(now, then, same_season):
    if now.basis == Basis.SNAPSHOT:
        reason = "mostly the same people are counted at both dates"
        return Comparison(Level.MOVEMENT_ONLY, reason, same_season)
    if shared := overlap_months(now, then):
        reason = f"the periods share {shared} of {now.months} months"
        return Comparison(Level.MOVEMENT_ONLY, reason, same_season)
    return Comparison(Level.FULL, "", same_season)


def _months_apart(now: Period, then: Period) -> int:
    return abs(month_index(now.end) - month_index(then.end))


def _same_season(now: Period, then: Period) -> bool:
    return now.basis not in _SEASONAL or _months_apart(now, then) % 12 == 0
