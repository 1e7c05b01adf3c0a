"""Trends over years, with the published values and the refusals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators.choices import Basis
from indicators.periods import Period, last_day
from indicators.statistics import (
    StatisticsError,
    TrendDirection,
    linear_trend,
    trend,
    trend_label,
    trend_of_values,
    two_proportions,
)
from indicators.trends import THRESHOLD
from tests.indicators.odd_inputs import ANYTHING, LISTS

SMOKING = [83, 90, 129, 70], [86, 93, 136, 82]
FINGERTIPS = [994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701]
MMR = (
    [92.6254, 92.3221, 90.8708, 90.017, 90.1013],
    [92.4168, 92.1072, 90.6358, 89.7694, 89.8578],
    [92.8288, 92.5315, 91.1004, 90.2594, 90.3396],
)
MMR_COUNTS = [57274, 55865, 53681, 51767, 53185], [61834, 60511, 59074, 57508, 59028]
SECOND_PLANS = [85, 69, 63, 92, 83], [311, 357, 317, 395, 426]
RE_REFERRALS = [687, 880, 1127, 1306, 1300], [3407, 4368, 5259, 5675, 5877]
CHILDREN_WITH_PLANS = [1046, 1067, 1140, 1171, 1122], [1395, 1353, 1352, 1340, 1364]


def years(*starts, length=1):
    """Financial years that begin in those years, or spans of several."""
    return [Period(date(year, 4, 1), last_day(year + length, 3), Basis.YEAR) for year in starts]


def months(*numbers, basis=Basis.MONTH):
    return [
        Period(
            last_day(2014, number) if basis == Basis.SNAPSHOT else date(2014, number, 1),
            last_day(2014, number),
            basis,
        )
        for number in numbers
    ]


def test_the_general_test_of_a_linear_trend_is_as_published():  # R1
    found = linear_trend(*SMOKING)

    assert found.chi_squared == pytest.approx(8.224922285, abs=5e-10)
    assert found.p == pytest.approx(0.004131897, abs=5e-10)


def test_a_trend_of_two_points_is_the_test_of_two_proportions():
    found, pair = linear_trend([83, 92], [426, 395]), two_proportions(83, 426, 92, 395)

    assert found.chi_squared == pytest.approx(pair.z**2)
    assert found.p == pytest.approx(pair.p)
    assert found.slope == pytest.approx(92 / 395 - 83 / 426)


@pytest.mark.parametrize("counts", [([3], [5]), ([0, 0], [5, 5]), ([5, 5], [5, 5]), ([], [])])
def test_a_linear_trend_needs_two_points_with_and_without(counts):
    with pytest.raises(StatisticsError, match="two points"):
        linear_trend(*counts)


def test_the_threshold_is_that_of_chi_squared_at_99_8_percent():  # R15
    assert pytest.approx(9.549535706083237, rel=1e-12) == THRESHOLD
    assert pytest.approx(stats.chi2.ppf(0.998, 1), rel=1e-12) == THRESHOLD


@pytest.mark.parametrize(
    ("counts", "chi_squared", "direction"),
    [
        pytest.param(FINGERTIPS, 47.896677, "increasing", id="R2"),
        pytest.param(MMR_COUNTS, 405.0479, "decreasing", id="R5, as a proportion"),
        pytest.param(SECOND_PLANS, 2.467, "no significant change", id="R10"),
        pytest.param(RE_REFERRALS, 12.093, "increasing", id="R11"),
        pytest.param(CHILDREN_WITH_PLANS, 48.6115, "increasing", id="R14, if they were years"),
    ],
)
def test_recent_trends_of_proportions_are_as_published(counts, chi_squared, direction):
    found = trend(*counts)

    digits = len(str(chi_squared).partition(".")[2])
    assert found.chi_squared == pytest.approx(chi_squared, abs=0.5 * 10**-digits)
    assert found.direction == direction
    assert found.significant == (direction != "no significant change")
    assert (found.slope > 0) == (direction == "increasing")


def test_chi_squared_of_the_published_unit_tests_rounds_as_they_say():
    values = [24.67, 24.6, 28, 30.2, 30.6]
    lowers, uppers = [23.16, 23.15, 26.44, 28.63, 28.98], [26.25, 26.19, 29.64, 31.9, 32.25]

    assert round(trend(*FINGERTIPS).chi_squared, 2) == 47.90  # R2
    assert round(trend_of_values(values, lowers, uppers).chi_squared, 2) == 46.77  # R3


@pytest.mark.parametrize(
    ("rows", "chi_squared", "slope", "direction"),
    [
        pytest.param(
            (
                [24.67, 24.6, 28, 30.2, 30.6],
                [23.16, 23.15, 26.44, 28.63, 28.98],
                [26.25, 26.19, 29.64, 31.9, 32.25],
            ),
            pytest.approx(46.765316, abs=5e-7),
            pytest.approx(1.75157, abs=5e-6),
            "increasing",
            id="R3",
        ),
        pytest.param(
            MMR,
            pytest.approx(418.5366, abs=5e-5),
            pytest.approx(-0.740511, abs=5e-7),
            "decreasing",
            id="R5",
        ),
    ],
)
def test_recent_trends_of_values_are_as_published(rows, chi_squared, slope, direction):
    found = trend_of_values(*rows)

    assert (found.chi_squared, found.slope) == (chi_squared, slope)
    assert (found.direction, found.significant) == (direction, True)


@pytest.mark.parametrize(
    ("counts", "polarity", "label"),
    [
        pytest.param(MMR_COUNTS, "higher", "decreasing and getting worse", id="R5"),
        pytest.param(SECOND_PLANS, "lower", "no significant change", id="R10"),
        pytest.param(RE_REFERRALS, "lower", "increasing and getting worse", id="R11"),
        pytest.param(FINGERTIPS, "higher", "increasing and getting better", id="R2"),
        pytest.param(FINGERTIPS, "neither", "increasing", id="R2, not judged"),
    ],
)
def test_a_trend_is_worded_by_polarity(counts, polarity, label):
    assert trend_label(trend(*counts).direction, polarity) == label


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        pytest.param(
            ([5, 3, 1, 1, 2], [5, 5, 5, 4, 4]), "in one year all of 5 are counted", id="R8"
        ),
        pytest.param(([2, 3, 0, 1, 2], [5] * 5), "in one year none of 5 are counted", id="none"),
        pytest.param(([1, 2, 3, 4], [9] * 4), "five years in a row", id="four years"),
        pytest.param(([1, 2, None, 4, 5, 6], [9] * 6), "there are 3", id="a year missing"),
        pytest.param(([1, 2, 3, 4, 0], [9, 9, 9, 9, 0]), "there are 0", id="0 of 0 last"),
        pytest.param(([], []), "there are 0", id="nothing"),
    ],
)
def test_a_trend_of_counts_that_cannot_be_calculated_says_why(counts, reason):
    found = trend(*counts)

    assert found.direction == TrendDirection.NOT_CALCULATED == "cannot be calculated"
    assert reason in found.reason
    assert (found.significant, found.p, found.chi_squared, found.slope) == (False, None, None, None)


def test_four_years_of_values_are_too_few():  # R7
    found = trend_of_values(*(row[:4] for row in MMR))

    assert found.direction == "cannot be calculated"
    assert found.reason == (
        "the trend test needs five years in a row up to the latest; there are 4"
    )


def test_an_interval_without_width_cannot_be_weighed():
    values, lowers, uppers = MMR

    found = trend_of_values(values, [*lowers[:4], 90.1], [*uppers[:4], 90.1])

    assert (found.direction, found.reason) == (
        "cannot be calculated",
        "the interval of one year has no width",
    )


@pytest.mark.parametrize(
    ("periods", "reason"),
    [
        pytest.param(years(*range(2008, 2013), length=3), "does not cover one year", id="R9"),
        pytest.param(
            months(4, 5, 6, 7, 8, basis=Basis.SNAPSHOT),
            "needs annual, independent periods; the value at 30 April 2014 does not cover one",
            id="R14, snapshots",
        ),
        pytest.param(months(4, 5, 6, 7, 8), "the value for April 2014 does not", id="R14, months"),
        pytest.param(years(2012, 2014, 2015, 2016, 2017), "there are 4", id="a year between"),
        pytest.param(
            [
                Period(date(2013, month, 1), last_day(2014, month - 1), Basis.ROLLING_12_MONTHS)
                for month in range(4, 9)
            ],
            "two share 11 of 12 months",
            id="rolling",
        ),
    ],
)
def test_periods_that_are_not_independent_years_are_refused(periods, reason):
    found = trend(*CHILDREN_WITH_PLANS, periods=periods)

    assert found.direction == "cannot be calculated"
    assert reason in found.reason


def test_years_in_a_row_are_tested():
    found = trend(*RE_REFERRALS, periods=years(2020, 2021, 2022, 2023, 2024))

    assert found == trend(*RE_REFERRALS)


def test_only_the_last_five_years_are_used():
    earlier = [[400, *RE_REFERRALS[0]], [900, *RE_REFERRALS[1]]]
    after_a_gap = [[400, None, *RE_REFERRALS[0]], [900, 900, *RE_REFERRALS[1]]]

    assert trend(*earlier) == trend(*after_a_gap) == trend(*RE_REFERRALS)


def test_one_odd_year_does_not_make_a_trend():
    found = trend([300, 100, 101, 102, 104], [1000] * 5)

    assert found.chi_squared > THRESHOLD
    assert found.direction == "no significant change"
    assert "leaving out one of the years turns the line round" in found.reason


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        (([1, 2], [5]), "2 counts, 1 denominators"),
        (([6, 1, 1, 1, 1], [5] * 5), "more than its denominator"),
        (([-1, 1, 1, 1, 1], [5] * 5), "count is -1"),
        ((None, [5]), "counts should be a list"),
    ],
)
def test_what_is_no_series_of_proportions_is_an_error(counts, reason):
    with pytest.raises(StatisticsError, match=reason):
        trend(*counts)


def test_periods_in_the_wrong_order_are_an_error():
    with pytest.raises(StatisticsError, match="oldest first"):
        trend(*RE_REFERRALS, periods=years(2024, 2023, 2022, 2021, 2020))


def test_an_interval_upside_down_is_an_error():
    values, lowers, uppers = MMR

    with pytest.raises(StatisticsError, match="above the upper end"):
        trend_of_values(values, uppers, lowers)


pairs = st.integers(2, 500).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))


@given(series=st.lists(pairs, min_size=5, max_size=5))
def test_counting_the_others_turns_the_trend_round(series):
    counts, totals = zip(*series, strict=True)
    turned = {"increasing": "decreasing", "decreasing": "increasing"}

    found = trend(counts, totals)
    other = trend([n - x for x, n in series], totals)

    assert found.chi_squared == pytest.approx(other.chi_squared)
    assert found.slope == pytest.approx(-other.slope, abs=1e-12)
    if found.significant and other.significant:
        assert other.direction == turned[found.direction]


@given(a=LISTS, b=LISTS, c=LISTS, direction=st.sampled_from(TrendDirection), polarity=ANYTHING)
def test_no_input_of_a_trend_raises_anything_but_the_named_error(a, b, c, direction, polarity):
    for found in (
        lambda: trend(a, b),
        lambda: trend_of_values(a, b, c),
        lambda: linear_trend(a, b),
        lambda: trend_label(direction, polarity),
    ):
        try:
            found()
        except StatisticsError:
            continue
