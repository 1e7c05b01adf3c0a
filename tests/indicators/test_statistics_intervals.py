"""Intervals of proportions, counts and rates, with the published values of the rules."""

from decimal import Decimal
from math import erf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics import (
    StatisticsError,
    count_interval,
    normal_quantile,
    rate_interval,
    wilson,
)
from tests.indicators.odd_inputs import ANYTHING

AT_1_96 = erf(1.96 / sqrt(2))  # the confidence at which z is 1.96


def full(value):
    """Published with all its digits."""
    return pytest.approx(value, rel=1e-9)


def shown(text):
    """Published as printed: within half a unit of its last digit."""
    return pytest.approx(float(text), abs=0.5 * 10 ** -len(text.partition(".")[2]))


@pytest.mark.parametrize(
    ("count", "denominator", "confidence", "lower", "upper"),
    [
        pytest.param(65, 100, 0.95, full(55.25444329688797), full(73.63575175690247), id="W1"),
        pytest.param(1045, 5000, 0.95, full(19.795549880013297), full(22.049130373189027), id="W2"),
        pytest.param(1, 100, 0.95, full(0.1767432064140651), full(5.4486196178705294), id="W4"),
        pytest.param(222, 3215, 0.95, full(6.0791690363636595), full(7.833956681383633), id="W6"),
        pytest.param(0, 1, 0.95, 0, shown("79.3451"), id="W7"),
        pytest.param(0, 1, AT_1_96, 0, full(79.34567085261071), id="W7, z = 1.96"),
        pytest.param(10, 100, 0.95, shown("5.5229"), shown("17.4366"), id="W9"),
        pytest.param(
            10, 100, AT_1_96, full(5.522854161313612), full(17.43673043676654), id="W9, z = 1.96"
        ),
        pytest.param(69, 535, 0.95, shown("10.3194"), shown("16.0040"), id="W10"),
        pytest.param(85, 156, 0.95, shown("46.6586"), shown("62.1001"), id="W11"),
        pytest.param(4, 22, 0.95, shown("7.3069"), shown("38.5166"), id="W12"),
    ],
)
def test_wilson_intervals_are_as_published(count, denominator, confidence, lower, upper):
    interval = wilson(count, denominator, confidence)

    assert (interval.lower * 100, interval.upper * 100) == (lower, upper)
    assert interval.value == count / denominator


@pytest.mark.parametrize(
    ("count", "denominator", "reason"),
    [
        pytest.param(101, 100, "101 is more than its denominator 100", id="W14, x over n"),
        pytest.param(0, 0, "denominator is 0", id="W14, n of 0"),
        pytest.param(None, 100, "count is not a number", id="W14, x missing"),
        pytest.param(-1, 100, "count is -1", id="negative"),
        pytest.param(12.5, 100, "whole numbers", id="half a case"),
        pytest.param("65", 100, "count is not a number", id="text"),
        pytest.param(float("nan"), 100, "count is not a number", id="nan"),
    ],
)
def test_what_is_no_proportion_has_no_interval(count, denominator, reason):
    with pytest.raises(StatisticsError, match=reason):
        wilson(count, denominator)


@pytest.mark.parametrize("confidence", [0, 1, -0.95, 95, None])
def test_a_confidence_is_between_0_and_1(confidence):
    with pytest.raises(StatisticsError, match="confidence"):
        wilson(65, 100, confidence)


def test_counts_may_be_decimals_as_they_are_stored():
    assert wilson(Decimal("65.0000"), Decimal(100)) == wilson(65, 100)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [
        pytest.param(65, 50.163187710459454, 82.84913854593984, id="B1"),
        pytest.param(1045, 982.5932018073325, 1110.33121298565, id="B2"),
    ],
)
def test_count_intervals_are_as_published(count, lower, upper):
    interval = count_interval(count)

    assert (interval.lower, interval.upper) == (full(lower), full(upper))


