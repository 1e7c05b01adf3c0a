"""A value as its source gave it, the target it meets, and how both are printed.

Plain values in, plain values out. A printed value that fails its own counts is never used:
the counts decide, and whoever prints it says so.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.choices import Basis, ObservationStatus, Polarity, Symbol, ToleranceKind, Unit
from indicators.definitions import NewDefinition, why_apart
from indicators.labels import places_of, rounded, value_label
from indicators.periods import Period

_MULTIPLIERS = {Unit.PERCENT: 100, Unit.RATE_PER_10000: 10000, Unit.RATIO: 1}
BAND_TOLERANCE = Decimal("0.5")


@dataclass(frozen=True)
class Measure:
    """What the rules need to know of an indicator.

    ``level_within``: a change up to this, in the unit (points for percentages), is none.
    ``definitions``: the new ones it was given over time, the oldest first.
    """

    unit: Unit
    decimals: int
    polarity: Polarity
    basis: Basis
    information_only: bool = False
    level_within: Decimal = Decimal(0)
    definitions: tuple[NewDefinition, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One value as its source gave it; ``places`` counts the digits after the point.

    ``definition`` tells apart what lies on the two sides of a value that is marked as not
    comparable; ``definitions`` are the new ones that its indicator was given over time.
    """

    value: Decimal | None
    period: Period
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    places: int = 0
    symbol: Symbol = Symbol.NONE
    status: ObservationStatus = ObservationStatus.FINAL
    not_comparable: bool = False
    note: str = ""
    area: str = ""
    category: str = ""
    definition: str = ""
    definitions: tuple[NewDefinition, ...] = ()


@dataclass(frozen=True)
class Goal:
    """A target: one value, or a range; with how far off is still amber.

    ``closer``: the value is to be come close to from either side. ``indicative`` says that it
    was set for another group or period.
    """

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    tolerance: Decimal
    tolerance_kind: ToleranceKind
    closer: bool = False
    indicative: bool = False

    @property
    def two_sided(self) -> bool:
        """Whether a value can be too high as well as too low."""
        return self.closer or self.value is None

    def miss(self, value: Decimal) -> Decimal:
        """How far a value lies outside a two-sided target."""
        lower, upper = (self.value, self.value) if self.closer else (self.lower, self.upper)
        return max(lower - value, value - upper, Decimal(0))

    def allowance(self, bound: Decimal) -> Decimal:
        """The amber band beyond ``bound``, in the indicator's unit. Relative to zero it is zero."""
        if self.tolerance_kind == ToleranceKind.ABSOLUTE:
            return self.tolerance
        return abs(bound) * self.tolerance / 100


def recounted(unit: Unit, reading: Reading) -> Decimal | None:
    """The value that the counts give, unrounded; none without both, or for a plain amount."""
    if reading.numerator is None or not reading.denominator or unit not in _MULTIPLIERS:
        return None
    return reading.numerator * _MULTIPLIERS[unit] / reading.denominator


def fails_its_counts(unit: Unit, reading: Reading) -> bool:
    """Whether the printed value is not what its own counts give at the printed precision."""
    by_counts = recounted(unit, reading)
    if by_counts is None or reading.value is None:
        return False
    return rounded(by_counts, reading.places) != rounded(reading.value, reading.places)


def judged_value(unit: Unit, reading: Reading) -> Decimal | None:
    """The value that decides: as printed, or by its counts where the two disagree."""
    return recounted(unit, reading) if fails_its_counts(unit, reading) else reading.value


def shown_places(measure: Measure, reading: Reading) -> int:
    """Digits printed after the point: no more than supplied, nor than the indicator shows."""
    if fails_its_counts(measure.unit, reading):
        return measure.decimals
    return min(measure.decimals, reading.places)


def reading_label(measure: Measure, reading: Reading) -> str:
    """The deciding value as printed, or the word for its symbol."""
    value = judged_value(measure.unit, reading)
    if value is None:
        return Symbol(reading.symbol).label
    return value_label(value, measure.unit, shown_places(measure, reading))


def amount_label(measure: Measure, amount: Decimal) -> str:
    """A target's amount as printed: no more digits than it was given."""
    return value_label(amount, measure.unit, min(measure.decimals, places_of(amount)))


def goal_label(measure: Measure, goal: Goal) -> str:
    """“at most 20.7%”, “at least 95%”, “between 40% and 60%”: the way that is good included."""
    if goal.value is None:
        return " and ".join(
            (f"between {amount_label(measure, goal.lower)}", amount_label(measure, goal.upper))
        )
    amount = amount_label(measure, goal.value)
    if goal.closer:
        return f"close to {amount}"
    if measure.polarity == Polarity.NEITHER or goal.value == 0:
        return amount
    return f"{'at least' if measure.polarity == Polarity.HIGHER else 'at most'} {amount}"


def in_period_amount(measure: Measure, current: Reading, previous: Reading) -> Decimal | None:
    """What the last part of a running total added, for an amount that only grows.

    None unless both are totals of one year and one definition: the difference of two
    year-to-date percentages is no percentage of anything.
    """
    if measure.basis != Basis.YEAR_TO_DATE or measure.unit not in (Unit.POUNDS, Unit.COUNT):
        return None
    if current.value is None or previous.value is None:
        return None
    if current.period.start != previous.period.start:
        return None
    if why_apart(current.period, previous.period, measure.definitions):
        return None
    return current.value - previous.value


def band_total(values: list[Decimal]) -> Decimal | None:
    """The sum of percentages that should make 100, where it does not within half a point."""
    total = sum(values, Decimal(0))
    return total if values and abs(total - 100) > BAND_TOLERANCE else None
