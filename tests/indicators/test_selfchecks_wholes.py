"""The checks of values that make a whole together, on figures that were really printed."""

from decimal import Decimal

import pytest

from indicators.selfchecks import (
    Check,
    Severity,
    banded_total_warnings,
    parts_warnings,
)
from tests.indicators.findings import DECEMBER, found_in, percent, snapshot
from tests.indicators.readings import JANUARY, measure, reading

NEET_AGES = ["2/5", "17/49", "23/53", "31/83", "43/82"]  # December 2016


def shares(*counts, end=DECEMBER):
    """Parts of a share, each with its counts and the value that these give."""
    return [snapshot(percent(pair), pair, end=end) for pair in counts]


def sums(values):
    return [reading(value, basis="month") for value in values]


# --- parts against their total ----------------------------------------------------------------


def test_ages_that_do_not_add_to_the_printed_total_are_found():
    total = snapshot("42.8")

    warnings = parts_warnings(measure(basis="snapshot"), total, shares(*NEET_AGES))

    assert warnings == [
        "The parts at 31 December 2016 add to 116 of 272 (42.6%), but the total says 42.8%."
    ]


def test_ages_that_add_to_the_printed_total_are_fine():
    january = shares("3/5", "19/54", "25/53", "33/83", "44/82", end=JANUARY)
    total = snapshot("44.8", "124/277", end=JANUARY)

    assert parts_warnings(measure(basis="snapshot"), total, january) == []


def test_a_total_without_counts_is_held_against_its_parts_at_printed_precision():
    assert parts_warnings(measure(), snapshot("42.6"), shares(*NEET_AGES)) == []
    assert parts_warnings(measure(), snapshot("43"), shares(*NEET_AGES)) == []


def test_counts_of_the_total_must_agree_exactly():
    [warning] = parts_warnings(measure(), snapshot("42.8", "116/271"), shares(*NEET_AGES))

    assert warning.endswith("add to 116 of 272 (42.6%), but the total says 116 of 271.")


def test_parts_may_all_be_counted_in_the_same_whole():
    total = snapshot("31.5", "149/473")

    assert parts_warnings(measure(), total, shares("100/473", "49/473")) == []
    [warning] = parts_warnings(measure(), total, shares("100/473", "48/473"))
    assert "add to 148 of 473 (31.3%), but the total says 149 of 473." in warning


def test_two_groups_that_are_equally_large_are_still_parts():
    assert parts_warnings(measure(), snapshot("40.0", "40/100"), shares("10/50", "30/50")) == []
    assert parts_warnings(measure(), snapshot("40.0"), shares("10/50", "30/50")) == []


def test_counts_by_source_must_add_to_the_total_exactly():
    [total, *parts] = sums(["2379", "841", "431", "9", "68", "472", "106", "53", "109", "290"])

    assert parts_warnings(measure(unit="count", basis="month"), total, parts) == []

    [wrong] = parts_warnings(measure(unit="count", basis="month"), total, [*parts[:-1], parts[0]])
    assert wrong == "The parts for January 2017 add to 2,930, but the total says 2,379."


def test_money_may_differ_by_what_rounding_comes_to():
    [total, *parts] = sums(["1001", "500", "500"])
    money = measure(unit="pounds", basis="month")

    assert parts_warnings(money, total, parts) == []
    assert parts_warnings(money, reading("1002", basis="month"), parts) == [
        "The parts for January 2017 add to £1,000, but the total says £1,002."
    ]


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [snapshot("9.9", "1/2")],  # one part of something is no breakdown
        [*shares("2/5"), None],
        [*shares("2/5"), snapshot("34.7")],  # without counts
        [*shares("2/5"), snapshot(None)],
        [*shares("2/5"), *shares("17/49", end=JANUARY)],  # of another period
    ],
)
def test_nothing_is_said_unless_every_part_of_the_period_is_there(parts):
    assert parts_warnings(measure(), snapshot("42.8"), parts) == []


def test_an_average_is_not_the_sum_of_its_parts():
    total, parts = snapshot("443"), [snapshot("300"), snapshot("500")]

    assert parts_warnings(measure(unit="days"), total, parts) == []
    assert parts_warnings(measure(), None, shares(*NEET_AGES)) == []


# --- bands against 100% -----------------------------------------------------------------------


def bands(*values):
    return [snapshot(value, category=f"band {n}") for n, value in enumerate(values)]


def test_whole_shares_that_add_to_101_can_be_rounding():
    [finding] = found_in(bands("7", "11", "10", "12", "19", "42", "0"))

    assert (finding.check, finding.severity) == (Check.BANDS, Severity.KNOW)
    assert finding.sentence == (
        "The bands at 31 December 2016 add to 101%, not 100%. Rounding 7 bands can come to that."
    )


def test_bands_that_rounding_does_not_explain_are_to_mend():
    [finding] = found_in(bands("17.88", "18.6", "16.8", "17.5", "8", "17.6"))

    assert finding.severity == Severity.MEND
    assert finding.sentence == "The bands at 31 December 2016 add to 96.4%, not 100%."
    assert len(finding.readings) == 6


@pytest.mark.parametrize(
    "values",
    [
        ("26.4", "17.4", "13.2", "18.8", "24.3"),  # 100.1
        ("7.8", "13.3", "17.6", "20.4", "17.7", "10.1", "13"),  # 99.9
        ("59.5", "40"),
        ("60.5", "40"),
    ],
)
def test_half_a_point_either_way_is_rounding(values):
    assert found_in(bands(*values)) == []


def test_a_breakdown_beside_a_headline_need_not_add_to_100():
    assert found_in([snapshot("18"), *bands("39.2", "20.9", "26")]) == []


def test_target_bands_are_added_too():
    targets = [Decimal(text) for text in ("17.88", "18.6", "16.8", "17.5", "8", "17.6")]

    assert banded_total_warnings(measure(), targets, []) == [
        "The target's bands add to 96.4%, not 100%."
    ]
    assert banded_total_warnings(measure(unit="count"), targets, []) == []
    assert banded_total_warnings(measure(), [], [[None, *bands("60", "41")], [None]]) == [
        "The bands at 31 December 2016 add to 101%, not 100%."
    ]
