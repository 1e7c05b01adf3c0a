"""What the pages say of one assessed indicator, in words. No query is made here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from indicators.assessed import Assessed, AssessedCategory, goal_of, measure_of, reading_of
from indicators.choices import Frequency, Movement, Polarity, Rag, ToleranceKind, Unit
from indicators.comparability import comparable
from indicators.labels import counts_label, number_label, places_of, value_label
from indicators.models import Indicator, Observation, Revision, Target
from indicators.periods import expected_label
from indicators.readings import (
    Measure,
    amount_label,
    fails_its_counts,
    goal_label,
    judged_value,
    reading_label,
    recounted,
    shown_places,
)

UNIT_LABELS = {Unit.PERCENT: "%", Unit.POUNDS: "£", Unit.DAYS: " days"}


@dataclass(frozen=True)
class Shown:
    """One value as printed; ``missing`` says why there is none."""

    value: str = ""
    counts: str = ""
    period: str = ""
    target: str = ""
    missing: str = "No value"


@dataclass(frozen=True)
class ChartPoint:
    """One point of the line; not ``joined`` to one it may not be compared with."""

    end: date
    value: Decimal | None
    joined: bool = True


@dataclass(frozen=True)
class Explained:
    """One line of “Explain this figure”."""

    question: str
    answer: str


def shown(assessed: Assessed | AssessedCategory, indicator: Indicator, tolerance, as_at) -> Shown:
    """The current value and the target of an indicator, or of one of its bands."""
    measure = measure_of(indicator)
    target = target_words(assessed.target, measure, tolerance)
    if assessed.current is None:
        if getattr(assessed, "banded", False):
            return Shown(target=target, missing="Read by band")
        expected = expected_label(as_at, Frequency(indicator.frequency)) if as_at else ""
        return Shown(target=target, missing=f"No value for {expected}" if expected else "No value")
    said = said_of(assessed.current, measure)
    return Shown(said.value, said.counts, said.period, target)


def said_of(observation: Observation, measure: Measure) -> Shown:
    """A stored value as printed, with its counts and period."""
    reading = reading_of(observation, measure.basis)
    return Shown(
        value=reading_label(measure, reading),
        counts=counts_label(reading.numerator, reading.denominator),
        period=reading.period.label(),
    )


def target_words(target: Target | None, measure: Measure, tolerance: Decimal) -> str:
    """“at least 70%”; just the amount for a band; nothing without a target."""
    if target is None:
        return ""
    goal = goal_of(target, tolerance)
    if target.category.name and goal.value is not None:
        return amount_label(measure, goal.value)
    return goal_label(measure, goal)


def tolerance_words(target: Target, measure: Measure, tolerance: Decimal) -> str:
    """How far off is still amber: “5% of the target”, “3 points”, “none”."""
    goal = goal_of(target, tolerance)
    if goal.tolerance_kind == ToleranceKind.RELATIVE:
        if target.value == 0 or not goal.tolerance:
            return "none"
        return f"{goal.tolerance.normalize():f}% of the target"
    return difference_words(goal.tolerance, measure, places_of(goal.tolerance))


def gap_words(assessed: Assessed) -> str:
    """How far a value is from its target, “15.5 points below”; nothing where that says nothing."""
    if not assessed.current or not assessed.target or assessed.target.value is None:
        return ""
    measure = measure_of(assessed.indicator)
    reading = reading_of(assessed.current, measure.basis)
    value = judged_value(measure.unit, reading)
    if value is None or measure.information_only:
        return ""
    gap = value - assessed.target.value
    if not gap:
        return "none"
    side = "below" if gap < 0 else "above"
    return f"{difference_words(abs(gap), measure, shown_places(measure, reading))} {side}"


def difference_words(amount: Decimal, measure: Measure, places: int) -> str:
    """A difference: points where the values are percentages, else in the unit."""
    if measure.unit == Unit.PERCENT:
        return f"{number_label(amount, places)} points"
    return value_label(amount, measure.unit, places)


def chart_points(assessed: Assessed) -> list[ChartPoint]:
    """The series as points of a line, oldest first."""
    measure = measure_of(assessed.indicator)
    readings = [reading_of(observation, measure.basis) for observation in assessed.series]
    points = []
    for earlier, reading in zip([None, *readings], readings, strict=False):
        joined = earlier is None or comparable(reading, earlier).allowed
        points.append(ChartPoint(reading.period.end, judged_value(measure.unit, reading), joined))
    return points


def number_rows(assessed: Assessed) -> list[Shown]:
    """The numbers behind the line, newest first."""
    measure = measure_of(assessed.indicator)
    return [
        Shown(
            value=reading_label(measure, reading),
            counts=counts_label(reading.numerator, reading.denominator),
            period=reading.period.label(short=True),
        )
        for reading in (reading_of(held, measure.basis) for held in reversed(assessed.series))
    ]


def explanation(assessed: Assessed) -> list[Explained]:
    """How the value, the rating and the arrow came about, a question each."""
    lines = [Explained("The value", _value_sentence(assessed))]
    if assessed.indicator.definition:
        lines.append(Explained("What it counts", assessed.indicator.definition))
    rag = Rag(assessed.rating.rag)
    lines.append(Explained(f"Why {rag.label}", _sentence(assessed.rating.reason)))
    lines.append(Explained(_arrow_question(assessed), _arrow_sentence(assessed)))
    lines.append(Explained("More than usual variation?", _sentence(assessed.direction.signal)))
    if newest := newest_value(assessed):
        lines.append(Explained("Where it came from", origin_words(newest)))
    return lines


def newest_value(assessed: Assessed) -> Observation | None:
    """The value the page is about; of an indicator read by band, the first band's."""
    values = [assessed.current, *(band.current for band in assessed.categories)]
    return next((value for value in values if value), None)


