"""Ratings against a target, and direction of travel."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.assessment import direction, rate
from indicators.comparability import comparable
from indicators.readings import in_period_amount
from tests.indicators.readings import goal, measure, reading

DECEMBER = date(2016, 12, 31)


@pytest.mark.parametrize(
    ("value", "target", "polarity", "rag"),
    [
        pytest.param(
            "95.14", goal("95", tolerance="2", kind="absolute"), "higher", "green", id="A1"
        ),
        pytest.param(
            "92.3", goal("95", tolerance="3", kind="absolute"), "higher", "amber", id="A2"
        ),
        pytest.param(
            "92.3",
            goal("95", tolerance="2", kind="absolute"),
            "higher",
            "red",
            id="A2, tolerance of 2",
        ),
        pytest.param(
            "93.0", goal("95", tolerance="2", kind="absolute"), "higher", "amber", id="A3"
        ),
        pytest.param(
            "94.96", goal("95", tolerance="2", kind="absolute"), "higher", "amber", id="A5"
        ),
        pytest.param("0.5", goal("2.5", tolerance="2", kind="absolute"), "lower", "green", id="A6"),
        pytest.param("33", goal("0", tolerance="10"), "lower", "red", id="A8"),
        ("90.25", goal("95"), "higher", "amber"),
        ("90.24", goal("95"), "higher", "red"),
        ("30.135", goal("28.7"), "lower", "amber"),
        ("30.136", goal("28.7"), "lower", "red"),
        ("40", goal(lower="40", upper="60"), "higher", "green"),
        ("60", goal(lower="40", upper="60"), "neither", "green"),
        ("63", goal(lower="40", upper="60"), "higher", "amber"),
        ("63.1", goal(lower="40", upper="60"), "higher", "red"),
        ("38", goal(lower="40", upper="60"), "higher", "amber"),
        ("37.9", goal(lower="40", upper="60"), "higher", "red"),
        ("50", goal("50", closer=True), "neither", "green"),
        ("52.5", goal("50", closer=True), "neither", "amber"),
        ("47.4", goal("50", closer=True), "neither", "red"),
    ],
)
def test_a_value_is_rated_with_boundaries_on_the_better_side(value, target, polarity, rag):
    assert rate(measure(polarity), reading(value), target).rag == rag


@pytest.mark.parametrize(
    ("given_measure", "value", "target", "reason"),
    [
        (measure(), None, goal("95"), "no value"),
        pytest.param(
            measure(information_only=True), reading("443"), None, "information only", id="A9"
        ),
        pytest.param(
            measure(), reading(None, symbol="suppressed"), goal("95"), "suppressed", id="A10"
        ),
        (measure(), reading("12"), None, "no target"),
        pytest.param(
            measure("neither"), reading("384"), goal("560"), "no better direction", id="A11"
        ),
    ],
)
def test_what_cannot_be_rated_says_why(given_measure, value, target, reason):
    rating = rate(given_measure, value, target)

    assert (rating.rag, rating.reason) == ("not_rated", reason)


@pytest.mark.parametrize(("value", "rag"), [("90", "green"), ("89.9", "red")])
def test_g10_a_council_that_is_green_within_ten_per_cent_sets_that_range(value, rag):
    """Havering: green on the target of 100 or within 10% of it. Its amber needs last year's."""
    within = goal(lower="90", upper="110", tolerance="0")

    assert rate(measure(), reading(value), within).rag == rag


def test_counts_decide_the_rating_of_a_value_that_fails_them():
    printed_on_target = reading("62.2", "229/373")

    assert rate(measure(), printed_on_target, goal("62")).rag == "amber"


def test_a_rating_says_what_was_missed_and_by_how_much():
    amber = rate(measure(), reading("92.3"), goal("95"))
    red = rate(measure("lower"), reading("33"), goal("0"))

    assert amber.reason == (
        "Misses the target of at least 95% by no more than 5% of it (4.75 points)."
    )
    assert amber.amber_limit == "from 90.25%"
    assert red.reason == "Misses the target of 0%, which has no amber band."
    assert red.amber_limit == "none"


def test_a5_a_value_printed_like_the_target_it_misses_says_so():
    found = rate(measure(), reading("94.96"), goal("95", tolerance="2", kind="absolute"))

    assert found.rag == "amber"
    assert found.reason.endswith("It is printed as 95.0%; unrounded it is 94.96%.")


@pytest.mark.parametrize(
    ("value", "target", "rag", "words"),
    [
        ("92.96", "95", "red", "printed as 93.0%; unrounded it is 92.96%."),  # amber from 93%
        ("94.999996", "95", "amber", "printed as 95.0%; unrounded it is 94.999996%."),
        ("95.02", "95.04", "amber", "95.0%; unrounded it is 95.02% and the target 95.04%."),
    ],
)
def test_a_value_printed_as_if_it_met_what_it_misses_says_so(value, target, rag, words):
    found = rate(measure(), reading(value), goal(target, tolerance="2", kind="absolute"))

    assert found.rag == rag
    assert found.reason.endswith(words)


def test_a_value_that_is_printed_unrounded_has_nothing_to_say():
    found = rate(measure(), reading("95"), goal("95.4", tolerance="2", kind="absolute"))

    assert "unrounded" not in found.reason


def test_a_target_for_another_group_rates_indicatively():
    found = rate(measure("lower"), reading("44.8"), goal("42.2", indicative=True))

    assert found.rag == "red"
    assert found.reason.endswith("Indicative: the target is for another group or period.")


