"""How a value stands against another area's."""

from datetime import date

import pytest

from indicators.benchmarks import standing_of
from tests.indicators.readings import measure, reading

LAST_YEAR = date(2016, 1, 31)


@pytest.mark.parametrize(
    ("polarity", "value", "counts", "benchmark", "verdict"),
    [
        ("lower", "12.9", "69/535", "20.7", "better"),
        ("higher", "54.5", "85/156", "70", "worse"),
        ("lower", "31.5", "149/473", "28.7", "similar"),
        ("higher", "81.4", "3762/4619", "80", "better"),
        ("higher", "93", None, "89", "better"),
        ("higher", "89", None, "89", "similar"),
        ("neither", "12.9", "69/535", "20.7", ""),
    ],
)
def test_g12_to_g16_a_value_is_compared_by_its_interval_where_it_has_counts(
    polarity, value, counts, benchmark, verdict
):
    found = standing_of(measure(polarity), reading(value, counts), reading(benchmark))

    assert (found.verdict, found.indicative) == (verdict, False)


def test_a_benchmark_of_another_period_is_indicative():
    found = standing_of(measure(), reading("93"), reading("89", end=LAST_YEAR))

    assert (found.verdict, found.indicative) == ("better", True)


def test_nothing_is_said_without_two_numbers():
    assert standing_of(measure(), None, reading("89")).verdict == ""
    assert standing_of(measure(), reading("93"), reading(None, symbol="suppressed")).verdict == ""


def test_counts_that_give_no_interval_leave_the_values_to_speak():
    found = standing_of(measure(), reading("120", "12/10"), reading("89"))

    assert (found.verdict, found.reason) == ("better", "the two values as they stand")
