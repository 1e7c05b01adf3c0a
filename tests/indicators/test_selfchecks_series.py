"""The checks of values over time, and of their periods."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.choices import Basis
from indicators.periods import Period
from indicators.selfchecks import Check, Severity
from indicators.selfchecks.advice import advice
from tests.indicators.findings import DAY, DECEMBER, found_in
from tests.indicators.readings import JANUARY, reading


def at(*days):
    """One value on each of these days."""
    return [reading("50", end=day, basis="snapshot") for day in days]


def to_date(value, end):
    return reading(value, end=end, basis="year_to_date")


# --- running totals ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "values"), [("pounds", ("£4,943,674", "£4,305,094")), ("count", None)]
)
def test_a_running_total_that_falls_within_its_year_is_found(unit, values):
    readings = [to_date("4943674", DECEMBER), to_date("4305094", JANUARY)]

    [finding] = found_in(readings, unit=unit, basis="year_to_date")

    december, january = values or ("4,943,674", "4,305,094")
    assert (finding.check, finding.severity) == (Check.RUNNING_TOTAL, Severity.MEND)
    assert finding.sentence == (
        f"The running total fell from {december} for April to December 2016 to {january} "
        "for April 2016 to January 2017."
    )
    assert finding.readings == (readings[1], readings[0])


@pytest.mark.parametrize(
    ("unit", "values", "ends"),
    [
        ("pounds", ("4305094", "4943674"), (DECEMBER, JANUARY)),
        ("pounds", ("4305094", "4305094"), (DECEMBER, JANUARY)),
        ("count", ("900", "40"), (date(2016, 3, 31), date(2016, 4, 30))),  # a new year
        ("days", ("468.15", "443"), (DECEMBER, JANUARY)),  # an average
        ("percent", ("83.7", "79.6"), (DECEMBER, JANUARY)),
        ("count", ("40", None), (DECEMBER, JANUARY)),
    ],
)
def test_what_may_fall_is_let_fall(unit, values, ends):
    readings = [to_date(value, end) for value, end in zip(values, ends, strict=True)]

    assert found_in(readings, unit=unit, basis="year_to_date") == []


# --- changes of definition --------------------------------------------------------------------


def test_a_value_after_a_change_of_definition_says_that_earlier_ones_are_of_another():
    earlier, later = at(date(2017, 1, 10), date(2017, 1, 30))
    marked = replace(later, not_comparable=True, note="semi-independent homes counted too")

    [finding] = found_in([earlier, marked])

    assert (finding.check, finding.severity) == (Check.DEFINITION, Severity.KNOW)
    assert finding.sentence == (
        "The figure at 30 January 2017 is marked as not comparable: earlier ones are of another "
        "definition. Its note: “semi-independent homes counted too”."
    )
    assert finding.readings == (marked,)
    assert advice(finding).startswith("Nothing")


def test_a_change_of_definition_without_a_note_is_to_mend():
    earlier, later = at(DECEMBER, JANUARY)

    [finding] = found_in([replace(later, not_comparable=True), earlier])

    assert finding.severity == Severity.MEND
    assert finding.sentence.endswith("No note says what changed.")
    assert advice(finding).startswith("Write at its source")


def test_a_mark_with_nothing_before_it_says_nothing():
    first, later = at(DECEMBER, JANUARY)

    assert found_in([replace(first, not_comparable=True), later]) == []


# --- spans ------------------------------------------------------------------------------------


def test_two_spans_that_end_on_one_day_are_found():
    month = reading("50", basis="month")
    year = reading("60", basis="rolling_12_months")

    [finding] = found_in([month, year], basis="month")

    assert (finding.check, finding.severity) == (Check.SAME_END, Severity.MEND)
    assert finding.readings == (year, month)
    assert finding.sentence == (
        "2 figures end on 31 January 2017 but cover different spans: "
        "12 months to January 2017, January 2017."
    )


def test_a_value_that_was_withdrawn_is_no_second_span():
    readings = [reading("50", basis="month"), reading(None, basis="rolling_12_months")]

    assert found_in(readings, basis="month") == []


# --- periods still to come --------------------------------------------------------------------


def test_a_period_after_the_day_of_the_check_is_found():
    [finding] = found_in(at(date(2017, 12, 31)))

    assert (finding.check, finding.severity) == (Check.FUTURE, Severity.MEND)
    assert finding.sentence == "The period ends on 31 December 2017, which is still to come."


def test_a_figure_of_the_month_that_runs_is_only_to_know():
    [finding] = found_in(at(date(2017, 2, 28)))

    assert finding.severity == Severity.KNOW
    assert finding.sentence.endswith("still to come: the figure can change until then.")


def test_a_period_that_ends_on_the_day_of_the_check_is_over():
    assert found_in(at(DAY)) == []


# --- periods a year away ----------------------------------------------------------------------


def test_a_period_a_year_before_the_figure_beside_it_is_found():
    wrong, right = at(date(2016, 1, 10), date(2017, 1, 30))

    [finding] = found_in([right, wrong])

    assert (finding.check, finding.severity) == (Check.YEAR, Severity.MEND)
    assert finding.readings == (wrong, right)
    assert finding.sentence == (
        "The period ends on 10 January 2016, a year before the figure beside it. Check the year."
    )


def test_a_value_a_year_after_all_others_is_found_and_they_are_not():
    readings = at(date(2015, 11, 30), date(2015, 12, 31), JANUARY)

    [finding] = found_in(readings)

    assert finding.readings == (readings[2], readings[1])
    assert "13 months after" in finding.sentence


@pytest.mark.parametrize(
    ("days", "frequency"),
    [
        ([date(2016, 3, 31), date(2017, 3, 31)], "annual"),
        ([date(2016, 3, 30), date(2017, 3, 31)], "annual"),
        ([date(2016, 1, 31), JANUARY], "monthly"),  # last year's, to compare with
        ([date(2016, 2, 29), date(2017, 2, 28)], "monthly"),
        ([date(2013, 3, 31), date(2014, 6, 30)], "monthly"),  # 15 months: a gap
        ([date(2016, 2, 29), DECEMBER, JANUARY], "monthly"),
        ([JANUARY], "monthly"),
    ],
)
def test_a_gap_that_is_no_slip_of_a_year_is_let_be(days, frequency):
    assert found_in(at(*days), frequency=frequency, day=date(2017, 4, 21)) == []


def test_nothing_is_said_of_the_year_of_yearly_figures():
    years = [
        replace(row, period=Period(date(row.period.end.year, 1, 1), row.period.end, Basis.YEAR))
        for row in at(date(2015, 12, 30), DECEMBER)
    ]

    assert found_in(years, basis="year") == []


def test_a_period_still_to_come_is_not_found_twice():
    findings = found_in(at(DECEMBER, JANUARY, date(2018, 2, 1)))

    assert [finding.check for finding in findings] == [Check.FUTURE]
