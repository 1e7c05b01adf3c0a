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
