"""Periods: their length, their names, their overlap and which value is current."""

from datetime import date

import pytest

from indicators.choices import Basis, Frequency
from indicators.periods import (
    Period,
    add_months,
    current_window,
    expected_label,
    is_stale,
    overlap_months,
    parse_period,
    period_warnings,
)

ROLLING_TO_JANUARY = Period(date(2016, 2, 1), date(2017, 1, 31), Basis.ROLLING_12_MONTHS)


@pytest.mark.parametrize(
    ("start", "end", "basis", "label", "short"),
    [
        ("2017-01-31", "2017-01-31", "snapshot", "at 31 January 2017", "at 31 Jan 2017"),
        ("2017-01-01", "2017-01-31", "month", "January 2017", "Jan 2017"),
        (
            "2016-02-01",
            "2017-01-31",
            "rolling_12_months",
            "12 months to January 2017",
            "12 months to Jan 2017",
        ),
        (
            "2016-11-01",
            "2017-01-31",
            "last_3_months",
            "3 months to January 2017",
            "3 months to Jan 2017",
        ),
        (
            "2016-04-01",
            "2017-01-31",
            "year_to_date",
            "April 2016 to January 2017",
            "Apr 2016 to Jan 2017",
        ),
        (
            "2016-10-01",
            "2016-12-31",
            "quarter",
            "October to December 2016",
            "Oct to Dec 2016",
        ),
        ("2016-04-01", "2017-03-31", "year", "financial year 2016/17", "financial year 2016/17"),
        ("2015-09-01", "2016-08-31", "year", "academic year 2015/16", "academic year 2015/16"),
        ("2016-01-01", "2016-12-31", "year", "calendar year 2016", "calendar year 2016"),
        (
            "2017-01-03",
            "2017-01-10",
            "month",
            "3 January 2017 to 10 January 2017",
            "3 Jan 2017 to 10 Jan 2017",
        ),
    ],
)
def test_a_period_is_named_from_its_dates(start, end, basis, label, short):
    period = Period(date.fromisoformat(start), date.fromisoformat(end), Basis(basis))

    assert period.label() == label
    assert period.label(short=True) == short


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2016-04-01", "2016-04-30", "April 2016, year to date"),
        ("2016-04-01", "2016-05-31", "April to May 2016"),
        ("2016-04-01", "2016-06-30", "April to June 2016, year to date"),
        ("2016-04-01", "2017-03-31", "April 2016 to March 2017, year to date"),
        ("2016-04-01", "2017-01-10", "1 April 2016 to 10 January 2017"),
        ("2016-09-01", "2017-01-31", "September 2016 to January 2017, academic year to date"),
        ("2016-01-01", "2016-01-31", "January 2016, calendar year to date"),
    ],
)
def test_a_year_to_date_is_told_from_a_month_a_quarter_and_a_year(start, end, label):
    period = Period(date.fromisoformat(start), date.fromisoformat(end), Basis.YEAR_TO_DATE)

    assert period.label() == label


@pytest.mark.parametrize(
    ("start", "end", "basis", "label"),
    [
        ("2006-01-01", "2008-12-31", "year", "calendar years 2006 to 2008"),
        ("2006-04-01", "2009-03-31", "year", "financial years 2006/07 to 2008/09"),
        ("2016-02-01", "2017-01-31", "year", "year to January 2017"),
        ("2014-02-01", "2017-01-31", "year", "3 years to January 2017"),
        ("2016-04-06", "2017-04-05", "year", "year to 5 April 2017"),
        ("2016-01-11", "2017-01-10", "rolling_12_months", "12 months to 10 January 2017"),
        ("2016-10-11", "2017-01-10", "last_3_months", "3 months to 10 January 2017"),
        ("0001-01-03", "0001-01-10", "rolling_12_months", "3 January 1 to 10 January 1"),
    ],
)
def test_years_that_start_at_no_usual_time_and_windows_to_a_day_are_named(start, end, basis, label):
    period = Period(date.fromisoformat(start), date.fromisoformat(end), Basis(basis))

    assert period.label() == label


def test_a_span_that_is_not_the_basis_is_named_for_what_it_covers():
    yearly_benchmark = Period(date(2012, 4, 1), date(2013, 3, 31), Basis.MONTH)

    assert yearly_benchmark.label() == "financial year 2012/13"


