"""How far two values may be compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.choices import Basis, ObservationStatus
from indicators.comparability import Level, comparable
from indicators.periods import add_months
from tests.indicators.readings import JANUARY, reading

DECEMBER = date(2016, 12, 31)
LAST_JANUARY = date(2016, 1, 31)


@pytest.mark.parametrize(
    ("now", "then", "level", "reason"),
    [
        (
            reading("12.9", "69/535"),
            reading("13.9", "71/510", end=DECEMBER),
            Level.MOVEMENT_ONLY,
            "the periods share 11 of 12 months",
        ),
        (
            reading("81.4", end=DECEMBER),
            reading("83.3", end=date(2016, 9, 30)),
            Level.MOVEMENT_ONLY,
            "the periods share 9 of 12 months",
        ),
        (reading("12.9"), reading("13.9", end=LAST_JANUARY), Level.FULL, ""),
        (
            reading("54.5", basis="snapshot"),
            reading("56.5", end=DECEMBER, basis="snapshot"),
            Level.MOVEMENT_ONLY,
            "mostly the same people are counted at both dates",
        ),
        (
            reading("79.6", basis="year_to_date"),
            reading("83.7", end=DECEMBER, basis="year_to_date"),
            Level.MOVEMENT_ONLY,
            "both belong to one running total",
        ),
        (
            reading("79.6", basis="year_to_date"),
            reading("83.7", end=LAST_JANUARY, basis="year_to_date"),
            Level.FULL,
            "",
        ),
        (
            reading("79.6", basis="year_to_date"),
            reading("83.7", end=date(2015, 12, 31), basis="year_to_date"),
            Level.NOT,
            "they cover different parts of two years",
        ),
        (
            reading("62", basis="month"),
            reading("40", end=DECEMBER, basis="month"),
            Level.FULL,
            "",
        ),
        (
            reading("62", basis="month", status=ObservationStatus.PROVISIONAL),
            reading("40", end=DECEMBER, basis="month"),
            Level.INDICATIVE,
            "one of the two values is provisional",
        ),
        (
            reading("14.9", not_comparable=True, note="definition revised"),
            reading("4.6", end=DECEMBER),
            Level.NOT,
            "definition revised",
        ),
        (
            reading("14.9", definition="2"),
            reading("4.6", end=DECEMBER, definition="1"),
            Level.NOT,
            "the definition changed between them",
        ),
        (
            reading("14.9", category="17 year olds"),
            reading("4.6", end=DECEMBER),
            Level.NOT,
            "they are of different areas or groups",
        ),
        (
            reading("14.9", area="Somerset"),
            reading("4.6", end=DECEMBER, area="England"),
            Level.NOT,
            "they are of different areas or groups",
        ),
        (
            reading(None, symbol="suppressed"),
            reading("4.6", end=DECEMBER),
            Level.NOT,
            "one of the two values is not a number",
        ),
        (
            reading("14.9", basis="month"),
            reading("4.6", end=DECEMBER, basis="last_3_months"),
            Level.NOT,
            "they are counted on different bases",
        ),
        (
            reading("30", end=date(2024, 3, 31), basis="year"),
            reading("31", end=date(2022, 3, 31), basis="year"),
            Level.NOT,
            "the year between them is missing",
        ),
        (
            reading("30", end=date(2024, 3, 31), basis="year"),
            reading("31", end=date(2023, 3, 31), basis="year"),
            Level.FULL,
            "",
        ),
    ],
)
def test_two_values_are_compared_as_far_as_the_rules_allow(now, then, level, reason):
    found = comparable(now, then)

    assert (found.level, found.reason) == (level, reason)
    assert found.allowed == (level != Level.NOT)
    assert found.testable == (level == Level.FULL)


def test_an_earlier_value_marked_as_not_comparable_compares_with_later_ones():
    revised = reading("14.9", end=DECEMBER, not_comparable=True)

    assert comparable(reading("15.2"), revised).allowed


def test_neighbouring_months_stand_at_two_times_of_the_year():
    now = reading("9", basis="month")

    assert not comparable(now, reading("547", end=DECEMBER, basis="month")).same_season
    assert comparable(now, reading("547", end=LAST_JANUARY, basis="month")).same_season
    assert comparable(reading("9"), reading("547", end=DECEMBER)).same_season


_readings = st.builds(
    reading,
    st.one_of(st.none(), st.decimals(0, 100, places=1).map(str)),
    end=st.integers(-30, 0).map(lambda months: add_months(JANUARY, months)),
    basis=st.sampled_from([basis.value for basis in Basis]),
    status=st.sampled_from(list(ObservationStatus)),
    not_comparable=st.booleans(),
    definition=st.sampled_from(["", "2"]),
    area=st.sampled_from(["", "England"]),
)


@given(_readings, _readings)
def test_the_verdict_is_the_same_both_ways(one, other):
    if one.period.end == other.period.end and one.not_comparable != other.not_comparable:
        return  # two values of one day: which came later cannot be told
    assert comparable(one, other).level == comparable(other, one).level
