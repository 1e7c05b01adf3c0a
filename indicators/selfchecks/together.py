"""Every check of what is held for one indicator and one area."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from indicators.choices import Frequency
from indicators.readings import Measure, Reading
from indicators.selfchecks.findings import Finding, usable
from indicators.selfchecks.series import (
    a_year_away,
    definition_breaks,
    one_end_two_spans,
    running_total_falls,
    still_to_come,
)
from indicators.selfchecks.values import against_its_counts, out_of_range
from indicators.selfchecks.wholes import against_a_hundred, against_parts

HEADLINE = ""


def check_readings(
    measure: Measure, frequency: Frequency, readings: Iterable[Reading], day: date
) -> list[Finding]:
    """All findings about the readings of one indicator and area, as seen on ``day``.

    ``readings`` come in any order and belong to the categories that they name; the headline
    has no name. A reading is the first of at most one finding of each check.
    """
    categories: dict[str, list[Reading]] = defaultdict(list)
    for reading in sorted(filter(usable, readings), key=_end_then_start):
        categories[reading.category].append(reading)
    findings = [
        found
        for series in categories.values()
        for found in _of_a_series(measure, frequency, series, day)
    ]
    return findings + _of_wholes(measure, categories)


def _of_a_series(measure, frequency, series: Sequence[Reading], day):
    for reading in series:
        for check in (against_its_counts, out_of_range):
            if found := check(measure, reading):
                yield found
    yield from running_total_falls(measure, series)
    yield from definition_breaks(series)
    yield from one_end_two_spans(series)
    yield from still_to_come(series, day)
    yield from a_year_away([reading for reading in series if reading.period.end <= day], frequency)


def _of_wholes(measure, categories):
    """The headline against its parts; or, where there is none, the bands against 100%."""
    names = [name for name in categories if name != HEADLINE]
    if not names:
        return []
    periods: dict[tuple[date, date], dict[str, Reading]] = defaultdict(dict)
    for name, series in categories.items():
        for reading in series:
            periods[reading.period.start, reading.period.end][name] = reading
    banded = HEADLINE not in categories
    found = []
    for held in periods.values():
        parts = [held.get(name) for name in names]
        whole = (
            against_a_hundred(measure, parts)
            if banded
            else against_parts(measure, held.get(HEADLINE), parts)
        )
        found.append(whole)
    return [finding for finding in found if finding]


def _end_then_start(reading):
    return reading.period.end, reading.period.start
