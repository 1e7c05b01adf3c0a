"""Every rating and arrow of four real reports opens to an explanation with nothing left out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from indicators.choices import Movement, Polarity, Rag
from programmes.exchange import load
from programmes.models import Programme, Report
from programmes.reports.compose import compose
from tests.demonstration import load_programme_6

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data"
ARROWS = {
    "up": "Why the arrow points up",
    "down": "Why the arrow points down",
    "same": "Why the arrow is level",
    "none": "Why there is no arrow",
}


@pytest.fixture(
    params=[
        (None, "P6", date(2017, 1, 31)),
        ("norfolk_2014_08", "NF", date(2014, 8, 31)),
        ("darlington_2016_17", "DN", date(2017, 3, 31)),
        ("somerset_annual_2016_17", "SA", date(2017, 3, 31)),
    ],
    ids=lambda asked: asked[1],
)
def rows(request):
    folder, code, period_end = request.param
    load(DATA / folder) if folder else load_programme_6()
    programme = Programme.objects.select_related("area").get(code=code)
    return compose(Report(programme=programme, period_end=period_end), period_end).indicators


def cells(rows) -> Iterator[tuple[str, object, object, dict[str, str]]]:
    """Name, row, its indicator's row and the answers of each cell with a tag or an arrow."""
    for row in rows:
        for name, cell in [(row.code, row), *((f"{row.code} {c.name}", c) for c in row.categories)]:
            yield name, cell, row, {said.key: said.answer for said in cell.explanation}


def test_no_question_or_answer_is_empty(rows):
    for name, cell, _, _ in cells(rows):
        assert cell.explanation, name
        assert all(said.question and said.answer for said in cell.explanation), name
        assert len({said.key for said in cell.explanation}) == len(cell.explanation), name


def test_the_value_is_said_as_it_is_printed_and_for_which_period(rows):
    for name, cell, row, said in cells(rows):
        if cell.current:
            assert cell.current.label in said["value"], name
            assert cell.current.period.split(",")[0] in said["value"], name
        elif cell is row and row.categories:
            assert said["value"] == "It is read by band: each band has a value of its own.", name
        else:
            assert said["value"].startswith(f"No value is held for {row.expected_period}."), name


def test_every_rating_says_why_with_its_target_and_its_tolerance(rows):
    for row in rows:
        said = {line.key: line for line in row.explanation}
        if row.rag == Rag.NOT_RATED:
            assert said["rating"].question == "Why it is not rated", row.code
            continue
        assert said["rating"].question == f"Why {Rag(row.rag).label}", row.code
        assert row.target.label in said["rating"].answer, row.code
        assert row.target.tolerance_origin in said["rating"].answer, row.code


def test_every_target_says_its_origin_and_from_when_to_when_it_holds(rows):
    for name, cell, _, said in cells(rows):
        if cell.target:
            assert cell.target.origin in said["target"], name
            assert "In force " in said["target"], name


def test_every_arrow_says_the_value_before_why_that_one_and_which_way_is_better(rows):
    for name, cell, row, said in cells(rows):
        question = next(line.question for line in cell.explanation if line.key == "direction")
        assert question == ARROWS[cell.direction.movement], name
        if cell.direction.movement == Movement.NONE:
            continue
        assert cell.previous.label in said["direction"], name
        assert f"the last value before it, {_for(cell.previous)}" in said["direction"], name
        way = "For information only" if row.information_only else Polarity(row.polarity).label
        assert way in said["direction"], name


def test_a_rating_without_an_arrow_says_which_way_is_better_all_the_same(rows):
    for row in rows:
        said = {line.key: line.answer for line in row.explanation}
        if row.direction.movement == Movement.NONE:
            assert Polarity(row.polarity).label in said["rating"], row.code


def test_every_arrow_says_which_test_was_used_or_why_none(rows):
    for name, _, _, said in cells(rows):
        assert said["signal"].startswith(
            ("Not tested: ", "Not tested, for the same reason.", "Beyond usual ", "Within usual ")
        ), name
        assert "test" in said["signal"], name


def test_every_value_says_its_source_its_pull_and_its_revision(rows):
    for name, cell, _, said in cells(rows):
        facts = cell.current or cell.previous
        if facts:
            assert facts.source in said["source"], name
            assert f"pull {facts.pull} on " in said["source"], name
            assert "as first given" in said["source"], name
            assert [line.pull for line in cell.explanation if line.key == "source"] == [facts.pull]


def _for(facts):
    name = facts.period.split(",")[0]
    return name if name.startswith("at ") else f"for {name}"
