"""Risks over time in a square of likelihood by impact: where each is, and how it came there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot, prod
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.svg import INK, SOFT, picture
from programmes.reports.charts import HAIR, SLATE
from programmes.reports.trends import Square
from programmes.risk_scheme import DEFAULT_LEVELS, Level, shade_of

_CELL, _LEFT = 40, 24  # in the units of the picture
_SIZE = f"{_LEFT + 5 * _CELL + 1} {5 * _CELL + 24}"
_SCORES = range(1, 6)
_MOST = 9  # in one square
_HEAD = 4.5  # length of an arrow's head


class Mark(NamedTuple):
    """A risk in a square: the middle and the radius of its mark."""

    x: float
    y: float
    radius: float


def risk_paths(
    courses: Sequence[Sequence[Square]], levels: Sequence[Level] = DEFAULT_LEVELS
) -> SafeString:
    """Each risk by number: a disc where it is, rings where it was, thin arrows between them.

    A course holds the squares that a risk was in, the last is where it is; darker squares are
    more serious. A square with more than nine marks leaves out the rest and says how many.
    """
    numbers = dict(enumerate(courses, 1))
    marks, left_out = _marks(numbers)
    shapes = [_square(likelihood, impact, levels) for likelihood in _SCORES for impact in _SCORES]
    for number, course in numbers.items():
        shapes += _arrows([marks.get((number, square)) for square in course])
    for (number, square), mark in marks.items():
        shapes += _mark(mark, str(number), now=square == numbers[number][-1])
    for mark, count in left_out:
        shapes += _mark(mark, f"+{count}", now=True)
    return picture("chart-paths", _SIZE, _title(numbers), [*shapes, *_axes()])


def _marks(numbers):
    """The mark of each risk in each of its squares; and of squares too full, how many are left."""
    squares = defaultdict(list)
    for number, course in numbers.items():
        squares[course[-1]].append(number)  # where risks are now comes before where they were
    for number, course in numbers.items():
        for square in dict.fromkeys(course):
            if square != course[-1]:
                squares[square].append(number)
    marks, left_out = {}, []
    for square, held in squares.items():
        places = list(_places(square, len(held)))
        shown = held if len(held) <= _MOST else held[: _MOST - 1]
        marks |= {(number, square): place for number, place in zip(held, places, strict=False)}
        if len(shown) < len(held):
            del marks[held[_MOST - 1], square]
            left_out.append((places[-1], len(held) - len(shown)))
    return marks, left_out


def _places(square, count) -> Iterator[Mark]:
    """Room for so many marks in a square, row by row; no more than nine."""
    likelihood, impact = square
    side = 1 if count == 1 else 2 if count <= 4 else 3
    apart, radius = {1: (0, 8), 2: (18.5, 8), 3: (12.6, 5.9)}[side]
    rows = -(-min(count, side * side) // side)
    for place in range(min(count, side * side)):
        down, along = divmod(place, side)
        yield Mark(
            _LEFT + _CELL * (impact - 0.5) + apart * (along - (side - 1) / 2),
            _CELL * (5.5 - likelihood) + apart * (down - (rows - 1) / 2),
            radius,
        )


def _arrows(course):
    """Thin arrows from each mark to the next; a way taken twice is drawn once."""
    for start, end in dict.fromkeys(pairwise(course)):
        if None in (start, end):
            continue
        across, down = end.x - start.x, end.y - start.y
        length = hypot(across, down)
        across, down = across / length, down / length
        tip_x, tip_y = end.x - across * (end.radius + 1), end.y - down * (end.radius + 1)
        neck_x, neck_y = tip_x - across * _HEAD, tip_y - down * _HEAD
        head = f"M{tip_x:.1f} {tip_y:.1f}L" + "L".join(
            f"{neck_x + side * down:.1f} {neck_y - side * across:.1f}" for side in (2.2, -2.2)
        )
        line = '<path d="M{} {}L{} {}" stroke="{}" stroke-width="1"/><path d="{}Z" fill="{}"/>'
        ends = (f"{place:.1f}" for place in (start.x, start.y, neck_x, neck_y))
        yield format_html(line, *ends, INK, head, INK)


def _square(likelihood, impact, levels):
    fill = SLATE[shade_of(prod((likelihood, impact)), levels)]
    shape = '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width=".8"/>'
    x, y = _LEFT + _CELL * (impact - 1) + 0.6, _CELL * (5 - likelihood) + 0.6
    side = _CELL - 1.2
    return format_html(shape, f"{x:.1f}", f"{y:.1f}", side, side, fill, HAIR)


def _mark(mark, text, *, now):
    """A disc where a risk is, a ring where it was, with its number."""
    circle = '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}"/>'
    x, y = f"{mark.x:.1f}", f"{mark.y:.1f}"
    radius = mark.radius if now else mark.radius * 0.85
    yield format_html(circle, x, y, f"{radius:.1f}", INK if now else "#fff", INK)
    size = radius * (1.35 if len(text) == 1 else 1.1)
    yield _text(x, f"{mark.y + size * 0.35:.1f}", f"{size:.1f}", text, "#fff" if now else INK)


def _text(x, y, size, text, colour=SOFT):
    shape = '<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="middle">{}</text>'
    return format_html(shape, x, y, size, colour, text)


def _axes():
    for score in _SCORES:
        yield _text(17, _CELL * (5.5 - score) + 3.5, 10, score)
        yield _text(_LEFT + _CELL * (score - 0.5), 5 * _CELL + 10, 10, score)
    yield _text(_LEFT + _CELL * 2.5, 5 * _CELL + 21, 10, "Impact")
    turned = (
        '<text transform="translate(9.5 {}) rotate(-90)" font-size="10" fill="{}" '
        'text-anchor="middle">Likelihood</text>'
    )
    yield format_html(turned, _CELL * 2.5, SOFT)


def _title(numbers):
    said = [f"risk {number}, {_course_words(course)}" for number, course in numbers.items()]
    return f"Risk matrix over time: {'; '.join(said)}"


def _course_words(course):
    return ", then ".join(f"likelihood {chance} impact {effect}" for chance, effect in course)
