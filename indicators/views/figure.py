"""What the pages say of one assessed indicator, in words. No query is made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.assessed import Assessed, AssessedCategory, measure_of, reading_of
from indicators.choices import Frequency, Unit
from indicators.labels import counts_label, number_label, value_label
from indicators.models import Indicator, Observation, Revision
from indicators.periods import expected_label
from indicators.printed import Printed, printed_before
from indicators.readings import Measure, judged_value, reading_label, shown_places
from indicators.target_words import target_words


@dataclass(frozen=True)
class Shown:
    """One value as printed; ``missing`` says why there is none."""

    value: str = ""
    counts: str = ""
    period: str = ""
    target: str = ""
    missing: str = "No value"


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
    reading = reading_of(observation, measure)
    return Shown(
        value=reading_label(measure, reading),
        counts=counts_label(reading.numerator, reading.denominator),
        period=reading.period.label(),
    )


def gap_words(assessed: Assessed) -> str:
    """How far a value is from its target, “15.5 points below”; nothing where that says nothing."""
    if not assessed.current or not assessed.target or assessed.target.value is None:
        return ""
    measure = measure_of(assessed.indicator)
    reading = reading_of(assessed.current, measure)
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
        number = number_label(amount, places)
        return f"{number} point" if number == "1" else f"{number} points"
    return value_label(amount, measure.unit, places)


def revision_row(revision: Revision, measure: Measure, reports: Sequence[Printed]) -> dict:
    """One revised value: what it was, what it is, when, through which pull, and after which report.

    ``now`` is what it says today, whatever it said in between.
    """
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
        "printed": printed_before(revision, reports),
    }
