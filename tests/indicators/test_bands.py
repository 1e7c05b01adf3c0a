"""Bands cut in two ways."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.bands import cumulative, read_band, recut

CIN_JANUARY = {
    "0 to 6 weeks": Decimal("26.4"),
    "6 weeks to 3 months": Decimal("17.4"),
    "3 to 6 months": Decimal("13.2"),
    "6 months to 1 year": Decimal("18.8"),
    "1 year and over": Decimal("24.3"),
}
CIN_TARGET = {
    "up to 3 months": Decimal("22.2"),
    "3 to 6 months": Decimal("12.5"),
    "6 months to 1 year": Decimal("16.3"),
    "1 to 2 years": Decimal("19.2"),
    "2 years and over": Decimal("29.8"),
}
DAYS_DECEMBER = {
    "0": Decimal("7.8"),
    "1 to 10": Decimal("13.3"),
    "11 to 20": Decimal("17.6"),
    "21 to 30": Decimal("20.4"),
    "31 to 40": Decimal("17.7"),
    "41 to 45": Decimal("10.1"),
    "46 and over": Decimal("13"),
}


def test_v1_durations_are_brought_to_their_common_bands():
    found = recut(CIN_JANUARY, CIN_TARGET)

    assert [(band.name, band.value, band.target) for band in found.bands] == [
        ("up to 3 months", Decimal("43.8"), Decimal("22.2")),
        ("3 to 6 months", Decimal("13.2"), Decimal("12.5")),
        ("6 months to 1 year", Decimal("18.8"), Decimal("16.3")),
        ("1 year and over", Decimal("24.3"), Decimal("49.0")),
    ]
    assert found.bands[0].parts == ("0 to 6 weeks", "6 weeks to 3 months")
    assert found.bands[3].parts == ()
    assert found.distance == Decimal("24.75")


def test_v1_scaled_to_a_hundred_they_lie_as_far_apart():
    ours, target = (
        {name: 100 * share / sum(shares.values()) for name, share in shares.items()}
        for shares in (CIN_JANUARY, CIN_TARGET)
    )

    assert float(recut(ours, target).distance) == pytest.approx(24.724, abs=5e-4)


def test_v3_a_target_that_is_no_whole_is_refused():
    target = {
        "1 to 10": Decimal("17.88"),
        "11 to 20": Decimal("18.6"),
        "21 to 30": Decimal("16.8"),
        "31 to 40": Decimal("17.5"),
        "41 to 45": Decimal("8"),
        "46 and over": Decimal("17.6"),
    }

    assert recut(DAYS_DECEMBER, target).refusal == ("The target's bands add to 96.4%, not 100%.")


def test_v3_a_cut_makes_an_ordinary_proportion():
    september = {
        **DAYS_DECEMBER,
        "0": Decimal("8.13"),
        "1 to 10": Decimal("14"),
        "11 to 20": Decimal("17.3"),
        "21 to 30": Decimal("20.5"),
        "31 to 40": Decimal("16.6"),
        "41 to 45": Decimal("9.3"),
    }

    assert cumulative(DAYS_DECEMBER, "41 to 45") == Decimal("86.9")
    assert cumulative(september, "41 to 45") == Decimal("85.83")
    assert cumulative(DAYS_DECEMBER, "up to 50") is None


@pytest.mark.parametrize(
    ("name", "lower", "upper"),
    [
        ("0", 0, 1),
        ("1 to 10", 1, 11),
        ("46 and over", 46, None),
        ("0 to 6 weeks", 0, 42),
        ("6 weeks to 3 months", 42, Fraction(1461, 16)),
        ("up to 3 months", 0, Fraction(1461, 16)),
        ("Over 1 year", Fraction(1461, 4), None),
        ("12 months to 2 years", Fraction(1461, 4), Fraction(1461, 2)),
        ("1 to 10 working days", 1, 11),
    ],
)
def test_a_band_is_read_from_its_name(name, lower, upper):
    band = read_band(name)

    assert (band.lower, band.upper) == (lower, upper)


@pytest.mark.parametrize("name", ["Police", "17 year olds", "10 to 1", "", "Friends and family"])
def test_a_name_that_is_no_span_gives_no_band(name):
    assert read_band(name) is None


HALVES = {"0 to 6 months": Decimal(50), "6 months and over": Decimal(50)}


@pytest.mark.parametrize(
    ("targets", "refusal"),
    [
        ({}, "The target's bands are missing."),
        (
            {"Police": Decimal(60), "Health": Decimal(40)},
            "The target's bands overlap, leave gaps or are not spans.",
        ),
        (
            {"0 to 6 months": Decimal(50), "5 months and over": Decimal(50)},
            "The target's bands overlap, leave gaps or are not spans.",
        ),
        (
            {"0 to 5 months": Decimal(50), "5 months and over": Decimal(50)},
            "The target's bands share no cut with the values'.",
        ),
        (
            {"1 to 6 months": Decimal(50), "6 months and over": Decimal(50)},
            "The target's bands do not cover the same range as the values'.",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_with_its_reason(targets, refusal):
    found = recut(HALVES, targets)

    assert (found.refusal, found.bands, found.distance) == (refusal, (), None)


def test_equal_bands_lie_at_no_distance():
    assert recut(CIN_TARGET, CIN_TARGET).distance == 0


@given(st.text(max_size=30))
def test_no_name_raises(name):
    read_band(name)
