"""Line charts are read as XML: what they say and where the marks stand, not how it is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from indicators.line_charts import ChartPoint, Level, line_chart, mark_shape, ticks_of
from indicators.periods import add_months


def points(*values, joined=True):
    """One value a month from January 2016 on, each under the name of its month."""
    ends = [add_months(date(2016, 1, 31), n) for n in range(len(values))]
    return [
        ChartPoint(end, None if value is None else Decimal(str(value)), joined, f"{end:%b}")
        for end, value in zip(ends, values, strict=True)
    ]


def chart(values, levels=(), **more):
    settings = {"unit_label": "%", "title": "Title", "description": "Description"}
    return line_chart(values, levels, **settings | more)


def all_of(svg, name, **attributes):
    return [
        element
        for element in ElementTree.fromstring(svg).iter(name)  # noqa: S314 - our own markup
        if all(element.get(key) == text for key, text in attributes.items())
    ]


def texts(svg, layout):
    """The words in the right margin (“wide”), or on the lines (“narrow”)."""
    found = [e for e in all_of(svg, "text") if f"app-{layout}-only" in (e.get("class") or "")]
    return [" ".join(element.itertext()) for element in found if element.get("x") in (None, "100%")]


def under(svg, y="264"):
    return [text.text for text in all_of(svg, "text", y=y)]


def test_a_chart_without_values_is_nothing():
    assert chart(points(None, None)) == ""


def test_a_chart_has_a_title_and_a_description():
    svg = ElementTree.fromstring(chart(points(1, 2), title="Over time", description="It rises."))  # noqa: S314

    assert svg.get("role") == "img"
    assert (svg.find("title").text, svg.find("desc").text) == ("Over time", "It rises.")


def test_round_numbers_stand_in_the_left_margin_clear_of_every_line():
    svg = chart(points("54.5", "61.8"), [Level("target", Decimal(60), "Target 60%", "Target")])
    scale = all_of(svg, "text", x="-8")

    assert [text.text for text in scale] == ["54%", "56%", "58%", "60%", "62%"]
    assert {text.get("text-anchor") for text in scale} == {"end"}
    assert {line.get("x1") for line in all_of(svg, "line", **{"class": "grid"})} == {"0"}


@pytest.mark.parametrize(
    ("values", "name"), [((1, 9), None), ((62, 62.5), "middle"), ((1e6, 5e6), "long")]
)
def test_the_margin_is_as_wide_as_the_scale_needs(values, name):
    svg = chart(points(*values))

    assert (f"app-chart--{name}" in svg) if name else ("app-chart--" not in svg)


def test_money_has_its_sign_before_the_number():
    scale = all_of(chart(points(1_000_000, 5_000_000), unit_label="£"), "text", x="-8")

    assert [text.text for text in scale][0] == "£1,000,000"


def test_one_level_value_still_has_a_scale():
    assert len(ticks_of(points(3, 3, 3), [])) > 2


def test_the_scale_reaches_every_level():
    ticks = ticks_of(points(40, 41), [Level("bench", Decimal(75))])

    assert ticks[0] <= 40
    assert ticks[-1] >= 75


def test_the_line_breaks_at_missing_values_and_before_points_that_are_not_joined():
    broken = points(1, 2, None, 4, 5)
    broken[1] = replace(broken[1], joined=False)
    svg = chart(broken)

    assert len(all_of(svg, "line", **{"class": "line"})) == 1
    assert len(all_of(svg, "circle")) == 4


def test_the_last_value_is_marked_and_printed_in_both_layouts():
    svg = chart(points(1, 2, 7, None))

    assert [dot.get("r") for dot in all_of(svg, "circle")] == ["3.5", "3.5", "6"]
    assert texts(svg, "wide") == ["7%"]
    assert texts(svg, "narrow") == ["7%"]


def test_a_long_value_does_not_stand_among_the_points_of_a_narrow_screen():
    svg = chart(points(1_000_000, 2_000_000), unit_label="£")

    assert texts(svg, "wide") == ["£2,000,000"]
    assert texts(svg, "narrow") == []


@pytest.mark.parametrize(("values", "below"), [((9, 2), True), ((2, 9), False), ((9, 9), False)])
def test_a_value_on_a_narrow_screen_stands_off_the_line_to_it(values, below):
    svg = chart(points(*values), [Level("bench", Decimal(0))])
    [said] = [e for e in all_of(svg, "text") if "app-narrow-only" in (e.get("class") or "")]
    dot = all_of(svg, "circle")[-1]

    assert (float(said.get("y")) > float(dot.get("cy"))) == below


def test_levels_have_their_words_in_the_margin_and_short_ones_on_a_narrow_screen():
    svg = chart(
        points(40, 50),
        [
            Level("target", Decimal(60), "Target at least 60%", "Target 60%"),
            Level("bench", Decimal("41.5"), "Statistical neighbours 41.5%, 2015/16", "A"),
        ],
    )

    assert set(texts(svg, "wide")) == {
        "50%",
        "Target at least 60%",
        "Statistical neighbours 41.5%, 2015/16",
    }
    assert set(texts(svg, "narrow")) == {"50%", "Target 60%", "A"}
    assert "app-chart--named" in svg


def test_words_for_levels_that_are_close_never_stand_on_one_another():
    close = [
        Level("bench", Decimal(n), f"Area {n} and a long name of it {n}%", "A")
        for n in (9, 9, 10, 10)
    ]
    svg = chart(points(9, 10), close)
    lines = sorted(float(span.get("y")) for span in all_of(svg, "tspan"))

    assert all(later - earlier >= 16.9 for earlier, later in zip(lines, lines[1:], strict=False))
    assert lines[-1] <= 264


def test_a_target_that_changed_is_a_step():
    steps = [
        Level("target", Decimal(40), start=date(2015, 4, 1), end=date(2016, 3, 31)),
        Level("target", Decimal(50), "Target 50%", "Target", start=date(2016, 4, 1)),
    ]
    first, second, riser = all_of(
        chart(points(41, 42, 43, 44, 45, 46), steps), "line", **{"class": "target"}
    )

    assert (first.get("x1"), second.get("x2")) == ("0.0%", "100.0%")
    assert riser.get("x1") == riser.get("x2") == second.get("x1")
    assert (riser.get("y1"), riser.get("y2")) == (first.get("y1"), second.get("y1"))


def test_a_target_that_ended_is_not_drawn_on():
    ended = Level("target", Decimal(40), start=date(2015, 4, 1), end=date(2016, 3, 31))
    (line,) = all_of(chart(points(41, 42, 43, 44, 45, 46), [ended]), "line", **{"class": "target"})

    assert float(line.get("x2").rstrip("%")) < 50


def test_a_range_has_no_riser_between_its_two_bounds():
    bounds = [
        Level("target target--lower", Decimal(40), start=date(2016, 1, 1), end=date(2016, 12, 31)),
        Level("target", Decimal(60), start=date(2016, 1, 1), end=date(2016, 12, 31)),
    ]
    lines = all_of(chart(points(41, 42), bounds), "line")

    assert sum("target" in line.get("class") for line in lines) == 2


def test_marked_points_have_a_shape_of_their_own():
    marked = points(1, 2, 3)
    marked[1] = replace(marked[1], mark="concern")
    svg = chart(marked)

    assert len(all_of(svg, "circle")) == 2
    assert len(all_of(svg, "path", **{"class": "mark mark--concern"})) == 1
    shapes = {
        mark_shape(mark).partition('d="')[2] for mark in ("concern", "improvement", "neutral")
    }
    assert len(shapes) == 3


def test_each_month_is_named_where_there_is_room_and_fewer_on_a_narrow_screen():
    svg = chart(points(*range(12)))
    narrow = [text.text for text in all_of(svg, "text", y="264") if text.get("class") is None]

    assert len(under(svg)) == 12
    assert narrow == ["Dec", "Oct", "Aug", "Jun", "Apr", "Feb"]


def test_names_never_stand_on_one_another():
    close = [
        ChartPoint(date(2017, 1, day), Decimal(day), True, f"{day} Jan") for day in (1, 30, 31)
    ]

    assert under(chart(close)) == ["31 Jan", "1 Jan"]


def test_a_year_stands_under_the_month_it_begins_with():
    values = points(*range(14))
    values[0] = replace(values[0], year="2016")
    values[12] = replace(values[12], year="2017")

    assert under(chart(values), y="281") == ["2017", "2016"]


def test_x_is_in_per_cent_so_that_text_keeps_its_size():
    assert [dot.get("cx") for dot in all_of(chart(points(1, 2, 3)), "circle")] == [
        "2.0%",
        "46.5%",
        "94.0%",
    ]


def test_names_cannot_carry_markup():
    svg = chart(points(1, 2), [Level("bench", Decimal(1), "<b>&", "A")])

    assert "<b>&" in texts(svg, "wide")


def test_nothing_has_an_inline_style():
    assert "style=" not in chart(points(1, 2, 3), [Level("target", Decimal(2), "Target", "T")])