def test_a_year_across_the_century_keeps_two_digits():
    assert Period(date(2009, 4, 1), date(2010, 3, 31), Basis.YEAR).label().endswith("2009/10")
    assert Period(date(1999, 4, 1), date(2000, 3, 31), Basis.YEAR).label().endswith("1999/00")


def test_a_period_reads_well_in_a_sentence():
    assert ROLLING_TO_JANUARY.phrase() == "for 12 months to January 2017"
    snapshot = Period(date(2017, 1, 10), date(2017, 1, 10), Basis.SNAPSHOT)
    assert snapshot.phrase() == "at 10 January 2017"


@pytest.mark.parametrize(
    ("end", "start", "shared"),
    [
        ("2016-12-31", "2016-01-01", 11),
        ("2016-09-30", "2015-10-01", 8),
        ("2016-01-31", "2015-02-01", 0),
    ],
)
def test_rolling_windows_share_months(start, end, shared):
    earlier = Period(date.fromisoformat(start), date.fromisoformat(end), Basis.ROLLING_12_MONTHS)

    assert overlap_months(ROLLING_TO_JANUARY, earlier) == shared
    assert overlap_months(earlier, ROLLING_TO_JANUARY) == shared


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("Rolling 12 months January 2017", "Rolling 12 months December 2016", 11),
        ("Rolling 12 months December 2016", "Rolling 12 months Sept 16", 9),
        ("Rolling 12 months January 2017", "Rolling 12 months January 2016", 0),
    ],
    ids=["P20", "P20-quarter", "P20-year"],
)
def test_overlap_of_periods_as_they_are_labelled(a, b, shared):
    assert overlap_months(parse_period(a), parse_period(b)) == shared


def test_months_are_added_from_month_end_to_month_end():
    assert add_months(date(2016, 12, 31), 2) == date(2017, 2, 28)
    assert add_months(date(2017, 2, 28), 3) == date(2017, 5, 31)
    assert add_months(date(2017, 3, 30), -1) == date(2017, 2, 28)


@pytest.mark.parametrize(
    ("frequency", "first"),
    [("monthly", "2017-01-01"), ("quarterly", "2016-10-01"), ("annual", "2016-01-01")],
)
def test_a_current_value_may_lag_by_its_own_frequency_only(frequency, first):
    window = current_window(date(2017, 1, 31), Frequency(frequency))

    assert window == (date.fromisoformat(first), date(2017, 1, 31))


def test_a_quarterly_value_is_stale_once_the_next_quarter_has_ended():
    december = date(2016, 12, 31)

    assert not is_stale(december, date(2017, 2, 28), Frequency.QUARTERLY)
    assert is_stale(december, date(2017, 3, 31), Frequency.QUARTERLY)


def test_what_was_expected_is_named():
    assert expected_label(date(2017, 1, 31), Frequency.MONTHLY) == "January 2017"
    assert expected_label(date(2017, 1, 31), Frequency.ANNUAL) == "the year to January 2017"


def test_p21_a_period_a_year_before_its_neighbour_is_warned_of():
    warnings = period_warnings(
        parse_period("10 th Jan 16"),
        sibling=parse_period("as at 30th Jan 2017"),
        report_date=date(2017, 2, 21),
    )

    assert warnings == [
        "The period ends on 10 January 2016, a year before the figure beside it. Check the year."
    ]


def test_a_period_that_ends_after_the_report_is_warned_of():
    warnings = period_warnings(
        parse_period("last 3 months ending December 2017"), report_date=date(2017, 2, 21)
    )

    assert warnings == [
        "The period ends on 31 December 2017, after the date of the report, 21 February 2017. "
        "Check the year."
    ]


@pytest.mark.parametrize(
    ("text", "sibling", "gap"),
    [
        ("January 2019", "January 2017", "2 years after"),
        ("December 2015", "January 2017", "13 months before"),
    ],
)
def test_how_far_a_period_is_from_its_neighbour_is_said(text, sibling, gap):
    (warning,) = period_warnings(parse_period(text), sibling=parse_period(sibling))

    assert f", {gap} the figure beside it." in warning


@pytest.mark.parametrize(
    ("text", "sibling"),
    [
        ("December 2016", "January 2017"),
        ("Rolling 12 months January 17", "Rolling 12 months Sept 16"),
        ("financial year 2015/16", "financial year 2016/17"),
    ],
)
def test_neighbours_within_a_year_and_yearly_ones_are_not_warned_of(text, sibling):
    period = parse_period(text)

    assert period_warnings(period, sibling=parse_period(sibling), report_date=period.end) == []
