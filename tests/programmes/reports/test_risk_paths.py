"""Risks over time in the square of likelihood by impact, drawn and read back."""

import re

from lxml import html

from programmes.choices import RiskWeight
from programmes.reports.charts import SLATE
from programmes.reports.risk_paths import risk_paths
from programmes.risk_scheme import Level
from tests.markup import pick, words

INK, WHITE = "#17242d", "#fff"


def drawn(courses, **how):
    return html.document_fromstring(risk_paths(courses, **how))


def marks(picture):
    """The number in each mark, whether it is a disc, and the square it is in."""
    circles = pick(picture, "circle")
    numbers = [text for text in pick(picture, "text") if text.get("fill") in (INK, WHITE)]
    return [
        (words(text), circle.get("fill") == INK, square_of(circle.get("cx"), circle.get("cy")))
        for circle, text in zip(circles, numbers, strict=True)
    ]


def square_of(x, y):
    """Likelihood and impact of a place in the picture, whose squares are 40 wide."""
    return 5 - int(float(y) // 40), int((float(x) - 24) // 40) + 1


def arrows(picture):
    """Whence and whither each arrow goes; its head is a shape of its own."""
    lines = [row.get("d") for row in pick(picture, "path") if row.get("stroke")]
    heads = [row.get("d") for row in pick(picture, "path") if row.get("fill")]
    return [
        (square_of(*numbers_in(line)[:2]), square_of(*numbers_in(head)[:2]))
        for line, head in zip(lines, heads, strict=True)
    ]


def numbers_in(path):
    return re.findall(r"-?[\d.]+", path)


def test_a_risk_is_a_disc_where_it_is_and_a_ring_where_it_was():
    picture = drawn([[(3, 4), (5, 4)]])

    assert sorted(marks(picture)) == [("1", False, (3, 4)), ("1", True, (5, 4))]


def test_an_arrow_leads_from_each_square_to_the_next():
    picture = drawn([[(1, 1), (1, 5), (5, 5)], [(2, 2)]])

    [(first, _), (second, into)] = arrows(picture)
    assert (first, second) == ((1, 1), (1, 5))
    assert into == (5, 5)


def test_a_risk_that_came_back_has_one_mark_in_each_square():
    picture = drawn([[(2, 2), (4, 2), (2, 2), (4, 2), (2, 2)]])

    assert sorted(marks(picture)) == [("1", False, (4, 2)), ("1", True, (2, 2))]
    assert len(arrows(picture)) == 2


def test_marks_in_one_square_do_not_overlap():
    for count in range(1, 10):
        circles = pick(drawn([[(3, 3)]] * count), "circle")
        places = [[float(row.get(name)) for name in ("cx", "cy", "r")] for row in circles]
        assert len(places) == count
        for one, (x, y, radius) in enumerate(places):
            assert abs(x - 124) + radius < 20
            assert abs(y - 100) + radius < 20
            for other_x, other_y, other in places[one + 1 :]:
                assert (x - other_x) ** 2 + (y - other_y) ** 2 > (radius + other) ** 2


def test_a_square_that_is_too_full_says_how_many_it_leaves_out():
    courses = [[(1, 1), (3, 3)], *[[(3, 3)]] * 11]

    found = marks(drawn(courses))

    assert [row[0] for row in found if row[2] == (3, 3)] == [*"12345678", "+4"]
    assert ("+4", True, (3, 3)) in found
    assert ("1", False, (1, 1)) in found


def test_no_arrow_leads_to_a_risk_that_was_left_out():
    courses = [*[[(3, 3)]] * 9, [(1, 1), (3, 3), (5, 5)]]

    picture = drawn(courses)

    assert ("10", True, (5, 5)) in marks(picture)
    assert ("10", False, (1, 1)) in marks(picture)
    assert arrows(picture) == []


def test_the_picture_says_the_course_of_each_risk():
    [title] = pick(drawn([[(3, 4), (5, 4)], [(1, 2)]]), "title")

    assert words(title) == (
        "Risk matrix over time: risk 1, likelihood 3 impact 4, then likelihood 5 impact 4; "
        "risk 2, likelihood 1 impact 2"
    )


def test_squares_are_shaded_by_the_levels_of_the_report():
    levels = (Level("Bearable", 1), Level("Grave", 25, RiskWeight.HIGH))

    fills = [row.get("fill") for row in pick(drawn([[(1, 1)]], levels=levels), "rect")]

    assert fills == [SLATE[1]] * 24 + [SLATE[4]]
