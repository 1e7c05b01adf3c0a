"""Direction of travel of the pairs that Programme 6 printed, and of a last step beside its trend.

D1 to D16: domain research, 7.8; R10 and R11: 7.4.
"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.assessment import direction
from indicators.choices import Against
from indicators.earlier import direction_against
from indicators.readings import judged_value, recounted
from indicators.selfchecks import counts_warnings, parts_warnings
from indicators.statistics import trend, trend_label
from tests.indicators.readings import measure, reading

DECEMBER, SEPTEMBER = date(2016, 12, 31), date(2016, 9, 30)
SAME_PEOPLE = "not tested: mostly the same people are counted at both dates"
SHARED = "not tested: the periods share {} of 12 months"
ONE_TOTAL = "not tested: both belong to one running total"


def pair(now, then, basis, *, ends=(date(2017, 1, 31), DECEMBER)):
    """Two values, each with its counts after a space if it has any."""
    return [
        reading(*words.split(), end=end, basis=basis)
        for words, end in zip((now, then), ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "polarity", "movement", "meaning", "signal"),
    [
        pytest.param(
            pair("12.9 69/535", "13.9 71/510", "rolling_12_months"),
            *("lower", "down", "improving", SHARED.format(11)),
            id="D1",
        ),
        pytest.param(
            pair("92.3", "92.4", "rolling_12_months"),
            *("higher", "down", "worsening", SHARED.format(11)),
            id="D2",
        ),
        pytest.param(
            pair("54.5 85/156", "56.5 87/154", "rolling_12_months"),
            *("higher", "down", "worsening", SHARED.format(11)),
            id="D4",
        ),
        pytest.param(
            pair("62.2 224/360", "62.2 229/373", "snapshot"),
            *("higher", "up", "improving", SAME_PEOPLE),
            id="D6",
        ),
        pytest.param(
            pair("31.5 149/473", "30.9 150/485", "snapshot"),
            *("lower", "up", "worsening", SAME_PEOPLE),
            id="D7",
        ),
        pytest.param(
            pair("95.3", "95.2", "snapshot"),
            *("higher", "up", "improving", SAME_PEOPLE),
            id="D9",
        ),
        pytest.param(
            pair("44.7", "44.1", "year_to_date"),
            *("higher", "up", "improving", ONE_TOTAL),
            id="D11",
        ),
        pytest.param(
            pair("131.6", "126.9", "rolling_12_months", ends=(DECEMBER, SEPTEMBER)),
            *("neither", "up", "increasing", SHARED.format(9)),
            id="D13",
        ),
        pytest.param(
            pair("44.8 124/277", "42.8", "snapshot"),
            *("lower", "up", "worsening", SAME_PEOPLE),
            id="D14",
        ),
    ],
)
def test_a_printed_pair_moves_means_and_is_tested_as_the_rules_say(
    values, polarity, movement, meaning, signal
):
    found = direction(measure(polarity, basis=values[0].period.basis), *values)

    assert (found.movement, found.meaning, found.signal) == (movement, meaning, signal)


@pytest.mark.parametrize(("now", "then"), [("92.3", "92.4"), ("92.9", "92.4")])
def test_d2_a_change_within_what_counts_as_level_is_none(now, then):
    level = measure(level_within=Decimal("0.5"))

    found = direction(level, *pair(now, then, "rolling_12_months"))

    assert (found.movement, found.meaning) == ("same", "no_change")
    assert found.reason == f"level with {then}%"


def test_d2_a_change_of_more_is_a_movement():
    level = measure(level_within=Decimal("0.5"))

    found = direction(level, *pair("93.0", "92.4", "rolling_12_months"))

    assert (found.movement, found.meaning) == ("up", "improving")


def test_d5_no_arrow_stands_across_a_revised_method():
    now = reading("14.9", basis="snapshot", not_comparable=True, note="Revised methodology")

    found = direction(measure(), now, reading("4.6", end=DECEMBER, basis="snapshot"))

    assert (found.movement, found.meaning) == ("none", "not_known")
    assert found.reason == "Revised methodology"


def test_d6_the_value_before_fails_its_counts_which_decide():
    _, before = pair("62.2 224/360", "62.2 229/373", "snapshot")

    [warning] = counts_warnings(measure(), [before])

    assert "supplied as 62.2%, but its counts (229 of 373) give 61.4%" in warning
    assert float(judged_value("percent", before)) == pytest.approx(61.39, abs=5e-3)


@pytest.mark.parametrize(
    ("unit", "basis", "now", "then", "movement", "signal"),
    [
        pytest.param("pounds", "year_to_date", "4943674", "4305094", "up", ONE_TOTAL, id="D8"),
        pytest.param("pounds", "year_to_date", "7279407", "6313278", "up", ONE_TOTAL, id="D8 too"),
        pytest.param(
            *("count", "rolling_12_months", "183", "183", "same", SHARED.format(11)), id="D10"
        ),
    ],
)
def test_what_is_for_information_only_moves_but_is_not_judged(
    unit, basis, now, then, movement, signal
):
    asked = measure("lower", unit=unit, basis=basis, information_only=True, decimals=0)

    found = direction(asked, *pair(now, then, basis))

    assert (found.movement, found.meaning, found.signal) == (movement, "not_judged", signal)


def test_d14_the_ages_of_december_add_to_another_share_than_was_printed():
    ages = [
        reading(None, counts, end=DECEMBER, basis="snapshot", category=counts)
        for counts in ("2/5", "17/49", "23/53", "31/83", "43/82")
    ]

    [warning] = parts_warnings(measure(), reading("42.8", end=DECEMBER, basis="snapshot"), ages)

    assert "add to 116 of 272 (42.6%), but the total says 42.8%" in warning
    assert float(recounted("percent", reading(None, "116/272"))) == pytest.approx(42.65, abs=5e-3)


@pytest.mark.parametrize("against", [Against.LAST, Against.YEAR])
def test_d16_a_missing_year_leaves_nothing_to_compare_with(against):
    years = [reading(value, end=end, basis="year") for value, end in _TWO_YEARS_APART]

    found = direction_against(measure(basis="year"), years, against)

    assert (found.movement, found.meaning) == ("none", "not_known")
    assert found.reason in (
        "the year between them is missing",
        "no value for the same period last year",
    )


_TWO_YEARS_APART = (("31", date(2022, 3, 31)), ("30", date(2024, 3, 31)))


@pytest.mark.parametrize(
    ("counts", "totals", "p", "label", "meaning"),
    [
        pytest.param(
            [85, 69, 63, 92, 83],
            [311, 357, 317, 395, 426],
            pytest.approx(0.116, abs=5e-4),
            "no significant change",
            "improving",
            id="R10",
        ),
        pytest.param(
            [687, 880, 1127, 1306, 1300],
            [3407, 4368, 5259, 5675, 5877],
            pytest.approx(0.00051, abs=5e-6),
            "increasing and getting worse",
            "improving",
            id="R11",
        ),
    ],
)
def test_the_last_step_may_improve_while_the_trend_does_not(counts, totals, p, label, meaning):
    found = trend(counts, totals)
    before, now = (
        reading(f"{100 * count / total:.1f}", f"{count}/{total}", end=end, basis="year")
        for count, total, end in zip(counts[-2:], totals[-2:], _TWO_YEARS, strict=True)
    )
    step = direction(measure("lower", basis="year"), now, before)

    assert (found.p, trend_label(found.direction, "lower")) == (p, label)
    assert (step.movement, step.meaning) == ("down", meaning)


_TWO_YEARS = (date(2024, 3, 31), date(2025, 3, 31))
