"""“More than usual variation?” on the page of an indicator, in words and as a control chart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from django.utils.safestring import SafeString

from indicators.assessed import Assessed, goal_of, measure_of
from indicators.choices import Polarity, Unit
from indicators.control_charts import LEAST_POINTS
from indicators.definitions import why_apart
from indicators.labels import value_label
from indicators.line_charts import Level, line_chart, mark_shape
from indicators.models import Target
from indicators.readings import Measure, goal_label, judged_value, reading_label
from indicators.statistics import (
    Assurance,
    Limits,
    SpecialCause,
    Trend,
    Variation,
    trend_label,
)
from indicators.usual_variation import ControlChart, NotCharted, control_chart, recent_trend
from indicators.views.series import UNIT_LABELS, chart_points, readings_of, target_levels

_LARGE = 1000  # from here on a mean needs no more digits than the values
_LATEST = {
    Variation.IMPROVEMENT_HIGH: "That is an improvement: it is high",
    Variation.IMPROVEMENT_LOW: "That is an improvement: it is low",
    Variation.CONCERN_HIGH: "That is a concern: it is high",
    Variation.CONCERN_LOW: "That is a concern: it is low",
    Variation.NEUTRAL_HIGH: "It is high, which is neither good nor bad",
    Variation.NEUTRAL_LOW: "It is low, which is neither good nor bad",
}
_TARGET = {
    Assurance.PASS: "If nothing changes the target of {} will be met: usual values all meet it.",
    Assurance.FAIL: "If nothing changes the target of {} will be missed: usual values all miss it.",
    Assurance.INCONSISTENT: (
        "If nothing changes the target of {} will be met at some times and missed at others: it "
        "lies among usual values."
    ),
}


@dataclass(frozen=True)
class VariationSection:
    """What the page says: a first sentence, more of it, the chart, and what is marked on it."""

    lead: str
    sentences: tuple[str, ...]
    trend: str
    chart: SafeString = SafeString("")
    marked: tuple[tuple[SafeString, str], ...] = ()


def variation_section(
    assessed: Assessed, targets: Sequence[Target], tolerance: Decimal
) -> VariationSection:
    """The control chart of an indicator’s series, or why there is none, and its recent trend."""
    measure, series = measure_of(assessed.indicator), readings_of(assessed)
    goal = goal_of(assessed.target, tolerance)
    trend = _trend_sentence(recent_trend(measure, series), measure)
    try:
        found = control_chart(measure, series, goal)
    except NotCharted as refusal:
        return _not_charted(refusal, assessed.direction.signal, trend)
    marks = _marks(found, measure)
    points = [
        replace(point, mark=mark)
        for point, mark in zip(
            chart_points(found.readings, measure, assessed.indicator.frequency), marks, strict=True
        )
    ]
    levels = [*_limit_levels(found, measure), *target_levels(targets, points, measure, tolerance)]
    return VariationSection(
        lead=_lead(found, measure),
        sentences=tuple(_sentences(found, measure, series, goal)),
        trend=trend,
        chart=_drawn(points, levels, measure),
        marked=tuple(_marked(found, marks, measure)),
    )


def _not_charted(refusal, signal, trend):
    """Without a chart: whether the last change by itself is unusual, where that could be tested."""
    if signal.startswith("not tested"):
        return VariationSection(f"Not tested, because {refusal.because}.", (refusal.why,), trend)
    sentences = (f"No control chart is drawn, because {refusal.because}.", refusal.why)
    return VariationSection(f"The latest change is {signal}.", sentences, trend)


def _trend_sentence(found: Trend, measure: Measure) -> str:
    return f"{trend_label(found.direction, measure.polarity)}: {found.reason}."


def _lead(found, measure):
    latest, cause = found.readings[-1], found.causes[-1]
    said = f"The latest value, {reading_label(measure, latest)} {latest.period.phrase()},"
    if cause is None:
        return f"{said} is within usual variation."
    good = "" if _neutral(measure) else f", and {Polarity(measure.polarity).label.lower()}"
    return f"{said} is beyond usual variation: {cause}. {_LATEST[found.variation]}{good}."


def _sentences(found, measure, series, goal):
    lower, upper = drawn_limits(found.limits, measure)
    low, mean, high = (_amount(value, measure) for value in (lower, found.limits.mean, upper))
    yield f"Usual values run from {low} to {high}, round a mean of {mean}."
    if found.limits.trial:
        held = len(found.readings)
        yield f"Trial limits, made of {held} values: from {LEAST_POINTS} on they are firm."
    if found.missing:
        left_out = "1 period" if found.missing == 1 else f"{found.missing} periods"
        yield f"{left_out} without a value {'is' if found.missing == 1 else 'are'} left out."
    first = found.readings[0]
    if first.period.end != series[0].period.end:
        yield _since_words(first, series)
    if found.assurance:
        yield _TARGET[found.assurance].format(goal_label(measure, goal))


def _since_words(first, series):
    """From where on values are used, and what parts them from those before."""
    *_, before = (r for r in series if r.value is not None and r.period.end < first.period.end)
    why = why_apart(first.period, before.period, first.definitions) or first.note
    said = f"Only values from {first.period.label()} on are used, since the break"
    return f"{said}: {why.rstrip('.')}." if why else f"{said}."


def drawn_limits(limits: Limits, measure: Measure) -> tuple[float, float]:
    """The natural limits within what a value can be; the tests use them as they are."""
    highest = 100 if measure.unit == Unit.PERCENT else limits.upper
    return max(limits.lower, 0), min(limits.upper, highest)


def _amount(value, measure):
    places = measure.decimals if abs(value) >= _LARGE else max(measure.decimals, 1)
    return value_label(Decimal(repr(value)), measure.unit, places)


def _limit_levels(found, measure):
    lower, upper = drawn_limits(found.limits, measure)
    for kind, name, value in (
        ("limit", "Upper limit", upper),
        ("mean", "Mean", found.limits.mean),
        ("limit", "Lower limit", lower),
    ):
        yield Level(kind, Decimal(repr(value)), f"{name} {_amount(value, measure)}", name)


def _marks(found: ControlChart, measure: Measure) -> list[str]:
    """The mark of each value: concern, improvement or neutral where a rule finds it."""
    values = [judged_value(measure.unit, reading) for reading in found.readings]
    rising = [later > earlier for earlier, later in pairwise(values)]
    marks = []
    for place, cause in enumerate(found.causes):
        high = float(values[place]) > found.limits.mean
        if cause == SpecialCause.TREND:
            follows = place and found.causes[place - 1] == SpecialCause.TREND
            high = rising[place - 1] if follows else rising[place]
        marks.append(_mark(measure, high) if cause else "")
    return marks


def _neutral(measure):
    return measure.information_only or measure.polarity == Polarity.NEITHER


def _mark(measure, high):
    if _neutral(measure):
        return "neutral"
    return "improvement" if high == (measure.polarity == Polarity.HIGHER) else "concern"


def _drawn(points, levels, measure):
    marked = sum(bool(point.mark) for point in points)
    flagged = f"{marked} of {len(points)} values are marked" if marked else "No value is marked"
    return line_chart(
        points,
        levels,
        unit_label=UNIT_LABELS.get(measure.unit, ""),
        title=f"Control chart of {len(points)} values",
        description=f"{'; '.join(level.label for level in levels if level.label)}. {flagged}.",
    )


def _marked(found, marks, measure):
    """What is marked, in words: neighbours under one rule together."""
    rows = zip(found.readings, found.causes, marks, strict=True)
    for (cause, mark), group in groupby(rows, key=lambda row: (row[1], row[2])):
        if cause is None:
            continue
        readings = [reading for reading, _, _ in group]
        names = [reading.period.label(short=True) for reading in readings]
        what = f"{names[0]}, {reading_label(measure, readings[0])}"
        if len(names) > 1:
            what = f"{names[0]} to {names[-1]}"
        yield mark_shape(mark), f"{what}: {cause} ({mark})."
