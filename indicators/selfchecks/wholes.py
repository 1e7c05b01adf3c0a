"""Checks of values of one period that make a whole together. Readings are ``usable``."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from indicators.choices import Unit
from indicators.labels import counts_label, places_of, value_label
from indicators.readings import Measure, Reading, band_total, fails_its_counts, recounted
from indicators.selfchecks.findings import Check, Finding, Severity

_HALF = Decimal("0.5")
_SUMS = (Unit.COUNT, Unit.POUNDS)
_SHARES = (Unit.PERCENT, Unit.RATE_PER_10000, Unit.RATIO)


def against_parts(
    measure: Measure, headline: Reading | None, parts: Sequence[Reading | None]
) -> Finding | None:
    """A total that its parts do not add to.

    ``parts`` holds one reading for each category, ``None`` where there is none. Nothing is said
    unless every part of the headline's own period is there: two or more, with their values, or
    for a share with their counts. Counts must agree exactly; money may differ by what rounding
    each amount can come to. Counts of a share may be parts of the whole, or all be counted in
    the same whole.

    Source: the Programme 6 report to January 2017: ages that add to 116 of 272 (42.6%) under
    42.8%; and Norfolk's of August 2014: 149 with a plan and 181 without under 336.
    """
    if headline is None or len(parts) < 2:
        return None
    rows = [part for part in parts if part and _span(part) == _span(headline)]
    if len(rows) < len(parts):
        return None
    said = _sums(measure, headline, rows) or _shares(measure, headline, rows)
    if not said:
        return None
    sentence = "The parts {} add to {}, but the total says {}.".format(
        headline.period.phrase(), *said
    )
    return Finding(Check.PARTS, Severity.MEND, sentence, (headline, *rows))


def against_a_hundred(measure: Measure, bands: Sequence[Reading | None]) -> Finding | None:
    """Bands of a whole, of one period, that do not add to 100 give or take half a point.

    To be known only where rounding every band can explain it, else to be mended.

    Source: the Programme 6 report to January 2017: bands that add to 99.9 and 100.1 by rounding,
    agencies' shares to 101, and target bands to 96.38 because one is missing.
    """
    rows = [band for band in bands if band and band.value is not None]
    if measure.unit != Unit.PERCENT or len(rows) < 2:
        return None
    total = band_total([band.value for band in rows])
    if total is None:
        return None
    sentence = f"The bands {rows[0].period.phrase()} add to {total_label(total)}, not 100%."
    rounding = abs(total - 100) <= _rounding(rows)
    if rounding:
        sentence += f" Rounding {len(rows)} bands can come to that."
    return Finding(Check.BANDS, Severity.KNOW if rounding else Severity.MEND, sentence, tuple(rows))


def total_label(total: Decimal) -> str:
    """The sum of bands as printed: “96.4%”, “101%”."""
    return value_label(total, Unit.PERCENT, min(1, places_of(total)))


def _span(reading):
    return reading.period.start, reading.period.end


def _rounding(readings):
    """What rounding each of them can come to, in their unit."""
    return sum((_HALF.scaleb(-reading.places) for reading in readings), Decimal(0))


def _sums(measure, headline, rows):
    """The sum of the parts and the total as printed, where they differ."""
    values = [row.value for row in rows]
    if measure.unit not in _SUMS or headline.value is None or None in values:
        return None
    total = sum(values, Decimal(0))
    slack = _rounding([headline, *rows]) if measure.unit == Unit.POUNDS else 0
    if abs(total - headline.value) <= slack:
        return None
    places = max(row.places for row in (headline, *rows))
    return tuple(value_label(amount, measure.unit, places) for amount in (total, headline.value))


def _shares(measure, headline, rows):
    """The counts of the parts together and the total as printed, where they differ."""
    if measure.unit not in _SHARES or not all(_counted(row) for row in rows):
        return None
    wholes = _wholes(rows)
    together = [
        replace(headline, numerator=sum(row.numerator for row in rows), denominator=whole)
        for whole in wholes
    ]
    if _counted(headline):
        counts = (headline.numerator, headline.denominator)
        agrees = any((row.numerator, row.denominator) == counts for row in together)
        said = counts_label(*counts)
    elif headline.value is None:
        return None
    else:
        agrees = not all(fails_its_counts(measure.unit, row) for row in together)
        said = value_label(headline.value, measure.unit, headline.places)
    if agrees:
        return None
    nearest = next((row for row in together if row.denominator == headline.denominator), None)
    return _counts_words(measure, nearest or together[0]), said


def _wholes(rows):
    """What the parts can be parts of: all they are counted in together, or the one they share."""
    denominators = [row.denominator for row in rows]
    shared = denominators[:1] if len(set(denominators)) == 1 else []
    return [sum(denominators, Decimal(0)), *shared]


def _counted(reading):
    return reading.numerator is not None and bool(reading.denominator) and reading.denominator > 0


def _counts_words(measure, reading):
    share = value_label(recounted(measure.unit, reading), measure.unit, reading.places)
    return f"{counts_label(reading.numerator, reading.denominator)} ({share})"
