"""How the values of an indicator run over time, as its page shows them. No query is made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from string import ascii_uppercase

from django.utils.safestring import SafeString

from indicators.assessed import Assessed, measure_of, reading_of
from indicators.choices import Basis, Frequency, Unit
from indicators.comparability import comparable
from indicators.definitions import among
from indicators.labels import counts_label
from indicators.line_charts import Break, ChartPoint, Level, line_chart, tick_label, ticks_of
from indicators.models import Target
from indicators.periods import month_index
from indicators.readings import (
    Measure,
    Reading,
    amount_label,
    judged_value,
    reading_label,
)
from indicators.target_words import target_words

UNIT_LABELS = {Unit.PERCENT: "%", Unit.POUNDS: "£", Unit.DAYS: " days"}
LEAST_POINTS = 2  # of a line
_COVERS = {
    Basis.SNAPSHOT: "is the position on a date",
    Basis.MONTH: "covers one month",
    Basis.QUARTER: "covers one quarter",
    Basis.LAST_3_MONTHS: "covers the 3 months to that month",
    Basis.ROLLING_12_MONTHS: "covers the 12 months to that month",
    Basis.YEAR_TO_DATE: "is the total of the year so far",
    Basis.YEAR: "covers one year",
}
_SAID_ONCE = ("at", "12 months to", "3 months to", "financial year", "academic year")
_WHOLE_PERIODS = (Basis.MONTH, Basis.QUARTER, Basis.YEAR)


@dataclass(frozen=True)
class Number:
    """A row of the table beside the chart."""

    period: str
    counts: str
    value: str


@dataclass(frozen=True)
class OverTime:
    """The chart of a series, what to know of it, and its numbers, newest first.

    ``key``: the letters that stand for benchmarks on a narrow screen. ``covers`` heads the
    periods: “12 months to” where that is said once for all of them.
    """

    chart: SafeString
    note: str
    key: tuple[tuple[str, str], ...]
    covers: str
    numbers: tuple[Number, ...]


def readings_of(assessed: Assessed) -> list[Reading]:
    """The series as plain values, oldest first."""
    measure = measure_of(assessed.indicator)
    return [reading_of(held, measure) for held in assessed.series]


def over_time(assessed: Assessed, targets: Sequence[Target], tolerance: Decimal) -> OverTime:
    """The series of an indicator with the targets and benchmarks it is read against."""
    measure, readings = measure_of(assessed.indicator), readings_of(assessed)
    benchmarks = _benchmarks(assessed, measure)
    points = chart_points(readings, measure, assessed.indicator.frequency)
    chart, note = SafeString(""), ""
    if len([point for point in points if point.value is not None]) >= LEAST_POINTS:
        levels = [*target_levels(targets, points, measure, tolerance), *benchmarks]
        chart = _drawn(readings, points, levels, measure)
        note = f"{_note(assessed.indicator, points, levels)} {_parted(measure, readings)}".strip()
    covers, periods = _periods(readings)
    return OverTime(
        chart=chart,
        note=note,
        key=tuple((level.short, level.label) for level in benchmarks) if chart else (),
        covers=covers,
        numbers=tuple(
            _number(measure, *said)
            for said in zip(reversed(readings), reversed(periods), strict=True)
        ),
    )


def _parted(measure, readings):
    """Each new definition that parts some of the values, in a sentence."""
    found = among(measure.definitions, (reading.period for reading in readings))
    return " ".join(change.sentences for change in found)


def breaks_of(measure: Measure, readings: Sequence[Reading]) -> list[Break]:
    """The new definitions that were given between the ends of the first and the last period."""
    first, last = readings[0].period.end, readings[-1].period.end
    return [
        Break(change.effective_from, "New definition")
        for change in measure.definitions
        if first < change.effective_from <= last
    ]


def chart_points(readings: Sequence[Reading], measure: Measure, frequency: str) -> list[ChartPoint]:
    """The points of a line. One is not joined to the one before where the two may not be compared
    or a period between them is missing.
    """
    if not readings:
        return []
    steps = [Frequency(frequency).months] * len(readings)
    if measure.basis in _WHOLE_PERIODS:
        steps = [max(step, r.period.months or 0) for step, r in zip(steps, readings, strict=True)]
    joined = [True] + [
        comparable(later, earlier).allowed and _apart(earlier, later) <= step
        for (earlier, later), step in zip(pairwise(readings), steps[1:], strict=True)
    ]
    return [
        ChartPoint(reading.period.end, judged_value(measure.unit, reading), link, *names)
        for reading, link, names in zip(readings, joined, _names(readings), strict=True)
    ]


def _apart(earlier, later):
    """Months from the end of one period to the end of another."""
    return month_index(later.period.end) - month_index(earlier.period.end)


def _names(readings):
    """The short name of each period, and its calendar year where that begins."""
    months = [month_index(reading.period.end) for reading in readings]
    shown = None
    for reading, month in zip(readings, months, strict=True):
        end = reading.period.end
        if reading.period.basis == Basis.YEAR:
            yield reading.period.label(short=True).rsplit(" ", 1)[-1], ""
            continue
        day = f"{end.day} " if months.count(month) > 1 else ""  # two of one month
        yield f"{day}{end:%b}", "" if end.year == shown else str(end.year)
        shown = end.year


def target_levels(
    targets: Sequence[Target], points: Sequence[ChartPoint], measure: Measure, tolerance: Decimal
) -> list[Level]:
    """The targets in force while the series ran, a step each; the last one has its words."""
    first, last = points[0].end, points[-1].end
    held = sorted((target for target in targets if _held(target, first, last)), key=_from)
    return [
        level
        for target in held
        for level in _bounds(
            target, target is held[-1] and _in_force(target, last), measure, tolerance
        )
    ]


def _held(target, first, last):
    return (
        not target.category.name
        and target.effective_from <= last
        and (target.effective_to is None or target.effective_to >= first)
    )


def _in_force(target, day):
    return target.effective_to is None or target.effective_to >= day


def _from(target):
    return target.effective_from


def _bounds(target, named, measure, tolerance):
    """The line of a target, or the two of a range, of which the upper one has the words."""
    label = f"Target {target_words(target, measure, tolerance)}" if named else ""
    amounts = [("target", target.value)]
    if target.value is None:
        amounts = [("target target--lower", target.lower), ("target", target.upper)]
    for kind, amount in amounts:
        words = label if kind == "target" else ""
        short = f"Target {amount_label(measure, amount)}" if words else ""
        yield Level(kind, amount, words, short, target.effective_from, target.effective_to)


def _benchmarks(assessed, measure):
    """Other areas' values, each with its own period, under letters for a narrow screen."""
    levels = []
    for row in assessed.benchmarks:
        reading = reading_of(row.observation, measure)
        value = judged_value(measure.unit, reading)
        if value is not None:
            words = f"{row.observation.area} {reading_label(measure, reading)}"
            label = f"{words}, {reading.period.label(short=True)}"
            levels.append(Level("bench", value, label, ascii_uppercase[len(levels) % 26]))
    return levels


