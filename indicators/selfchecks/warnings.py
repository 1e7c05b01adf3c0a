"""What reports say of a figure that fails its checks: sentences only."""

from collections.abc import Sequence
from decimal import Decimal

from indicators.choices import Unit
from indicators.readings import Measure, Reading, band_total
from indicators.selfchecks.findings import usable
from indicators.selfchecks.values import against_its_counts
from indicators.selfchecks.wholes import against_parts, total_label


def counts_warnings(measure: Measure, readings: list[Reading]) -> list[str]:
    """A sentence for each value that is not what its own counts give."""
    findings = (against_its_counts(measure, reading) for reading in readings if usable(reading))
    return [found.sentence for found in findings if found]


def parts_warnings(
    measure: Measure, headline: Reading | None, parts: Sequence[Reading | None]
) -> list[str]:
    """A sentence where the categories of one period do not add to their headline.

    ``parts`` holds the reading of each category, ``None`` where there is none: nothing is said
    unless all are there, and of the headline's own period.
    """
    headline, *parts = (row if usable(row) else None for row in (headline, *parts))
    found = against_parts(measure, headline, parts)
    return [found.sentence] if found else []


def banded_total_warnings(
    measure: Measure, targets: list[Decimal], rows: list[list[Reading | None]]
) -> list[str]:
    """A sentence where the bands of a whole do not add to 100, give or take half a point.

    ``targets``: the target of each band; ``rows``: the readings of one period each.
    """
    if measure.unit != Unit.PERCENT:
        return []
    warnings = []
    total = band_total(targets)
    if total is not None:
        warnings.append(f"The target's bands add to {total_label(total)}, not 100%.")
    for row in rows:
        readings = [reading for reading in row if usable(reading) and reading.value is not None]
        total = band_total([reading.value for reading in readings])
        if total is not None:
            warnings.append(
                f"The bands {readings[0].period.phrase()} add to {total_label(total)}, not 100%."
            )
    return warnings
