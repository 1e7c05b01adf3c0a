"""Checks of the values of one category over time, and of their periods.

Readings are ``usable`` and come oldest first.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise

from indicators.choices import Basis, Frequency, Unit
from indicators.labels import value_label
from indicators.periods import Period, add_months, day_label, month_index, period_warnings
from indicators.readings import Measure, Reading
from indicators.selfchecks.findings import Check, Finding, Severity


def running_total_falls(measure: Measure, series: Sequence[Reading]) -> list[Finding]:
    """A count or sum of the year to date that is smaller than the one before it in that year.

    Source: what a year to date is: each month adds to the same sum.
    """
    if measure.basis != Basis.YEAR_TO_DATE or measure.unit not in (Unit.COUNT, Unit.POUNDS):
        return []
    return [
        Finding(
            Check.RUNNING_TOTAL,
            Severity.MEND,
            f"The running total fell from {_said(measure, earlier)} {earlier.period.phrase()} "
            f"to {_said(measure, later)} {later.period.phrase()}.",
            (later, earlier),
        )
        for earlier, later in pairwise(sorted(_given(series), key=_year_then_end))
        if later.period.start == earlier.period.start and later.value < earlier.value
    ]


def definition_breaks(series: Sequence[Reading]) -> list[Finding]:
    """A value marked as not comparable with those before it, where there are any.

    To be known; to be mended where no note says what changed, since reports print the note.

    Source: the Programme 6 report to January 2017: residential care at 4.6%, then at 14.9% by a
    revised method.
    """
    return [
        Finding(
            Check.DEFINITION,
            Severity.KNOW if reading.note else Severity.MEND,
            f"The figure {reading.period.phrase()} is marked as not comparable: earlier ones are "
            f"of another definition. {_note(reading)}",
            (reading,),
        )
        for earlier, reading in pairwise(series)
        if reading.not_comparable and earlier.period.end < reading.period.end
    ]


def one_end_two_spans(series: Sequence[Reading]) -> list[Finding]:
    """Values whose periods end on one day but start on different ones: which is the figure?

    Source: values are compared over equal spans only, and a month has one figure.
    """
    findings = []
    for end, group in groupby(_given(series), key=lambda reading: reading.period.end):
        readings = tuple(group)
        if len({reading.period.start for reading in readings}) > 1:
            spans = dict.fromkeys(reading.period.label() for reading in readings)
            sentence = (
                f"{len(readings)} figures end on {day_label(end)} but cover different spans: "
                f"{', '.join(spans)}."
            )
            findings.append(Finding(Check.SAME_END, Severity.MEND, sentence, readings))
    return findings


def still_to_come(series: Sequence[Reading], day: date) -> list[Finding]:
    """Values whose period ends after ``day``, the day of the check.

    To be known only where it ends in the month of ``day``: a figure of the month that runs.

    Source: the Programme 6 report to January 2017, which has December 2017 for December 2016.
    """
    return [
        Finding(
            Check.FUTURE,
            Severity.KNOW if this_month else Severity.MEND,
            f"The period ends on {day_label(reading.period.end)}, which is still to come"
            f"{': the figure can change until then' if this_month else ''}.",
            (reading,),
        )
        for reading in _given(series)
        if reading.period.end > day
        for this_month in [month_index(reading.period.end) == month_index(day)]
    ]


def a_year_away(series: Sequence[Reading], frequency: Frequency) -> list[Finding]:
    """A value that stands alone, a year or so from the nearest: its year is likely a slip.

    A figure for the very same time of another year is kept to compare with, and a wide gap that
    is no year or so is a gap; neither is found. Of yearly figures nothing is said.

    Source: the Programme 6 report to January 2017: 10 January 16 beside 30 January 17.
    """
    given = _given(series)
    if frequency == Frequency.ANNUAL or len(given) < 2:
        return []
    findings = []
    for place, reading in enumerate(given if len(given) > 2 else given[:1]):  # of two, the older
        nearest = min(
            given[max(place - 1, 0) : place] + given[place + 1 : place + 2],
            key=lambda other: _months_apart(other.period, reading.period),
        )
        if _slip_of_a_year(reading.period, nearest.period, frequency):
            findings += [
                Finding(Check.YEAR, Severity.MEND, sentence, (reading, nearest))
                for sentence in period_warnings(reading.period, sibling=nearest.period)
            ]
    return findings


def _slip_of_a_year(period: Period, nearest: Period, frequency: Frequency) -> bool:
    months = _months_apart(period, nearest)
    if months < 12:
        return False
    if months % 12 == 0:
        return not _same_day_of_the_year(period.end, nearest.end)
    return months % 12 <= frequency.months


def _same_day_of_the_year(a: date, b: date) -> bool:
    return a.day == b.day or add_months(a, month_index(b) - month_index(a)) == b


def _months_apart(a: Period, b: Period) -> int:
    return abs(month_index(a.end) - month_index(b.end))


def _given(series):
    """Those with a value: one without is withdrawn, or was never given."""
    return [reading for reading in series if reading.value is not None]


def _year_then_end(reading):
    return reading.period.start, reading.period.end


def _said(measure, reading):
    return value_label(reading.value, measure.unit, reading.places)


def _note(reading):
    return f"Its note: “{reading.note}”." if reading.note else "No note says what changed."
