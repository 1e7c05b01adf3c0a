"""Checks that figures make of themselves. Plain values in, sentences out."""

from decimal import Decimal

from indicators.choices import Unit
from indicators.labels import counts_label, places_of, value_label
from indicators.readings import Measure, Reading, band_total, fails_its_counts, reading_label


def counts_warnings(measure: Measure, readings: list[Reading]) -> list[str]:
    """A sentence for each value that is not what its own counts give."""
    return [
        f"The figure {reading.period.phrase()} was supplied as "
        f"{value_label(reading.value, measure.unit, reading.places)}, but its counts "
        f"({counts_label(reading.numerator, reading.denominator)}) give "
        f"{reading_label(measure, reading)}. The counts decide."
        for reading in readings
        if fails_its_counts(measure.unit, reading)
    ]


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
        warnings.append(f"The target's bands add to {_total(total)}, not 100%.")
    for row in rows:
        readings = [reading for reading in row if reading and reading.value is not None]
        total = band_total([reading.value for reading in readings])
        if total is not None:
            warnings.append(
                f"The bands {readings[0].period.phrase()} add to {_total(total)}, not 100%."
            )
    return warnings


def unmatched_band_warnings(rows: list[tuple[str, bool, bool]]) -> list[str]:
    """A sentence where targets and values are cut into different bands.

    ``rows``: the name of each band, whether it has a target and whether it has a value.
    """
    without_value = [name for name, target, value in rows if target and not value]
    without_target = [name for name, target, value in rows if value and not target]
    if not without_value or not without_target:
        return []
    return [
        "The target is set for other bands than the values are given in, so these are not "
        f"compared: {', '.join(without_value)}."
    ]


def _total(total: Decimal) -> str:
    return value_label(total, Unit.PERCENT, min(1, places_of(total)))
