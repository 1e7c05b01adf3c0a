"""A whole series: its control chart, its recent trend, and why there is none."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import add_months
from indicators.usual_variation import NotCharted, control_chart, recent_trend, since_break
from tests.indicators.readings import goal, measure, reading
from tests.indicators.stored_inputs import GOALS, MEASURES, READINGS

MONTHLY, YEARLY = measure(basis="month"), measure("lower", basis="year")
CHILDREN_WITH_PLANS = ["1046/1395", "1067/1353", "1140/1352", "1171/1340", "1122/1364"]
RE_REFERRALS = ["687/3407", "880/4368", "1127/5259", "1306/5675", "1300/5877"]


def series(*values, basis="month", step=1, end=date(2014, 8, 31), **facts):
    """Values oldest first, the last to ``end``; None where a period has none."""
    ends = [add_months(end, -step * place) for place in reversed(range(len(values)))]
    return [
        reading(value, end=day, basis=basis, **facts)
        for day, value in zip(ends, values, strict=True)
        if value is not None
    ]


def of_counts(*counts, basis, step, unit_size=100, end=date(2014, 8, 31)):
    ends = [add_months(end, -step * place) for place in reversed(range(len(counts)))]
    shares = [unit_size * int(x) / int(n) for x, n in (pair.split("/") for pair in counts)]
    return [
        reading(f"{share:.1f}", pair, end=day, basis=basis)
        for share, pair, day in zip(shares, counts, ends, strict=True)
    ]


def test_independent_months_have_limits_and_a_verdict_on_the_last():
    found = control_chart(MONTHLY, series("82", "84", "81", "83", "85", "82", "80"), goal("80"))

    assert found.causes[-1] is None
    assert found.limits.trial
    assert (found.assurance, found.missing) == ("inconsistent", 0)

    steady = ["82", "84", "81", "83", "85", "82", "84", "81", "83", "85", "82", "84", "60"]
    found = control_chart(MONTHLY, series(*steady), goal("70"))
    assert found.causes[-1] == "outside the limits"
    assert found.variation == "concern, low"
    assert (found.limits.trial, found.assurance) == (False, "consistent pass")


def test_periods_without_a_number_are_counted():
    found = control_chart(MONTHLY, series("82", None, None, "84", "81", "83", "85", None, "82"))

    assert (len(found.readings), found.missing) == (6, 3)


@pytest.mark.parametrize(
    "given_goal", [None, goal(lower="40", upper="60"), goal("50", closer=True)]
)
def test_only_a_one_sided_target_can_be_met_or_missed(given_goal):
    values = series("82", "84", "81", "83", "85", "82")

    assert control_chart(MONTHLY, values, given_goal).assurance is None


def test_what_is_for_information_only_is_neither_good_nor_bad():
    information = measure(basis="month", information_only=True)

    found = control_chart(information, series(*["82", "84"] * 7, "30"))

    assert found.variation == "neutral, low"


@pytest.mark.parametrize(
    ("asked", "values", "because", "why"),
    [
        pytest.param(
            measure(basis="snapshot"),
            series("73.1", "75.0", "78.9", "84.3", "87.4", "82.3", basis="snapshot"),
            "mostly the same people are counted each time",
            "No control chart is drawn.",
            id="X8, snapshots",
        ),
        pytest.param(
            measure(),
            series(*["80"] * 12, basis="rolling_12_months"),
            "the periods overlap",
            "shares 11 of them with its neighbour. A control chart of such values raises false "
            "alarms on nine series in ten",
            id="rolling months",
        ),
        pytest.param(
            measure(),
            series(*["80"] * 12, basis="rolling_12_months", step=3),
            "the periods overlap",
            "shares 9 of them with its neighbour. A control chart of such values raises false "
            "alarms, so",
            id="rolling quarters",
        ),
        pytest.param(
            measure(basis="year_to_date"),
            series("80", "81", basis="year_to_date"),
            "each value is a running total",
            "It grows whatever happens.",
            id="year to date",
        ),
        pytest.param(MONTHLY, [], "there are too few values", "there are none.", id="none"),
        pytest.param(
            MONTHLY, series("80"), "there are too few values", "there is 1.", id="one value"
        ),
    ],
)
def test_a_series_that_is_not_charted_says_why(asked, values, because, why):
    with pytest.raises(NotCharted) as refusal:
        control_chart(asked, values)

    assert refusal.value.because == because
    assert why in refusal.value.why


def test_nothing_is_carried_across_a_break():
    before, after = series(*["60"] * 9, end=date(2013, 12, 31)), series("82", "84", "81")
    after[0] = reading("82", end=after[0].period.end, basis="month", not_comparable=True)

    assert since_break(before + after) == after
    with pytest.raises(NotCharted) as refusal:
        control_chart(MONTHLY, before + after)
    assert refusal.value.why.endswith("there are 3 since the break, for June 2014.")


def test_r11_years_with_their_counts_have_a_recent_trend():
    years = of_counts(*RE_REFERRALS, basis="year", step=12, end=date(2025, 3, 31))

    found = recent_trend(YEARLY, years)

    assert (found.direction, found.significant) == ("increasing", True)
    assert found.chi_squared == pytest.approx(12.093, abs=5e-4)


def test_r14_positions_at_the_ends_of_months_have_none():
    months = of_counts(*CHILDREN_WITH_PLANS, basis="snapshot", step=1)

    found = recent_trend(measure(basis="snapshot"), months)

    assert found.direction == "cannot be calculated"
    assert "needs annual, independent periods" in found.reason


@pytest.mark.parametrize(
    ("unit", "values", "direction"),
    [
        ("count", ["100", "140", "190", "240", "300"], "increasing"),
        ("count", ["100", "104", "98", "103", "99"], "no significant change"),
        ("pounds", ["100", "140", "190", "240", "300"], "cannot be calculated"),
        ("percent", ["10", "14", "19", "24", "30"], "cannot be calculated"),
    ],
)
def test_a_count_is_its_own_and_other_values_need_theirs(unit, values, direction):
    years = series(*values, basis="year", step=12, end=date(2017, 3, 31))

    assert recent_trend(measure(basis="year", unit=unit), years).direction == direction


def test_a_rate_is_weighed_by_the_counts_behind_it():
    counts = ["300/100000", "420/100000", "540/100000", "660/100000", "800/100000"]
    years = of_counts(*counts, basis="year", step=12, unit_size=10_000, end=date(2017, 3, 31))

    found = recent_trend(measure("neither", basis="year", unit="rate_per_10000"), years)

    assert found.direction == "increasing"


@given(MEASURES, st.lists(READINGS, max_size=8), st.none() | GOALS)
def test_no_series_is_refused_with_anything_but_the_named_refusal(asked, values, given_goal):
    values.sort(key=lambda found: (found.period.end, found.period.start))

    assert recent_trend(asked, values).reason
    with suppress(NotCharted):
        found = control_chart(asked, values, given_goal)
        assert len(found.causes) == len(found.readings) >= 6


@given(
    MEASURES,
    st.lists(st.decimals(-(10**6), 10**6, places=2).map(str), min_size=6, max_size=14),
    st.none() | GOALS,
)
def test_a_series_of_months_is_charted_whatever_its_values(asked, values, given_goal):
    if asked.basis in ("snapshot", "year_to_date"):
        return
    found = control_chart(asked, series(*values), given_goal)

    assert found.limits.lower <= found.limits.mean <= found.limits.upper
    assert found.variation
