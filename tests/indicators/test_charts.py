"""Pictures are read as XML: what they say and where the marks stand, not how they are written."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from indicators.arrows import arrow
from indicators.charts import category_bar, sparkline
from indicators.periods import add_months
from indicators.svg import Scale


@dataclass(frozen=True)
class Point:
    end: date
    value: Decimal | None
    joined: bool = True


def points(*values, joined=True):
    """One value a month from January 2016 on."""
    return [
        Point(
            add_months(date(2016, 1, 31), n), None if text is None else Decimal(str(text)), joined
        )
        for n, text in enumerate(values)
    ]


def read(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 - our own markup


def all_of(svg, name, **attributes):
    return [
        element
        for element in read(svg).iter(name)
        if all(element.get(key) == text for key, text in attributes.items())
    ]


def test_a_scale_puts_equal_values_in_the_middle():
    assert Scale(5, 5, 0, 10)(5) == 5


@pytest.mark.parametrize(
    ("movement", "title"),
    [("up", "Up"), ("down", "Down"), ("same", "Level"), ("none", "No arrow")],
)
def test_an_arrow_says_where_the_number_went(movement, title):
    assert read(arrow(movement, "improving")).find("title").text == title


def test_an_arrow_repeats_its_meaning_by_shape():
    disc, ring, bare = arrow("up", "worsening"), arrow("up", "improving"), arrow("up", "increasing")

    assert all_of(disc, "circle")[0].get("fill") == "#a4161a"
    assert all_of(ring, "circle")[0].get("fill") == "#fff"
    assert all_of(bare, "circle") == []


def test_an_unknown_movement_is_refused():
    with pytest.raises(ValueError, match="sideways"):
        arrow("sideways")


@pytest.mark.parametrize("values", [(), (1,), (1, 2), (1, None, 2)])
def test_fewer_than_three_values_make_no_sparkline(values):
    assert sparkline(points(*values)) == ""


def test_a_sparkline_says_what_it_shows():
    title = read(sparkline(points("13.9", 15, "12.90"))).find("title").text

    assert title == (
        "Line of 3 values, Jan 2016 to Mar 2016: from 13.9 to 12.9, lowest 12.9, highest 15"
    )


def test_a_sparkline_breaks_at_a_missing_value():
    paths = [path.get("d") for path in all_of(sparkline(points(1, 2, None, 3, 4)), "path")]

    assert sum(path.count("L") for path in paths) == 2


def test_a_sparkline_does_not_join_values_that_may_not_be_compared():
    svg = sparkline(points(1, 2, 3, joined=False))

    assert all_of(svg, "path") == []
    assert len(all_of(svg, "circle")) == 2


def test_a_sparkline_draws_the_last_value_as_a_previous_one_when_none_is_current():
    assert len(all_of(sparkline(points(1, 2, 3), current=False), "circle")) == 1


def test_a_sparkline_shows_its_target_within_the_picture():
    dashes = all_of(sparkline(points(1, 2, 3), target=Decimal(9)), "path")[0]

    assert dashes.get("d") == "M1 3.5h65"


def test_a_flat_sparkline_runs_through_the_middle():
    assert {dot.get("cy") for dot in all_of(sparkline(points(4, 4, 4)), "circle")} == {"11.0"}


def test_a_bar_shows_value_previous_value_and_target_on_one_scale():
    svg = category_bar(
        Decimal(50), previous=Decimal(25), target=Decimal(100), highest=Decimal(100), title="Said"
    )

    assert read(svg).find("title").text == "Said"
    assert all_of(svg, "rect")[0].get("width") == "51.2"
    assert all_of(svg, "circle")[0].get("cx") == "28.1"
    assert all_of(svg, "path")[1].get("d") == "M105.0 0v10"


def test_a_bar_of_nothing_but_zeros_is_drawn():
    svg = category_bar(Decimal(0), previous=None, target=None, highest=Decimal(0), title="Said")

    assert all_of(svg, "rect")[0].get("width") == "0.0"


def test_titles_cannot_carry_markup():
    svg = category_bar(None, previous=None, target=None, highest=Decimal(1), title="<b>&")

    assert read(svg).find("title").text == "<b>&"


def test_nothing_has_an_inline_style():
    assert "style=" not in sparkline(points(1, 2, 3), target=Decimal(2))
