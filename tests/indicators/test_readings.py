"""Values against their own counts, and how values and targets are printed."""

from decimal import Decimal

import pytest

from indicators.labels import number_label, value_label
from indicators.readings import (
    band_total,
    fails_its_counts,
    goal_label,
    judged_value,
    reading_label,
)
from tests.indicators.readings import goal, measure, reading


@pytest.mark.parametrize(
    ("value", "counts"),
    [("12.9", "69/535"), ("0.5", "2/384"), ("7.67", "32/417"), ("18", "4/22"), ("20", "9/44")],
)
def test_a_value_that_its_counts_give_at_its_own_precision_stands(value, counts):
    supplied = reading(value, counts)

    assert not fails_its_counts("percent", supplied)
    assert judged_value("percent", supplied) == Decimal(value)


def test_a_value_that_fails_its_counts_is_worked_out_from_them():
    supplied = reading("62.2", "229/373", basis="snapshot")

    assert fails_its_counts("percent", supplied)
    assert judged_value("percent", supplied) == Decimal(22900) / 373
    assert reading_label(measure(basis="snapshot"), supplied) == "61.4%"


def test_a_value_without_both_counts_cannot_fail_them():
    assert not fails_its_counts("percent", reading("92.3"))
    assert not fails_its_counts("count", reading("33", "33/46"))


def test_a_rate_is_checked_against_its_population():
    assert fails_its_counts("rate_per_10000", reading("25.5", "290/113281"))
    assert not fails_its_counts("rate_per_10000", reading("25.6", "290/113281"))


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        ("12.9", "percent", 1, "12.9%"),
        ("95.14", "percent", 1, "95.1%"),
        ("18", "percent", 1, "18%"),
        ("3.0", "percent", 1, "3.0%"),
        ("468.15", "days", 1, "468.2 days"),
        ("1", "days", 0, "1 day"),
        ("4943674", "pounds", 0, "£4,943,674"),
        ("52.5", "rate_per_10000", 1, "52.5"),
    ],
)
def test_a_value_prints_no_more_digits_than_were_supplied(value, unit, decimals, printed):
    assert reading_label(measure(unit=unit, decimals=decimals), reading(value)) == printed


def test_half_rounds_up_and_minus_zero_does_not_exist():
    assert value_label(Decimal("0.25"), "percent", 1) == "0.3%"
    assert number_label(Decimal("-0.04"), 1) == "0.0"
    assert number_label(Decimal("-1.5"), 1) == "−1.5"


def test_a_symbol_prints_as_its_word():
    assert reading_label(measure(), reading(None, symbol="suppressed")) == "Suppressed"


@pytest.mark.parametrize(
    ("polarity", "target", "printed"),
    [
        ("lower", goal("20.7"), "at most 20.7%"),
        ("higher", goal("95.0"), "at least 95%"),
        ("neither", goal("62.9"), "62.9%"),
        ("lower", goal("0"), "0%"),
        ("higher", goal(lower="40", upper="60"), "between 40% and 60%"),
    ],
)
def test_a_target_says_which_way_is_good(polarity, target, printed):
    assert goal_label(measure(polarity), target) == printed


def test_bands_within_half_a_point_of_100_are_whole():
    assert band_total([Decimal("60.1"), Decimal("39.9")]) is None
    assert band_total([Decimal("60"), Decimal("40.5")]) is None
    assert band_total([Decimal("17.88"), Decimal("78.5")]) == Decimal("96.38")
    assert band_total([]) is None
