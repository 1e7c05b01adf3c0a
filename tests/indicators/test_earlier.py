"""Which earlier value a change is measured against, and runs."""

from datetime import date

import pytest

from indicators.choices import Against
from indicators.earlier import direction_against, run_label, run_of
from indicators.periods import add_months
from tests.indicators.readings import measure, reading

MONTH = measure("lower", basis="month")


def months(*values, end=date(2017, 1, 31), **facts):
    """A month's value each, the last to ``end``."""
    count = len(values)
    return [
        reading(value, end=add_months(end, index + 1 - count), basis="month", **facts)
        for index, value in enumerate(values)
    ]


def test_against_the_last_value():
    found = direction_against(MONTH, months("12", "14", "13"), Against.LAST)

    assert (found.movement, found.reason) == ("down", "down from 14%")


def test_against_the_same_period_last_year():
    series = months("20", *["15"] * 11, "13")

    found = direction_against(MONTH, series, Against.YEAR)

    assert (found.movement, found.meaning, found.reason) == ("down", "improving", "down from 20%")


def test_without_a_value_for_last_year_there_is_no_arrow():
    found = direction_against(MONTH, months("14", "13"), Against.YEAR)

    assert (found.movement, found.reason) == ("none", "no value for the same period last year")


def test_a_break_since_last_year_is_no_comparison():
    series = months("20", *["15"] * 11, "13")
    series[5] = reading(
        "15", end=series[5].period.end, basis="month", not_comparable=True, note="recounted"
    )

    found = direction_against(MONTH, series, Against.YEAR)

    assert (found.movement, found.reason) == ("none", "the definition changed between them")


def test_against_the_average_of_the_last_three():
    found = direction_against(MONTH, months("9", "12", "12.4", "13", "14"), Against.AVERAGE)

    assert found.movement == "up"
    assert found.reason == "up from 12.5%, the average of the last three"
    assert found.signal.startswith("not tested: an average")


def test_fewer_than_three_values_make_no_average():
    found = direction_against(MONTH, months("12", "13", "14"), Against.AVERAGE)

    assert (found.movement, found.reason) == ("none", "fewer than 3 earlier values to average")


@pytest.mark.parametrize(
    ("values", "label"),
    [
        (("9", "8", "7", "6"), "third fall in a row"),
        (("5", "8", "7", "6"), ""),
        (("1", "2", "3", "4", "5"), "fourth rise in a row"),
        (("9", "8", "8", "7", "6"), ""),
        (("9",), ""),
        ((), ""),
    ],
)
def test_a_run_is_counted_from_the_latest_value_back(values, label):
    assert run_label(MONTH, months(*values)) == label


def test_a_break_ends_a_run():
    series = months("9", "8", "7", "6")
    series[2] = reading("7", end=series[2].period.end, basis="month", not_comparable=True)

    assert run_of(MONTH, series) == ("down", 1)


def test_a_long_run_is_numbered():
    assert run_label(MONTH, months(*map(str, range(1, 14)))) == "12th rise in a row"


def test_a_total_that_only_grows_has_no_run_worth_a_word():
    spend = measure("neither", basis="year_to_date", unit="pounds")
    series = [
        reading(str(value), end=date(2016, month, 30), basis="year_to_date")
        for value, month in ((1, 4), (2, 6), (3, 9), (4, 11))
    ]

    assert run_label(spend, series) == ""