def _drawn(readings, points, levels, measure):
    first, last = readings[0], readings[-1]
    said = [reading_label(measure, reading) for reading in (first, last)]
    named = "; ".join(level.label for level in levels if level.label)
    parted = _parted(measure, readings)
    return line_chart(
        points,
        levels,
        breaks_of(measure, readings),
        unit_label=UNIT_LABELS.get(measure.unit, ""),
        title=f"Line chart, {first.period.label()} until {last.period.label()}",
        description=f"From {said[0]} to {said[1]}. {named}{'. ' if named else ''}"
        f"{parted}{' ' if parted else ''}The table gives every value.",
    )


def _note(indicator, points, levels):
    """What each point covers, where the line breaks and where the scale starts."""
    sentences = [f"Each point {_COVERS[Basis(indicator.basis)]}."]
    if not all(point.joined and point.value is not None for point in points):
        sentences.append("The line breaks where a value is missing or may not be compared.")
    lowest = ticks_of(points, levels)[0]
    if lowest:
        start = tick_label(lowest, UNIT_LABELS.get(indicator.unit, ""))
        sentences.append(f"The scale starts at {start}.")
    return " ".join(sentences)


def _periods(readings):
    """The heading of the periods and their names, without what the heading says for all."""
    names = [reading.period.label(short=True) for reading in readings]
    for opening in _SAID_ONCE:
        if names and all(name.startswith(f"{opening} ") for name in names):
            return opening.capitalize(), [name.removeprefix(f"{opening} ") for name in names]
    return "Period", names


def _number(measure, reading, period):
    return Number(
        period=period,
        counts=counts_label(reading.numerator, reading.denominator),
        value=reading_label(measure, reading),
    )
