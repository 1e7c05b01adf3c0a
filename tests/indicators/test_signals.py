"""Whether a change is more than usual variation."""

from datetime import date

import pytest

from indicators.assessment import direction
from tests.indicators.readings import measure, reading

JULY, AUGUST = date(2014, 7, 31), date(2014, 8, 31)


def _month(value, counts=None, *, end=AUGUST):
    return reading(value, counts, end=end, basis="month")


def test_t3_a_fall_in_independent_months_is_beyond_usual_variation():
    found = direction(
        measure(basis="month"), _month("71.8", "102/142"), _month("86.1", "174/202", end=JULY)
    )

    assert found.meaning == "worsening"
    assert found.signal == (
        "beyond usual variation (p = 0.001, z test of two proportions; "
        "two times of the year are compared)"
    )


def test_t7_small_counts_are_tested_exactly():
    found = direction(
        measure(basis="month"), _month("60", "3/5"), _month("40", "2/5", end=date(2013, 8, 31))
    )

    assert found.signal == "within usual variation (p = 1.000, Fisher’s exact test)"


def test_b12_two_counts_are_tested_against_each_other():
    found = direction(
        measure(basis="month", unit="count"), _month("33"), _month("22", end=date(2013, 8, 31))
    )

    assert found.signal == "within usual variation (p = 0.177, exact binomial test of two counts)"


@pytest.mark.parametrize(
    ("now", "then", "basis", "reason"),
    [
        (("12.9", "69/535"), ("13.9", "71/510"), "rolling_12_months", "share 11 of 12 months"),
        (("79.6", "43/54"), ("83.7", "36/43"), "year_to_date", "both belong to one running total"),
        (("54.5", "85/156"), ("56.5", "87/154"), "snapshot", "mostly the same people"),
        (("20", None), ("17.1", None), "month", "a test needs the counts of both periods"),
    ],
)
def test_not_tested_is_a_normal_answer(now, then, basis, reason):
    found = direction(
        measure(basis=basis),
        reading(*now, end=AUGUST, basis=basis),
        reading(*then, end=JULY, basis=basis),
    )

    assert found.signal.startswith("not tested: ")
    assert reason in found.signal


def test_an_amount_of_money_has_no_test():
    found = direction(
        measure(basis="month", unit="pounds"), _month("1200"), _month("900", end=JULY)
    )

    assert found.signal == "not tested: a test needs the counts of both periods"


def test_counts_that_cannot_be_tested_say_so():
    found = direction(
        measure(basis="month"), _month("120", "12/10"), _month("90", "9/10", end=JULY)
    )

    assert found.signal.startswith("not tested: ")
