"""Where a value stands beside a benchmark, a range or the quarters of other areas."""

from math import erf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics import (
    Interval,
    StatisticsError,
    compare_with_benchmark,
    compare_with_funnel,
    compare_with_range,
    funnel_limits,
    quartile_band,
    wilson,
)
from tests.indicators.odd_inputs import ANYTHING, LISTS

NATIONAL = 0.0896110868762793


@pytest.mark.parametrize(
    ("denominator", "confidence", "lower", "upper"),
    [
        pytest.param(5930, erf(1.96 / sqrt(2)), 8.2604, 9.7149, id="G1 at 95%, z = 1.96"),
        pytest.param(5930, erf(3.0902 / sqrt(2)), 7.8799, 10.1742, id="G1 at 99.8%, z = 3.0902"),
    ],
)
def test_funnel_limits_are_as_computed(denominator, confidence, lower, upper):
    limits = funnel_limits(NATIONAL, denominator, confidence)

    assert limits.lower * 100 == pytest.approx(lower, abs=5e-5)
    assert limits.upper * 100 == pytest.approx(upper, abs=5e-5)
    assert limits.value == NATIONAL


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize(
    ("denominator", "percentage", "standing"),
    [
        pytest.param(5930, 7.70657672849916, "better", id="G1"),
        pytest.param(2273, 9.8988, "similar", id="G2"),
        pytest.param(1972, 12.4746, "worse", id="G3"),
    ],
)
def test_a_value_beyond_the_funnel_is_better_or_worse(
    denominator, percentage, standing, confidence
):
    limits = funnel_limits(NATIONAL, denominator, confidence)

    assert compare_with_funnel(percentage / 100, limits, "lower") == standing


@pytest.mark.parametrize(
    ("value", "polarity", "standing"),
    [
        pytest.param(0, "higher", "worse", id="G6"),
        pytest.param(1, "higher", "similar", id="G6"),
        pytest.param(1.5, "higher", "similar", id="G6"),
        pytest.param(2, "higher", "better", id="G6"),
        pytest.param(3, "higher", "better", id="G6"),
        pytest.param(0, "lower", "better", id="G7"),
        pytest.param(1, "lower", "similar", id="G7"),
        pytest.param(2, "lower", "worse", id="G7"),
        pytest.param(3, "lower", "worse", id="G7"),
    ],
)
def test_a_value_within_the_range_is_similar(value, polarity, standing):
    assert compare_with_range(value, 1, 2, polarity) == standing


def test_a_range_upside_down_is_an_error_and_one_without_width_is_not():  # G8
    with pytest.raises(StatisticsError, match="lower end 2 is above the upper end 1"):
        compare_with_range(1, 2, 1, "higher")
    assert compare_with_range(1, 2, 2, "higher") == "worse"


@pytest.mark.parametrize(
    ("value", "polarity", "band"),
    [
        pytest.param(10, "lower", "A", id="G9"),
        pytest.param(30, "lower", "B", id="G9"),
        pytest.param(60, "lower", "C", id="G9"),
        pytest.param(80, "lower", "D", id="G9"),
        pytest.param(10, "higher", "D", id="G9"),
        pytest.param(30, "higher", "C", id="G9"),
        pytest.param(60, "higher", "B", id="G9"),
        pytest.param(80, "higher", "A", id="G9"),
        pytest.param(25, "lower", "A", id="G9"),
        pytest.param(50, "lower", "B", id="G9"),
        pytest.param(75, "lower", "C", id="G9"),
        pytest.param(10, "neither", None, id="not judged"),
    ],
)
def test_a_quarter_of_areas_has_a_letter(value, polarity, band):
    assert quartile_band(value, (25, 50, 75), polarity) == band


@pytest.mark.parametrize("quartiles", [(25, 50), (50, 25, 75), (0, 25, 50, 75, 100), None])
def test_quartiles_are_three_in_order(quartiles):
    with pytest.raises(StatisticsError, match="quartiles"):
        quartile_band(10, quartiles, "lower")


@pytest.mark.parametrize(
    ("counts", "benchmark", "polarity", "standing"),
    [
        pytest.param((69, 535), 20.7, "lower", "better", id="G12"),
        pytest.param((85, 156), 70, "higher", "worse", id="G13"),
        pytest.param((149, 473), 28.7, "lower", "similar", id="G14"),
        pytest.param((3762, 4619), 80, "higher", "better", id="G16"),
        pytest.param((69, 535), 20.7, "neither", "lower", id="lower, not judged"),
        pytest.param((3762, 4619), 80, "neither", "higher", id="higher, not judged"),
    ],
)
def test_a_benchmark_outside_the_interval_is_better_or_worse(counts, benchmark, polarity, standing):
    assert compare_with_benchmark(wilson(*counts), benchmark / 100, polarity) == standing


@pytest.mark.parametrize(
    ("counts", "lower", "upper"),
    [
        pytest.param((69, 535), 10.32, 16.00, id="G12"),
        pytest.param((85, 156), 46.66, 62.10, id="G13"),
        pytest.param((149, 473), 27.48, 35.82, id="G14"),
        pytest.param((3762, 4619), 80.30, 82.54, id="G16"),
    ],
)
def test_the_interval_that_decides_is_wilsons(counts, lower, upper):
    interval = wilson(*counts)

    assert (interval.lower * 100, interval.upper * 100) == (
        pytest.approx(lower, abs=5e-3),
        pytest.approx(upper, abs=5e-3),
    )


def test_a_benchmark_on_an_end_of_the_interval_is_similar():
    interval = Interval(3, 2, 4)

    assert [compare_with_benchmark(interval, end, "higher") for end in (2, 4)] == ["similar"] * 2


@given(
    ends=st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted),
    benchmark=st.floats(0, 1),
)
def test_swapping_polarity_swaps_better_and_worse(ends, benchmark):
    interval = Interval(ends[0], *ends)
    swapped = {"better": "worse", "worse": "better", "similar": "similar"}
    higher, lower = (
        compare_with_benchmark(interval, benchmark, way) for way in ("higher", "lower")
    )

    assert lower == swapped[higher]


@given(a=ANYTHING, b=ANYTHING, c=ANYTHING, polarity=ANYTHING, cuts=LISTS)
def test_no_input_of_a_comparison_raises_anything_but_the_named_error(a, b, c, polarity, cuts):
    for found in (
        lambda: compare_with_benchmark(Interval(a, b, c), a, polarity),
        lambda: funnel_limits(a, b, c),
        lambda: compare_with_funnel(a, Interval(a, b, c), polarity),
        lambda: compare_with_range(a, b, c, polarity),
        lambda: quartile_band(a, cuts, polarity),
    ):
        try:
            found()
        except StatisticsError:
            continue
