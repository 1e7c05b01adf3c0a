"""Whether a whole series shows more than usual variation, or why that is not tested.

Plain values in, plain values out: readings of one area and category, oldest first. Nothing is
carried across a break of definition: what is said is of the values since the last one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indicators.choices import Basis, Polarity, Unit
from indicators.comparability import comparable
from indicators.intervals import count_interval, rate_interval
from indicators.periods import month_index, overlap_months
from indicators.readings import Goal, Measure, Reading, judged_value
from indicators.statistics import (
    Assurance,
    Limits,
    SpecialCause,
    StatisticsError,
    Trend,
    TrendDirection,
    Variation,
    assurance,
    special_causes,
    trend,
    trend_of_values,
    variation,
    xmr,
)

LEAST_VALUES = 6  # of a control chart; up to eleven give trial limits
_FALSE_ALARMS = "raises false alarms on nine series in ten"  # of windows that share 11 of 12 months


class NotCharted(StatisticsError):
    """No control chart is drawn: “not tested, because …” and, in ``why``, more of it."""

    def __init__(self, because: str, why: str):
        super().__init__(because)
        self.because, self.why = because, why


@dataclass(frozen=True)
class ControlChart:
    """A series with its natural limits; ``causes`` has the rule each value falls under, or None.

    ``missing`` counts the periods between them that have no number.
    """

    readings: tuple[Reading, ...]
    limits: Limits
    causes: tuple[SpecialCause | None, ...]
    variation: Variation
    assurance: Assurance | None
    missing: int = 0


def since_break(series: Sequence[Reading]) -> list[Reading]:
    """The values since the last one that may not be compared with those before it."""
    numbers = [reading for reading in series if reading.value is not None]
    start = 0
    for place, (earlier, later) in enumerate(pairwise(numbers), start=1):
        if not comparable(later, earlier).allowed:
            start = place
    if not numbers:
        return []
    return [reading for reading in series if reading.period.end >= numbers[start].period.end]


def control_chart(
    measure: Measure, series: Sequence[Reading], goal: Goal | None = None
) -> ControlChart:
    """The XmR chart of a series of independent values, and what it says of the last and the target.

    Raises NotCharted for running totals, periods that overlap, positions on a date, fewer than
    six values, and values that are too large to work with.
    """
    readings = [reading for reading in since_break(series) if reading.value is not None]
    _refuse_dependent(measure, readings)
    if len(readings) < LEAST_VALUES:
        raise NotCharted("there are too few values", _too_few(series, readings))
    try:
        return _charted(measure, readings, goal)
    except StatisticsError as error:
        raise NotCharted("the values cannot be worked with", str(error)) from error


def _charted(measure, readings, goal):
    values = [judged_value(measure.unit, reading) for reading in readings]
    polarity = Polarity.NEITHER if measure.information_only else measure.polarity
    limits = xmr(values)
    target = None if goal is None or goal.two_sided else goal.value
    return ControlChart(
        readings=tuple(readings),
        limits=limits,
        causes=tuple(special_causes(values, limits)),
        variation=variation(values, limits, polarity),
        assurance=assurance(target, limits, polarity),
        missing=_left_out(readings),
    )


def _left_out(readings):
    """How many periods between these have no number."""
    pairs = [(earlier.period, later.period) for earlier, later in pairwise(readings)]
    return sum(
        (month_index(later.end) - month_index(earlier.end)) // later.months - 1
        for earlier, later in pairs
    )


def _refuse_dependent(measure, readings):
    if measure.basis == Basis.YEAR_TO_DATE:
        raise NotCharted(
            "each value is a running total",
            "It grows whatever happens. To test it, the source must send each period’s own figure.",
        )
    if measure.basis == Basis.SNAPSHOT:
        raise NotCharted(
            "mostly the same people are counted each time",
            "Such values follow one another closely, so limits made of them are too narrow and "
            "raise false alarms. No control chart is drawn.",
        )
    for earlier, later in pairwise(readings):
        if shared := overlap_months(earlier.period, later.period):
            raise NotCharted("the periods overlap", _overlap_words(later.period.months, shared))


def _overlap_words(months, shared):
    alarms = _FALSE_ALARMS if shared == 11 else "raises false alarms"
    return (
        f"Each value covers {months} months and shares {shared} of them with its neighbour. A "
        f"control chart of such values {alarms}, so none is drawn. To test it, the source must "
        "send each period’s own count."
    )


def _too_few(series, readings):
    there = "there is 1" if len(readings) == 1 else f"there are {len(readings) or 'none'}"
    broken = readings and readings[0].period.end != series[0].period.end
    since = f" since the break, {readings[0].period.phrase()}" if broken else ""
    return (
        f"A control chart needs at least {LEAST_VALUES} that may be compared with one another; "
        f"{there}{since}."
    )


def recent_trend(measure: Measure, series: Sequence[Reading]) -> Trend:
    """The recent trend of Fingertips, since any break; refused for all but years with counts."""
    readings = since_break(series)
    numbers = [reading for reading in readings if reading.value is not None]
    if not numbers or not all(_counted(measure.unit, reading) for reading in numbers):
        return _refused("the trend test needs five independent years with the counts behind each")
    try:
        return _trend(measure.unit, readings)
    except StatisticsError as error:
        return _refused(str(error))


def _counted(unit, reading):
    """Whether the counts behind a value are known; a count is its own."""
    if unit == Unit.COUNT:
        return True
    with_counts = unit in (Unit.PERCENT, Unit.RATE_PER_10000)
    return with_counts and None not in (reading.numerator, reading.denominator)


def _trend(unit, readings):
    periods = [reading.period for reading in readings]
    if unit == Unit.PERCENT:
        counts = [(r.numerator, r.denominator) if r.value is not None else _NONE for r in readings]
        return trend(*_columns(counts, 2), periods=periods)
    estimates = [_estimate(unit, r) if r.value is not None else _NONE for r in readings]
    return trend_of_values(*_columns(estimates, 3), periods=periods)


_NONE = (None, None, None)


def _estimate(unit, reading):
    if unit == Unit.COUNT:
        found = count_interval(reading.value)
    else:
        found = rate_interval(reading.numerator, reading.denominator, 10_000)
    return found.value, found.lower, found.upper


def _columns(rows, number):
    return [[row[place] for row in rows] for place in range(number)]


def _refused(reason):
    return Trend(TrendDirection.NOT_CALCULATED, reason)
