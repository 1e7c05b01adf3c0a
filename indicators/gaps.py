"""What is wrong with an indicator though no stored value is: it has not come, or does not fit.

No query is made here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.assessed import Assessed, AssessedCategory, measure_of, reading_of
from indicators.choices import Frequency
from indicators.models import Indicator
from indicators.periods import expected_label
from indicators.readings import reading_label

_OTHER_GROUP = "The target is for another group or period than the values."


@dataclass(frozen=True)
class Gap:
    """What is missing or does not fit, and what to do about it."""

    indicator: Indicator
    sentence: str
    advice: str


def gaps_in(assessed: Sequence[Assessed], as_at: date) -> list[Gap]:
    """The gaps of assessed indicators, as known on ``as_at``, in their order."""
    return [gap for row in assessed for gap in _gaps(row, as_at)]


def _gaps(row: Assessed, as_at: date) -> Iterator[Gap]:
    if last := _last_before(row):
        expected = expected_label(as_at, Frequency(row.indicator.frequency))
        yield Gap(
            row.indicator,
            f"No value for {expected} has come. {last}",
            "Ask for it. Reports say that it is missing and show no older one in its place.",
        )
    if row.refusal:
        yield Gap(
            row.indicator,
            row.refusal,
            "Mend the target's bands, or the names of the bands: until they fit, values and "
            "target are not set side by side.",
        )
    if any(held.target and held.target.indicative for held in (row, *row.categories)):
        yield Gap(
            row.indicator,
            _OTHER_GROUP,
            "Measure what the target is for, or set a target for what is measured. Until then "
            "the rating is indicative.",
        )


def _last_before(row: Assessed) -> str:
    """What came last, where nothing has come for now; nothing where nothing ever came."""
    rows: list[Assessed | AssessedCategory] = [row, *row.categories]
    if any(held.current for held in rows):
        return ""
    last = max(
        (held.previous for held in rows if held.previous),
        key=lambda observation: observation.period_end,
        default=None,
    )
    if last is None:
        return ""
    measure = measure_of(row.indicator)
    reading = reading_of(last, measure)
    if last.category.name:
        return f"The last ones are {reading.period.phrase()}."
    return f"The last one is {reading_label(measure, reading)}, {reading.period.phrase()}."