def test_the_amber_limits_of_a_two_sided_target_are_two():
    assert rate(measure(), reading("50"), goal(lower="40", upper="60")).amber_limit == "38% to 63%"


@pytest.mark.parametrize(
    ("now", "then", "meaning"),
    [("52", "45", "improving"), ("58", "52", "worsening"), ("52", "48", "no_change")],
)
def test_coming_nearer_to_a_two_sided_target_is_improving(now, then, meaning):
    found = direction(
        measure("neither"), reading(now), reading(then, end=DECEMBER), goal("50", closer=True)
    )

    assert found.meaning == meaning


@pytest.mark.parametrize(
    ("now", "then", "polarity", "movement", "meaning"),
    [
        (reading("12.9", "69/535"), reading("13.9", "71/510"), "lower", "down", "improving"),
        (reading("92.3"), reading("92.4"), "higher", "down", "worsening"),
        (reading("31.5"), reading("30.9"), "lower", "up", "worsening"),
        (reading("131.6"), reading("126.9"), "neither", "up", "increasing"),
        (reading("50.1"), reading("55"), "neither", "down", "decreasing"),
        (reading("73.6"), reading("73"), "higher", "up", "improving"),
        (reading("0.5", "2/378"), reading("0.5", "2/384"), "lower", "same", "no_change"),
        (reading("95.14"), reading("95.1"), "higher", "same", "no_change"),
        (reading("62.2", "224/360"), reading("62.2", "229/373"), "higher", "up", "improving"),
    ],
)
def test_the_arrow_follows_the_number_and_the_word_its_polarity(
    now, then, polarity, movement, meaning
):
    found = direction(measure(polarity), now, _at(then, DECEMBER))

    assert (found.movement, found.meaning) == (movement, meaning)


def test_information_only_moves_but_is_not_judged():
    spend = measure(
        "neither", basis="year_to_date", unit="pounds", information_only=True, decimals=0
    )
    january = reading("4943674", basis="year_to_date")
    december = reading("4305094", end=DECEMBER, basis="year_to_date")

    found = direction(spend, january, december)

    assert (found.movement, found.meaning) == ("up", "not_judged")
    assert found.signal == "not tested: both belong to one running total"
    assert in_period_amount(spend, january, december) == 638580


def test_a_running_percentage_has_no_amount_of_its_own_month():
    attendance = measure(basis="year_to_date")
    now, then = (
        reading("79.6", basis="year_to_date"),
        reading("83.7", end=DECEMBER, basis="year_to_date"),
    )

    assert in_period_amount(attendance, now, then) is None


def test_the_change_is_said_in_words_with_the_counts_before():
    found = direction(
        measure("lower"), reading("12.9", "69/535"), reading("13.9", "71/510", end=DECEMBER)
    )

    assert found.reason == "down from 13.9% (71 of 510)"
    assert found.signal == "not tested: the periods share 11 of 12 months"


@pytest.mark.parametrize(
    ("now", "then", "reason"),
    [
        (None, reading("3"), "no value to compare"),
        (reading("3"), None, "no earlier value"),
        (
            reading("14.9", not_comparable=True, note="definition revised"),
            reading("4.6", end=DECEMBER),
            "definition revised",
        ),
        (
            reading("14.9", not_comparable=True),
            reading("4.6", end=DECEMBER),
            "the definition changed between them",
        ),
        (
            reading(None, symbol="suppressed"),
            reading("4.6", end=DECEMBER),
            "one of the two values is not a number",
        ),
        (
            reading("14.9"),
            reading("4.6", end=DECEMBER, basis="month"),
            "they are counted on different bases",
        ),
    ],
)
def test_no_arrow_stands_between_values_that_cannot_be_compared(now, then, reason):
    found = direction(measure(), now, then)

    assert (found.movement, found.meaning, found.reason) == ("none", "not_known", reason)


def test_different_parts_of_two_years_to_date_are_not_compared():
    this_year = reading("100", basis="year_to_date")
    last_december = reading("90", end=date(2015, 12, 31), basis="year_to_date")
    last_january = reading("90", end=date(2016, 1, 31), basis="year_to_date")

    assert not comparable(this_year, last_december).allowed
    assert comparable(this_year, last_january).testable


@given(
    now=st.decimals(-1000, 1000, places=2, allow_nan=False),
    then=st.decimals(-1000, 1000, places=2, allow_nan=False),
)
def test_swapping_polarity_swaps_the_meaning_and_never_the_movement(now, then):
    pair = reading(str(now)), reading(str(then), end=DECEMBER)
    higher, lower = (direction(measure(polarity), *pair) for polarity in ("higher", "lower"))
    swapped = {"improving": "worsening", "worsening": "improving", "no_change": "no_change"}

    assert higher.movement == lower.movement
    assert swapped[higher.meaning] == lower.meaning


@given(
    value=st.decimals(-1000, 1000, places=3, allow_nan=False),
    target=st.decimals(-1000, 1000, places=3, allow_nan=False),
    tolerance=st.decimals(0, 50, places=1, allow_nan=False),
)
def test_a_better_value_is_never_rated_worse(value, target, tolerance):
    order = ["red", "amber", "green"]
    given_goal = goal(str(target), tolerance=str(tolerance))
    ratings = [
        order.index(rate(measure(), reading(str(amount)), given_goal).rag)
        for amount in (value, value + Decimal(1), value + Decimal(500))
    ]

    assert ratings == sorted(ratings)


def _at(found, end):
    return reading(
        str(found.value),
        f"{found.numerator}/{found.denominator}" if found.numerator is not None else None,
        end=end,
    )