def _value_sentence(assessed):
    if assessed.banded:
        return "It is read by band: each has its own value, in the table below."
    if assessed.current is None:
        return "No value is held for this period. An older one is never shown in its place."
    measure = measure_of(assessed.indicator)
    reading = reading_of(assessed.current, measure.basis)
    label = reading_label(measure, reading)
    worked_out = recounted(measure.unit, reading)
    if worked_out is None:
        return f"{label}, as its source gave it."
    counts = counts_label(reading.numerator, reading.denominator)
    said = f"{counts} is {number_label(worked_out, 3)}, shown as {label}."
    if fails_its_counts(measure.unit, reading):
        supplied = value_label(reading.value, measure.unit, reading.places)
        return f"{said} Its source said {supplied}; the counts decide."
    return f"{said} The rating uses the value as supplied."


def _arrow_question(assessed):
    movement = assessed.direction.movement
    if movement == Movement.NONE:
        return "Why there is no arrow"
    return {
        Movement.UP: "Why the arrow points up",
        Movement.DOWN: "Why the arrow points down",
        Movement.SAME: "Why the arrow is level",
    }[Movement(movement)]


def _arrow_sentence(assessed):
    if assessed.direction.movement == Movement.NONE:
        return _sentence(assessed.direction.reason)
    good = Polarity(assessed.indicator.polarity).label.lower()
    return (
        f"The number is {assessed.direction.reason}. The arrow follows the number; "
        f"the word says what it means: {good}."
    )


def origin_words(observation: Observation) -> str:
    """“Monthly spreadsheets, pull 12, 8 February 2017.”"""
    pull = observation.pull
    where = pull.source.name if pull.source else pull.origin or "Loaded by hand"
    when = pull.finished_at or pull.requested_at
    return f"{where}, pull {pull.pk}, {date_format(when, 'j F Y')}."


def revision_row(revision: Revision, measure: Measure) -> dict:
    """One revised value: what it was, what it is, when and through which pull."""
    observation = revision.observation
    was = Observation(
        period_start=observation.period_start,
        period_end=observation.period_end,
        value=revision.value,
        places=revision.places,
        numerator=revision.numerator,
        denominator=revision.denominator,
        symbol=revision.symbol,
        status=revision.status,
        note=revision.note,
    )
    return {
        "period": said_of(observation, measure).period,
        "band": observation.category.name,
        "was": said_of(was, measure).value,
        "now": said_of(observation, measure).value,
        "revision": revision,
    }


def _sentence(text):
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""
