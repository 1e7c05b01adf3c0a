import pytest

from programmes.reports import overview
from programmes.reports.schema import DirectionOfTravel
from tests.snapshot_figures import NO_ARROW, indicator
from tests.snapshots import sample_snapshot


def travel(movement, meaning):
    return DirectionOfTravel(movement, meaning, "not tested: two values", "reason")


def test_every_indicator_stands_in_one_cell_of_the_grid():
    rows = sample_snapshot().indicators

    grid = overview.grid_of(rows)

    assert sum(line.count for line in grid.lines) == sum(grid.totals) == len(rows)
    assert [line.rag for line in grid.lines] == ["red", "amber", "green", "not_rated"]


@pytest.mark.parametrize(
    ("direction", "column"),
    [
        (travel("up", "worsening"), "Worsening"),
        (travel("same", "no_change"), "No change"),
        (travel("down", "improving"), "Improving"),
        (travel("up", "increasing"), "Not good or bad"),
        (travel("up", "not_judged"), "Not good or bad"),
        (NO_ARROW, "No arrow"),
    ],
)
def test_the_column_of_an_indicator_is_its_direction(direction, column):
    grid = overview.grid_of([indicator("T4-01", direction=direction)])

    assert grid.totals[overview.DIRECTIONS.index(column)] == 1


@pytest.mark.parametrize(
    ("codes", "prefix"),
    [
        (["P6-01", "P6-02"], "P6-"),
        (["CSC 032", "CSC 101"], "CSC "),
        (["P6-01", "P7-01"], ""),
        (["A1", "A2"], ""),
        ([], ""),
    ],
)
def test_codes_lose_only_what_all_of_them_begin_with(codes, prefix):
    assert overview.shared_prefix(codes) == prefix


def test_a_tally_names_only_the_ratings_there_are():
    rows = [indicator("A"), indicator("B", rag="red"), indicator("C", rag="red")]

    assert overview.tally(rows) == "3 indicators: 2 red · 1 green"
    assert overview.tally(rows[:1]) == "1 indicator: 1 green"
    assert overview.tally([]) == "No indicators"


def test_indicators_not_rated_are_grouped_by_their_reason():
    rows = [
        indicator("A", rag="not_rated", rag_reason="read by band"),
        indicator("B", rag="green"),
        indicator("C", rag="not_rated", rag_reason="no target"),
        indicator("D", rag="not_rated", rag_reason="read by band"),
    ]

    groups = overview.not_rated_by_reason(rows)

    assert {reason: [row.code for row in found] for reason, found in groups.items()} == {
        "read by band": ["A", "D"],
        "no target": ["C"],
    }
    assert [row.code for row in overview.rated(rows)] == ["B"]
