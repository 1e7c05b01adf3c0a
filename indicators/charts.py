"""Small pictures of values for the tables of a report, as SVG. Plain values in, markup out.

Numbers become floats here, to be drawn and for nothing else.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.labels import number_label, places_of
from indicators.svg import (
    BAR,
    FAINT,
    INK,
    PAST,
    SOFT,
    Point,
    Scale,
    comparable_pairs,
    picture,
)

LEAST_VALUES = 3  # of a sparkline: fewer say less than the words beside it


def sparkline(
    points: Sequence[Point], *, target: Decimal | None = None, current: bool = True
) -> SafeString:
    """Recent values, oldest first: previous one ringed, current one a dot, target dashed.

    Nothing where fewer than three values are held. The line breaks at a missing value and where
    two may not be compared. Without ``current`` the last value held is drawn as a previous one.
    """
    held = [point for point in points if point.value is not None]
    if len(held) < LEAST_VALUES:
        return SafeString("")
    x = Scale(points[0].end.toordinal(), points[-1].end.toordinal(), 3, 63)
    drawn = [float(point.value) for point in held] + ([] if target is None else [float(target)])
    y = Scale(min(drawn), max(drawn), 18.5, 3.5)
    shapes = [*_dashes(y, target), *_line(points, x, y, current)]
    *_, previous, last = held
    marks = ((previous, False), (last, True)) if current else ((last, False),)
    shapes += [_mark(x(point.end.toordinal()), y(point.value), dot) for point, dot in marks]
    return picture("chart-spark", "67 22", _spark_title(held), shapes)


def _dashes(y, target):
    if target is not None:
        dashes = '<path d="M1 {}h65" stroke="{}" stroke-width=".7" stroke-dasharray="2 1.6"/>'
        yield format_html(dashes, f"{y(target):.1f}", SOFT)


def _line(points, x, y, current):
    """Two paths: the past in grey, and the step to the current value in ink."""
    past, newest = "", ""
    for a, b in comparable_pairs(points):
        start, end = (f"{x(p.end.toordinal()):.1f} {y(p.value):.1f}" for p in (a, b))
        if current and b is points[-1]:
            newest = f"M{start}L{end}"
        else:
            past += f"L{end}" if past.endswith(f"L{start}") else f"M{start}L{end}"
    for path, colour, width in ((past, PAST, 1), (newest, INK, 1.6)):
        if path:
            shape = '<path d="{}" fill="none" stroke="{}" stroke-width="{}"/>'
            yield format_html(shape, path, colour, width)


def _mark(x, y, dot):
    x, y = f"{x:.1f}", f"{y:.1f}"
    if dot:
        return format_html('<circle cx="{}" cy="{}" r="2.4" fill="{}"/>', x, y, INK)
    return format_html('<circle cx="{}" cy="{}" r="1.7" fill="#fff" stroke="{}"/>', x, y, INK)


def _spark_title(held):
    values = [point.value for point in held]
    return (
        f"Line of {len(held)} values, {held[0].end:%b %Y} to {held[-1].end:%b %Y}: "
        f"from {_number(values[0])} to {_number(values[-1])}, "
        f"lowest {_number(min(values))}, highest {_number(max(values))}"
    )


def _number(value):
    return number_label(value, places_of(value))


def category_bar(
    value: Decimal | None,
    *,
    previous: Decimal | None,
    target: Decimal | None,
    highest: Decimal,
    title: str,
) -> SafeString:
    """A bar for the value, a ring for the previous one and a tick for the target.

    All on a scale from zero to ``highest``, which the bars of one indicator share.
    """
    x = Scale(0, float(highest) or 1, 2.5, 105)  # from 2.5, so that a ring at zero is whole
    shapes = [format_html('<path d="M2.5 8.6h105.5" stroke="{}" stroke-width=".5"/>', FAINT)]
    if value is not None:
        bar = '<rect x="2.5" y="2" width="{}" height="6" fill="{}"/>'
        shapes.append(format_html(bar, f"{max(x(value) - 2.5, 0):.1f}", BAR))
    if previous is not None:
        ring = '<circle cx="{}" cy="5" r="2.1" fill="#fff" stroke="{}" stroke-width="1"/>'
        shapes.append(format_html(ring, f"{x(previous):.1f}", INK))
    if target is not None:
        tick = '<path d="M{} 0v10" stroke="{}" stroke-width="1.3"/>'
        shapes.append(format_html(tick, f"{x(target):.1f}", INK))
    return picture("chart-bar", "108 10", title, shapes)
