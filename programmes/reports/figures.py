"""Assessed indicators as rows of the snapshot."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from indicators.assessed import Assessed, AssessedCategory, measure_of, reading_of
from indicators.assessment import Direction
from indicators.choices import Frequency
from indicators.comparability import comparable
from indicators.explanations import Explained, explain, explain_band, pulled_on, source_name
from indicators.labels import counts_label
from indicators.models import Indicator, Observation, Target
from indicators.periods import expected_label, is_stale
from indicators.readings import Measure, reading_label
from indicators.target_words import target_words, tolerance_origin, tolerance_words
from programmes.reports.schema import (
    BenchmarkValue,
    CategoryRow,
    DirectionOfTravel,
    Explanation,
    IndicatorRow,
    Point,
    TargetFacts,
    ValueFacts,
)
from programmes.reports.wording import (
    period_label,
    running_total_sentence,
    sentence,
    standing_words,
)

SPARKLINE_POINTS = 3


def indicator_row(assessed: Assessed, period_end: date, tolerance: Decimal) -> IndicatorRow:
    """One indicator as the report to ``period_end`` shows it."""
    indicator, measure = assessed.indicator, measure_of(assessed.indicator)
    current = value_facts(measure, assessed.current, indicator.frequency, period_end)
    return IndicatorRow(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        polarity=indicator.polarity,
        frequency=indicator.frequency,
        basis=indicator.basis,
        information_only=indicator.information_only,
        target=target_facts(measure, assessed.target, tolerance, assessed.rating.amber_limit),
        current=current,
        previous=value_facts(measure, assessed.previous, indicator.frequency, None),
        benchmarks=tuple(_benchmark(measure, row) for row in assessed.benchmarks),
        categories=tuple(
            category_row(indicator, row, period_end, tolerance) for row in assessed.categories
        ),
        rag=assessed.rating.rag,
        rag_reason=_rag_reason(assessed, period_end),
        direction=_direction(assessed.direction),
        warnings=_warnings(assessed, current),
        expected_period=expected_label(period_end, Frequency(indicator.frequency)),
        change=assessed.direction.reason,
        note=_note(measure, assessed),
        run=assessed.run,
        series=_points(measure, assessed.series),
        explanation=_explanation(explain(assessed, period_end, tolerance)),
    )


def category_row(
    indicator: Indicator, row: AssessedCategory, period_end: date, tolerance: Decimal
) -> CategoryRow:
    """One band or breakdown."""
    measure, frequency = measure_of(indicator), indicator.frequency
    return CategoryRow(
        name=row.category.name,
        target=target_facts(measure, row.target, tolerance),
        current=value_facts(measure, row.current, frequency, period_end),
        previous=value_facts(measure, row.previous, frequency, None),
        direction=_direction(row.direction),
        explanation=_explanation(explain_band(row, indicator, period_end, tolerance)),
        within=row.within,
    )


def target_facts(
    measure: Measure, target: Target | None, tolerance: Decimal, amber_limit: str = ""
) -> TargetFacts | None:
    """The target as printed, with where it comes from."""
    if target is None:
        return None
    return TargetFacts(
        value=_exact(target.value),
        lower=_exact(target.lower),
        upper=_exact(target.upper),
        origin=target.origin,
        vintage=target.vintage,
        label=target_words(target, measure, tolerance),
        amber_limit=amber_limit,
        note=sentence(target.reason),
        effective_from=target.effective_from,
        effective_to=target.effective_to,
        tolerance=tolerance_words(target, measure, tolerance),
        tolerance_origin=tolerance_origin(target),
    )


def value_facts(
    measure: Measure, observation: Observation | None, frequency: str, wanted_for: date | None
) -> ValueFacts | None:
    """A value with its counts and its period as printed.

    ``wanted_for``: the period end it should be current for; none for an earlier value.
    """
    if observation is None:
        return None
    reading = reading_of(observation, measure)
    return ValueFacts(
        value=_exact(observation.value, observation.places),
        numerator=_exact(observation.numerator),
        denominator=_exact(observation.denominator),
        start=observation.period_start,
        end=observation.period_end,
        period=period_label(reading.period, observation.status),
        period_short=period_label(reading.period, observation.status, short=True),
        label=reading_label(measure, reading),
        counts=counts_label(reading.numerator, reading.denominator),
        status=observation.status,
        stale=wanted_for is not None
        and is_stale(observation.period_end, wanted_for, Frequency(frequency)),
        note=sentence(observation.note),
        source=source_name(observation.pull),
        pull=observation.pull.pk,
        revision=observation.revision,
        taken=observation.as_at,
        pulled=pulled_on(observation.pull),
    )


def _exact(value: Decimal | None, places: int = 0) -> Decimal | None:
    """The number as it was supplied, without the zeros that storage pads it with."""
    if value is None:
        return None
    plain = value.normalize()
    digits = max(places, -plain.as_tuple().exponent, 0)
    return plain.quantize(Decimal(1).scaleb(-digits))


def _benchmark(measure, benchmarked):
    observation, standing = benchmarked.observation, benchmarked.standing
    reading = reading_of(observation, measure)
    return BenchmarkValue(
        area=observation.area.name,
        value=_exact(observation.value, observation.places),
        period=period_label(reading.period, observation.status),
        label=reading_label(measure, reading),
        verdict=standing.verdict,
        indicative=standing.indicative,
        standing=standing_words(standing),
    )


def _explanation(lines: Sequence[Explained]) -> tuple[Explanation, ...]:
    return tuple(Explanation(line.key, line.question, line.answer, line.pull) for line in lines)


def _direction(direction: Direction) -> DirectionOfTravel:
    return DirectionOfTravel(
        direction.movement, direction.meaning, direction.signal, direction.reason
    )


def _rag_reason(assessed, period_end):
    if assessed.current is None and not assessed.banded:
        frequency = Frequency(assessed.indicator.frequency)
        return f"no value for {expected_label(period_end, frequency)}"
    return assessed.rating.reason


def _warnings(assessed, current):
    warnings = list(assessed.warnings)
    if current and current.stale:
        warnings.append(f"A newer value than {current.period} was due and has not come.")
    return tuple(warnings)


def _note(measure, assessed):
    current, previous = (reading_of(o, measure) for o in (assessed.current, assessed.previous))
    notes = [sentence(current.note)] if current and not current.not_comparable else []
    if current and previous:
        notes.append(running_total_sentence(measure, current, previous))
    notes += assessed.notes
    if assessed.target:
        notes.append(sentence(assessed.target.reason))
    return " ".join(note for note in notes if note)


def _points(measure, series) -> tuple[Point, ...]:
    """The sparkline; a point is not joined to one it may not be compared with."""
    if len(series) < SPARKLINE_POINTS:
        return ()
    readings = [reading_of(observation, measure) for observation in series]
    joined = [True] + [
        comparable(later, earlier).allowed
        for earlier, later in zip(readings, readings[1:], strict=False)
    ]
    return tuple(
        Point(reading.period.end, _exact(reading.value), joined=link)
        for reading, link in zip(readings, joined, strict=True)
    )
