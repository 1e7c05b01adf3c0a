"""Assessed indicators as rows of the snapshot."""

from datetime import date
from decimal import Decimal

from indicators.assessed import Assessed, AssessedCategory, goal_of, measure_of, reading_of
from indicators.assessment import Direction
from indicators.choices import Frequency
from indicators.comparability import comparable
from indicators.labels import counts_label
from indicators.models import Observation, Target
from indicators.periods import expected_label, is_stale
from indicators.readings import Measure, amount_label, goal_label, reading_label
from programmes.reports.schema import (
    BenchmarkValue,
    CategoryRow,
    DirectionOfTravel,
    IndicatorRow,
    Point,
    TargetFacts,
    ValueFacts,
)
from programmes.reports.wording import period_label, running_total_sentence, sentence

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
        previous=value_facts(measure, assessed.previous, indicator.frequency, period_end),
        benchmarks=tuple(_benchmark(measure, row.observation) for row in assessed.benchmarks),
        categories=tuple(
            category_row(measure, row, indicator.frequency, period_end, tolerance)
            for row in assessed.categories
        ),
        rag=assessed.rating.rag,
        rag_reason=_rag_reason(assessed, period_end),
        direction=_direction(assessed.direction),
        warnings=_warnings(assessed, current),
        expected_period=expected_label(period_end, Frequency(indicator.frequency)),
        change=assessed.direction.reason,
        note=_note(measure, assessed),
        series=_points(measure, assessed.series),
    )


def category_row(
    measure: Measure,
    row: AssessedCategory,
    frequency: str,
    period_end: date,
    tolerance: Decimal,
) -> CategoryRow:
    """One band or breakdown."""
    return CategoryRow(
        name=row.category.name,
        target=target_facts(measure, row.target, tolerance),
        current=value_facts(measure, row.current, frequency, period_end),
        previous=value_facts(measure, row.previous, frequency, period_end),
        direction=_direction(row.direction),
    )


def target_facts(
    measure: Measure, target: Target | None, tolerance: Decimal, amber_limit: str = ""
) -> TargetFacts | None:
    """The target as printed, with where it comes from."""
    if target is None:
        return None
    goal = goal_of(target, tolerance)
    label = goal_label(measure, goal)
    if target.category.name and goal.value is not None:
        label = amount_label(measure, goal.value)
    return TargetFacts(
        value=_exact(target.value),
        lower=_exact(target.lower),
        upper=_exact(target.upper),
        origin=target.origin,
        vintage=target.vintage,
        label=label,
        amber_limit=amber_limit,
        note=sentence(target.reason),
    )


def value_facts(
    measure: Measure, observation: Observation | None, frequency: str, period_end: date
) -> ValueFacts | None:
    """A value with its counts and its period as printed."""
    if observation is None:
        return None
    reading = reading_of(observation, measure.basis)
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
        stale=is_stale(observation.period_end, period_end, Frequency(frequency)),
        note=sentence(observation.note),
    )


def _exact(value: Decimal | None, places: int = 0) -> Decimal | None:
    """The number as it was supplied, without the zeros that storage pads it with."""
    if value is None:
        return None
    plain = value.normalize()
    digits = max(places, -plain.as_tuple().exponent, 0)
    return plain.quantize(Decimal(1).scaleb(-digits))


def _benchmark(measure, observation):
    reading = reading_of(observation, measure.basis)
    return BenchmarkValue(
        area=observation.area.name,
        value=_exact(observation.value, observation.places),
        period=period_label(reading.period, observation.status),
        label=reading_label(measure, reading),
    )


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
    basis = assessed.indicator.basis
    current, previous = (reading_of(o, basis) for o in (assessed.current, assessed.previous))
    notes = [sentence(current.note)] if current and not current.not_comparable else []
    if current and previous:
        notes.append(running_total_sentence(measure, current, previous))
    if assessed.target:
        notes.append(sentence(assessed.target.reason))
    return " ".join(note for note in notes if note)


def _points(measure, series) -> tuple[Point, ...]:
    """The sparkline; a point is not joined to one it may not be compared with."""
    if len(series) < SPARKLINE_POINTS:
        return ()
    readings = [reading_of(observation, measure.basis) for observation in series]
    joined = [True] + [
        comparable(later, earlier).allowed
        for earlier, later in zip(readings, readings[1:], strict=False)
    ]
    return tuple(
        Point(reading.period.end, _exact(reading.value), joined=link)
        for reading, link in zip(readings, joined, strict=True)
    )
