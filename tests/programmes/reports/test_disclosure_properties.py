"""What holds of every copy, whatever the figures."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.disclosure import INTERNAL, PARTNERSHIP, PUBLIC
from programmes.reports.disclosure import copy_for
from programmes.reports.schema import BenchmarkValue, CategoryRow
from tests.disclosed import NO_ARROW, figure, monthly, row, small_counts_of, snapshot_with

numbers = st.integers(0, 40)
pairs = st.tuples(numbers, numbers).map(lambda pair: (pair[0], sum(pair)))
shares = pairs.map(lambda pair: figure(*pair))
amounts = st.builds(lambda n, m: figure(m, None, value=n), numbers, st.none() | numbers)


@st.composite
def rows(draw):
    unit = draw(st.sampled_from(["percent", "count"]))
    figures = st.none() | (shares if unit == "percent" else amounts)
    indicator = row(
        draw(figures),
        draw(figures),
        unit=unit,
        basis=draw(st.sampled_from(["snapshot", "year_to_date"])),
    )
    return replace(
        indicator,
        categories=tuple(
            CategoryRow(f"{n}", None, draw(figures), draw(figures), NO_ARROW)
            for n in range(draw(st.integers(0, 4)))
        ),
        benchmarks=(BenchmarkValue("England", Decimal(draw(numbers)), "2016", ""),),
        series=monthly(*draw(st.lists(st.none() | numbers, max_size=6))),
    )


snapshots = st.lists(rows(), min_size=1, max_size=3).map(lambda found: snapshot_with(*found))


@given(snapshots, st.sampled_from([PARTNERSHIP, PUBLIC]))
def test_no_small_count_is_left_in_the_figures_of_a_copy(snapshot, profile):
    assert small_counts_of(copy_for(snapshot, profile), profile) == []


@given(snapshots, st.sampled_from([INTERNAL, PARTNERSHIP, PUBLIC]))
def test_a_copy_of_a_copy_is_the_same_and_the_report_is_as_it_was(snapshot, profile):
    before = snapshot.to_data()

    once = copy_for(snapshot, profile)

    assert copy_for(once, profile) == once
    assert snapshot.to_data() == before


@given(snapshots)
def test_the_rules_find_nothing_more_in_what_they_left(snapshot):
    once = copy_for(snapshot, PUBLIC)
    again = copy_for(replace(once, audience="internal"), PUBLIC)

    assert [labels(found) for found in again.indicators] == [
        labels(found) for found in once.indicators
    ]


def labels(indicator):
    facts = (f for r in (indicator, *indicator.categories) for f in (r.current, r.previous))
    return [found and found.label for found in facts]
