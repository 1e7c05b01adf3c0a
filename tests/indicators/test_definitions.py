"""No comparison reaches over a new definition."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.assessment import direction
from indicators.benchmarks import standing_of
from indicators.choices import Against, Movement
from indicators.comparability import Level, comparable
from indicators.definitions import NewDefinition, why_apart
from indicators.earlier import direction_against, run_of
from indicators.periods import add_months
from indicators.readings import in_period_amount
from indicators.usual_variation import NotCharted, control_chart, since_break
from tests.indicators.readings import measure, reading

APRIL = NewDefinition(date(2017, 4, 1), "Repeat visits are counted too.")
WORDS = "new definition from 1 April 2017: Repeat visits are counted too."
MARCH_END, APRIL_END, MAY_END = date(2017, 3, 31), date(2017, 4, 30), date(2017, 5, 31)
BASES = (
    "month",
    "quarter",
    "last_3_months",
    "rolling_12_months",
    "year_to_date",
    "year",
    "snapshot",
)
SPANS = {"month": 1, "quarter": 3, "last_3_months": 3, "rolling_12_months": 12, "year": 12}


def monthly(*values, since=date(2016, 8, 31), changes=(APRIL,), basis="month", counts=None):
    """A series of months, the oldest first."""
    ends = [add_months(since, months) for months in range(len(values))]
    return [
        reading(value, counts, end=end, basis=basis, definitions=changes)
        for value, end in zip(values, ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("basis", "now", "then", "why"),
    [
        ("month", APRIL_END, MARCH_END, WORDS),
        ("snapshot", APRIL_END, MARCH_END, WORDS),
        ("snapshot", APRIL.effective_from, MARCH_END, WORDS),
        ("month", MAY_END, APRIL_END, ""),
        ("month", MARCH_END, date(2017, 2, 28), ""),
        (
            "rolling_12_months",
            APRIL_END,
            MARCH_END,
            f"part of the period is counted by the {WORDS}",
        ),
        ("rolling_12_months", MAY_END, APRIL_END, f"part of the period is counted by the {WORDS}"),
        ("rolling_12_months", date(2018, 4, 30), date(2018, 3, 31), ""),
        ("rolling_12_months", date(2018, 3, 31), MARCH_END, WORDS),
        ("year_to_date", MAY_END, APRIL_END, ""),
        ("rolling_12_months", MAY_END, MAY_END, ""),
    ],
)
def test_values_on_two_sides_of_a_new_definition_are_not_compared(basis, now, then, why):
    one, other = (reading("50", end=end, basis=basis, definitions=(APRIL,)) for end in (now, then))

    assert why_apart(one.period, other.period, [APRIL]) == why
    assert why_apart(other.period, one.period, [APRIL]) == why
    found = comparable(one, other)
    assert (found.level == Level.NOT, found.reason if why else "") == (bool(why), why)


def test_the_newest_of_several_changes_is_named():
    earlier = NewDefinition(date(2016, 4, 1), "Visits at weekends are counted.")
    one, other = (
        reading("50", end=end, basis="month").period for end in (MAY_END, date(2016, 1, 31))
    )

    assert why_apart(one, other, [earlier, APRIL]) == WORDS


@given(
    st.sampled_from(BASES),
    st.integers(0, 48),
    st.integers(0, 48),
    st.lists(st.dates(date(2014, 1, 1), date(2020, 1, 1)), min_size=1, max_size=3),
)
def test_no_arrow_is_ever_drawn_over_a_new_definition(basis, now, then, days):
    changes = tuple(NewDefinition(day, "It changed.") for day in days)
    current, previous = (
        reading("50", end=add_months(date(2015, 1, 31), months), basis=basis, definitions=changes)
        for months in (now, then)
    )
    first, last = sorted((current.period, previous.period), key=lambda period: period.end)
    found = direction(measure(basis=basis), current, previous)

    if any(first.end < day <= last.start for day in days):
        assert found.movement == Movement.NONE
        assert found.reason
    if found.movement != Movement.NONE and first.end != last.end:
        start = {"snapshot": first.end}.get(basis, first.start)
        assert not any(start < day <= last.end for day in days)


def test_last_year_is_not_compared_over_a_new_definition():
    series = monthly(*range(50, 64), since=date(2016, 5, 31))

    for against in (Against.LAST, Against.YEAR):
        found = direction_against(measure(basis="month"), series[:-1], against)
        assert found.movement == (Movement.UP if against == Against.LAST else Movement.NONE)
    assert found.reason == WORDS
    assert found.signal == f"not tested: {WORDS}"


def test_an_average_does_not_reach_back_over_a_new_definition():
    series = monthly(*range(50, 60), since=date(2016, 8, 31))

    found = direction_against(measure(basis="month"), series, Against.AVERAGE)

    assert found.movement == Movement.NONE
    assert found.reason == f"fewer than 3 earlier values to average: {WORDS}"


def test_a_run_ends_at_a_new_definition():
    series = monthly(*range(50, 60), since=date(2016, 8, 31))

    assert run_of(measure(basis="month"), series) == (Movement.UP, 1)
    without = monthly(*range(50, 60), since=date(2016, 8, 31), changes=())
    assert run_of(measure(basis="month"), without) == (Movement.UP, 9)


def test_a_control_chart_begins_after_a_new_definition():
    series = monthly(*range(50, 66), since=date(2016, 8, 31))

    assert since_break(series)[0].period.end == APRIL_END
    chart = control_chart(measure(basis="month"), series)
    assert chart.readings[0].period.end == APRIL_END
    with pytest.raises(NotCharted, match="too few"):
        control_chart(measure(basis="month"), series[:-4])


def test_a_benchmark_of_the_old_definition_is_not_set_against_a_value_of_the_new():
    ours = reading("50", "50/100", end=date(2018, 3, 31), basis="year")
    theirs = [reading("40", end=end, basis="year") for end in (date(2017, 3, 31), ours.period.end)]

    old, new = (
        standing_of(measure(basis="year", definitions=(APRIL,)), ours, one) for one in theirs
    )

    assert (old.verdict, old.apart) == ("", WORDS)
    assert (new.verdict, new.apart) == ("better", "")


def test_what_the_last_month_added_to_a_total_is_not_worked_out_over_a_new_definition():
    may = NewDefinition(date(2017, 5, 1), "Grants are counted too.")
    now, then = (
        reading("900", end=end, basis="year_to_date", definitions=(may,))
        for end in (MAY_END, APRIL_END)
    )
    total = {"basis": "year_to_date", "unit": "pounds"}

    assert in_period_amount(measure(**total), now, then) == Decimal(0)
    assert in_period_amount(measure(**total, definitions=(may,)), now, then) is None
