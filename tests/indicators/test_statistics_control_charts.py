"""XmR limits, the four rules of special cause, and the two verdicts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics import (
    Limits,
    StatisticsError,
    assurance,
    special_causes,
    variation,
    xmr,
)
from tests.indicators.odd_inputs import ANYTHING, LISTS

OUTLIER = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
NORMAL = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774),
    *(1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197),
    *(1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113),
    *(1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141),
]  # set.seed(123); rnorm(20) in R
NORMAL_WITH_A_TEN = [*NORMAL[:14], 10, *NORMAL[15:]]
OPPOSITE_ENDS = [*[1, -1] * 7, 5.5, -5.5]
CHILDREN_WITH_PLANS = [73.1, 75.0, 78.9, 84.3, 87.4, 82.3]
WIDE = Limits(mean=0, lower=-30, upper=30, near_lower=-20, near_upper=20, trial=False)
NARROW = Limits(mean=0, lower=-3, upper=3, near_lower=-2, near_upper=2, trial=False)

OUTSIDE, TREND = "outside the limits", "steadily rising or falling"
NEAR, SHIFT = "two of three near a limit", "run on one side of the mean"


@pytest.mark.parametrize(
    ("values", "screened", "mean", "lower", "upper"),
    [
        pytest.param(OUTLIER, True, "1.9444", "-0.7156", "4.6044", id="X1"),
        pytest.param(OUTLIER, True, "1.94", "-0.72", "4.6", id="X1, as published"),
        pytest.param(OUTLIER, False, "1.9444", "-3.0626", "6.9515", id="X2"),
        pytest.param(OUTLIER, False, "1.94", "-3.06", "6.95", id="X2, as published"),
        pytest.param(NORMAL, True, "0.1416238", "-3.01138", "3.294627", id="X3"),
        pytest.param(
            NORMAL, False, "0.1416238", "-3.01138", "3.294627", id="X3, nothing to screen"
        ),
        pytest.param(NORMAL_WITH_A_TEN, False, "0.6694159", "-4.596625", "5.935457", id="X5"),
        pytest.param(OPPOSITE_ENDS, True, "0", "-6.175", "6.175", id="X7"),
        pytest.param(CHILDREN_WITH_PLANS, False, "80.1667", "69.8459", "90.4875", id="X8"),
    ],
)
def test_limits_are_as_published(values, screened, mean, lower, upper):
    limits = xmr(values, screen_outliers=screened)

    found = (limits.mean, limits.lower, limits.upper)
    for number, text in zip(found, (mean, lower, upper), strict=True):
        half_a_unit = 0.5 * 10 ** -len(text.partition(".")[2])
        assert number == pytest.approx(float(text), abs=half_a_unit)


def test_fewer_than_12_points_give_trial_limits():
    assert xmr(CHILDREN_WITH_PLANS).trial  # X8
    assert xmr(NORMAL[:11]).trial
    assert not xmr(NORMAL[:12]).trial
    assert xmr(NORMAL, fix_after=11).trial


def test_near_limits_are_two_thirds_of_the_way_out():
    limits = xmr(NORMAL)

    assert limits.near_upper - limits.mean == pytest.approx((limits.upper - limits.mean) * 2 / 3)
    assert limits.mean - limits.near_lower == pytest.approx((limits.mean - limits.lower) * 2 / 3)


def test_limits_may_be_fixed_after_the_first_points():
    assert xmr(NORMAL, fix_after=12) == xmr(NORMAL[:12])
    assert xmr(NORMAL, fix_after=99) == xmr(NORMAL)


def test_a_level_series_has_limits_on_its_mean_and_no_special_cause():
    level = [Decimal("82.1")] * 8
    limits = xmr(level, screen_outliers=True)

    assert limits.lower == limits.mean == limits.upper == 82.1
    assert special_causes(level, limits) == [None] * 8


def test_a_point_on_the_mean_is_on_neither_side_whatever_its_decimals():
    values = ["0.1", "0.2", "0.3", "0.3", "0.1", "0.2", "0.2", "0.2"]

    for kind in (Decimal, float):
        points = [kind(value) for value in values]
        assert xmr(points).mean == float(points[-1])


@pytest.mark.parametrize(
    ("values", "fix_after"),
    [([], None), ([1], None), ([1, 2, 3], 1), ([1, 2, 3], -1), ([1, 2, 3], 2.5), ([1, None], None)],
)
def test_limits_need_two_numbers(values, fix_after):
    with pytest.raises(StatisticsError):
        xmr(values, fix_after=fix_after)


def test_a_point_outside_a_limit_is_a_special_cause_and_one_on_it_is_not():
    assert special_causes([3, 3.1, -3, -3.1], NARROW) == [None, OUTSIDE, None, OUTSIDE]


@pytest.mark.parametrize(
    ("values", "flagged"),
    [
        pytest.param([1] * 6 + [-1], [], id="six on one side"),
        pytest.param([1] * 8 + [-1], range(1, 9), id="eight above"),
        pytest.param([-1] * 8 + [1], range(1, 9), id="eight below"),
        pytest.param([1] * 3 + [0] + [1] * 4, [], id="broken by one on the mean"),
    ],
)
def test_seven_points_on_one_side_of_the_mean_are_a_special_cause(values, flagged):
    causes = special_causes(values, WIDE)

    assert [place for place, cause in enumerate(causes, 1) if cause == SHIFT] == list(flagged)


@pytest.mark.parametrize(
    ("values", "flagged"),
    [
        pytest.param(range(1, 8), range(1, 8), id="seven rising"),
        pytest.param([1, 2, 3, 3, 4, 5, 6], [], id="a tie"),
        pytest.param(range(7, 0, -1), range(1, 8), id="seven falling"),
        pytest.param([2, *range(1, 8), 3], range(2, 9), id="seven of nine"),
        pytest.param(range(1, 7), [], id="six"),
    ],
)
def test_seven_points_rising_or_falling_are_a_special_cause(values, flagged):
    causes = special_causes(list(values), WIDE)

    assert [place for place, cause in enumerate(causes, 1) if cause == TREND] == list(flagged)


@pytest.mark.parametrize(
    ("values", "flagged"),
    [
        pytest.param([1, 1, 2.5, 1, 2.5, 1, 1], [3, 5], id="two of the middle three"),
        pytest.param([1, -1, 2.5, -1, 2.5, -1, 1], [], id="alternating sides"),
        pytest.param([2.5, 1, 1, 2.5, 2.5], [4, 5], id="only those in the window"),
        pytest.param([-2.5, -2.5, -1, 1], [1, 2], id="below"),
        pytest.param([2, 2, 2], [], id="on the near limit"),
        pytest.param([3.5, 2.5, 1], [], id="one of them outside"),
        pytest.param([2.5, 2.5], [], id="no window of three"),
    ],
)
def test_two_of_three_near_a_limit_on_one_side_are_a_special_cause(values, flagged):
    causes = special_causes(values, NARROW)

    assert [place for place, cause in enumerate(causes, 1) if cause == NEAR] == flagged


def test_two_points_near_opposite_limits_are_usual_variation():  # X7
    limits = xmr(OPPOSITE_ENDS, screen_outliers=True)

    assert limits.near_upper < 5.5 < limits.upper
    assert special_causes(OPPOSITE_ENDS, limits)[-2:] == [None, None]


def test_the_first_rule_that_matches_wins():
    assert special_causes([1, 1, 2.5, 1, 2.5, 1, 1], NARROW) == [
        *(SHIFT, SHIFT, NEAR, SHIFT, NEAR, SHIFT, SHIFT)
    ]
    assert special_causes([0.5, 1, 1.5, 2.1, 2.5, 2.9, 3.5], NARROW) == [*[TREND] * 6, OUTSIDE]


def test_the_length_of_a_run_may_be_changed():
    six_above = [1, 2, 1, 2, 1, 2]

    assert special_causes(six_above, WIDE, run_length=6) == [SHIFT] * 6
    assert special_causes(six_above, WIDE, run_length=7) == [None] * 6
    with pytest.raises(StatisticsError, match="two points"):
        special_causes(six_above, WIDE, run_length=1)


@pytest.mark.parametrize(
    ("values", "polarity", "verdict"),
    [
        ([1, 2, 1], "higher", "usual variation"),
        ([4, 1], "higher", "usual variation"),
        ([1, 4], "higher", "improvement, high"),
        ([1, 4], "lower", "concern, high"),
        ([1, 4], "neither", "neutral, high"),
        ([1, -4], "higher", "concern, low"),
        ([1, -4], "lower", "improvement, low"),
        ([1, -4], "neither", "neutral, low"),
    ],
)
def test_the_latest_point_decides_the_verdict(values, polarity, verdict):
    assert variation(values, NARROW, polarity) == verdict


def test_a_fall_is_low_even_while_it_is_above_the_mean():
    falling = [29, 25, 21, 17, 13, 9, 5]

    assert special_causes(falling, WIDE)[-1] == TREND
    assert variation(falling, WIDE, "higher") == "concern, low"


def test_without_a_value_there_is_no_verdict():
    with pytest.raises(StatisticsError, match="no value"):
        variation([], NARROW, "higher")


@pytest.mark.parametrize(
    ("ends", "higher", "lower"),
    [
        ((1, 3), "consistent fail", "consistent pass"),
        ((5, 7), "consistent pass", "consistent fail"),
        ((1, 5), "inconsistent", "inconsistent"),
        ((1, 4), "inconsistent", "inconsistent"),
    ],
)
def test_the_limits_decide_whether_a_target_of_4_will_be_met(ends, higher, lower):
    middle = sum(ends) / 2
    limits = Limits(middle, *ends, near_lower=middle, near_upper=middle, trial=False)

    assert assurance(4, limits, "higher") == higher
    assert assurance(4, limits, "lower") == lower
    assert assurance(4, limits, "neither") is None
    assert assurance(None, limits, "higher") is None


def test_limits_upside_down_are_an_error():
    upside_down = Limits(0, 3, -3, 2, -2, trial=False)

    for judge in (
        lambda: special_causes([1], upside_down),
        lambda: variation([1], upside_down, "higher"),
        lambda: assurance(1, upside_down, "higher"),
    ):
        with pytest.raises(StatisticsError, match="above the upper end"):
            judge()


values_of_a_chart = st.lists(
    st.decimals(-1000, 1000, places=2, allow_nan=False), min_size=2, max_size=40
)


@given(values=values_of_a_chart)
def test_limits_enclose_the_mean_and_each_point_has_a_verdict(values):
    limits = xmr(values)
    screened = xmr(values, screen_outliers=True)

    assert limits.lower <= limits.near_lower <= limits.mean <= limits.near_upper <= limits.upper
    assert limits.upper >= screened.upper
    assert len(special_causes(values, limits)) == len(values)


@given(values=values_of_a_chart)
def test_swapping_polarity_swaps_the_verdict(values):
    limits = xmr(values)
    higher, lower = (variation(values, limits, way) for way in ("higher", "lower"))
    swapped = {"improvement": "concern", "concern": "improvement"}

    verdict, _, place = higher.partition(", ")
    assert lower == ", ".join(filter(None, (swapped.get(verdict, verdict), place)))


@given(values=LISTS, fix_after=ANYTHING, target=ANYTHING, polarity=ANYTHING, run_length=ANYTHING)
def test_no_input_of_a_chart_raises_anything_but_the_named_error(
    values, fix_after, target, polarity, run_length
):
    for found in (
        lambda: xmr(values, fix_after),
        lambda: xmr(values, screen_outliers=True),
        lambda: special_causes(values, NARROW, run_length),
        lambda: variation(values, NARROW, polarity, run_length),
        lambda: assurance(target, NARROW, polarity),
    ):
        try:
            found()
        except StatisticsError:
            continue