@pytest.mark.parametrize(
    ("count", "population", "multiplier", "value", "lower", "upper"),
    [
        pytest.param(
            1, 100, 100, full(1), full(0.025317807984289897), full(5.571643390938898), id="B4"
        ),
        pytest.param(
            5, 100, 100, full(5), full(1.62348639011842), full(11.668332079322669), id="B5"
        ),
        pytest.param(
            266, 22771, 10000, shown("116.815"), shown("103.197"), shown("131.730"), id="B8"
        ),
        pytest.param(624, 113024, 10000, shown("55.21"), shown("50.962"), shown("59.717"), id="B9"),
    ],
)
def test_rate_intervals_are_as_published(count, population, multiplier, value, lower, upper):
    interval = rate_interval(count, population, multiplier)

    assert (interval.value, interval.lower, interval.upper) == (value, lower, upper)


@pytest.mark.parametrize(
    ("count", "population", "rate", "published"),
    [
        pytest.param(81770, 12183016, "67.118", 67, id="B7"),
        pytest.param(266, 22771, "116.815", 117, id="B8"),
        pytest.param(624, 113024, "55.21", 55, id="B9"),
        pytest.param(290, 113281, "25.6", 26, id="B10, before"),
        pytest.param(409, 109067, "37.5", 37, id="B10, after"),
    ],
)
def test_rates_of_children_round_to_the_published_ones(count, population, rate, published):
    value = rate_interval(count, population, 10000).value

    assert value == shown(rate)
    assert round(value) == published


def test_a_rate_changes_more_than_its_count_where_the_population_shrank():  # B10
    before, after = rate_interval(290, 113281, 10000), rate_interval(409, 109067, 10000)
    rate_change, count_change = ((after.value / before.value - 1) * 100, (409 / 290 - 1) * 100)

    assert (rate_change, count_change) == (shown("46.5"), shown("41.0"))


def test_no_event_has_an_interval_that_starts_at_0():
    assert count_interval(0).lower == 0
    assert count_interval(0).upper == full(3.6888794541139363)  # -ln 0.025


@pytest.mark.parametrize(("population", "multiplier"), [(0, 100), (100, 0), (-5, 100)])
def test_a_rate_needs_a_population_and_a_multiplier(population, multiplier):
    with pytest.raises(StatisticsError, match="above zero"):
        rate_interval(5, population, multiplier)


def test_the_normal_quantile_is_exact():
    assert normal_quantile(0.95) == shown("1.959964")
    assert normal_quantile(0.998) == shown("3.090232")


@given(
    count=st.integers(0, 10**8),
    others=st.integers(0, 10**8),
    confidence=st.floats(0.5, 0.9999),
)
def test_the_wilson_interval_holds_its_value_within_0_and_1(count, others, confidence):
    total = min(max(count + others, 1), 10**8)
    interval = wilson(min(count, total), total, confidence)

    assert 0 <= interval.lower <= interval.value <= interval.upper <= 1


@given(count=st.integers(0, 200), confidence=st.floats(0.5, 0.9999))
def test_an_interval_of_a_larger_count_lies_higher(count, confidence):
    lesser, greater = count_interval(count, confidence), count_interval(count + 1, confidence)

    assert lesser.lower <= count <= lesser.upper
    assert lesser.upper < greater.upper
    assert lesser.lower < greater.lower or count == 0


@given(count=ANYTHING, other=ANYTHING, multiplier=ANYTHING, confidence=ANYTHING)
def test_no_input_of_an_interval_raises_anything_but_the_named_error(
    count, other, multiplier, confidence
):
    for found in (
        lambda: wilson(count, other, confidence),
        lambda: count_interval(count, confidence),
        lambda: rate_interval(count, other, multiplier, confidence),
    ):
        try:
            interval = found()
        except StatisticsError:
            continue
        assert interval.lower <= interval.value <= interval.upper
