"""Pictures of values, as SVG. Plain values in, markup out.

Numbers become floats here, to be drawn and for nothing else.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor, log10

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
    joined,
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
            past += f"M{start}L{end}"
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


_TOP, _BOTTOM, _UNDER = 20, 240, 264  # pixels
_WIDE_LABELS, _NARROW_EVERY = 13, 3


def line_chart(
    points: Sequence[Point],
    *,
    unit_label: str,
    target: Decimal | tuple[Decimal, Decimal] | None = None,
    benchmarks: Sequence[tuple[str, Decimal]] = (),
    title: str,
    description: str,
) -> SafeString:
    """Values over time for a page, oldest first; nothing where no value is held.

    x is in per cent and y in pixels, so that text keeps its size at any width. ``unit_label``
    follows a number (“%”, “ days”), or goes before it when it is “£”. A target of two values is
    a range. The line breaks at a missing value and where two may not be compared.
    """
    held = [point for point in points if point.value is not None]
    if not held:
        return SafeString("")
    references = _references(target, benchmarks, unit_label)
    ticks = _ticks([point.value for point in held] + [value for *_, value in references])
    x = Scale(points[0].end.toordinal(), points[-1].end.toordinal(), 7, 90.6)
    y = Scale(float(ticks[0]), float(ticks[-1]), _BOTTOM, _TOP)
    shapes = [
        *_levels([("grid", tick) for tick in ticks], y),
        *_levels([(name, value) for name, _, value in references], y),
        *_lines(points, x, y),
        *_dots(held, x, y),
        *_months(points, x),
        *_scale_words(ticks, y, unit_label),
        *_end_words(references, held[-1], y, unit_label),
    ]
    return format_html(
        '<svg class="app-chart" role="img" focusable="false"><title>{}</title>'
        "<desc>{}</desc>{}</svg>",
        title,
        description,
        joined(shapes),
    )


def _references(target, benchmarks, unit_label):
    """(class, label, value) of each level line."""
    bounds = target if isinstance(target, tuple) else (target,)
    names = ("Target from", "Target to") if len(bounds) == 2 else ("Target",)
    lines = [
        ("target", f"{name} {_amount(value, unit_label)}", value)
        for name, value in zip(names, bounds, strict=True)
        if value is not None
    ]
    lines += [
        ("bench", f"{name} {_amount(value, unit_label)}", value)
        for name, value in benchmarks
        if value is not None
    ]
    return lines


def _amount(value, unit_label):
    number = _number(value)
    return f"£{number}" if unit_label == "£" else f"{number}{unit_label}"


def _ticks(values: list[Decimal]) -> list[Decimal]:
    """Three to seven round numbers that the values lie between."""
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    rough = float(high - low) / 4
    power = Decimal(1).scaleb(floor(log10(rough)))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= Decimal(rough))
    return [step * n for n in range(floor(low / step), ceil(high / step) + 1)]


def _levels(values, y):
    for name, value in values:
        line = '<line class="{0}" x1="0" x2="100%" y1="{1}" y2="{1}"/>'
        yield format_html(line, name, f"{y(value):.1f}")


def _lines(points, x, y):
    for a, b in comparable_pairs(points):
        yield format_html(
            '<line class="line" x1="{}%" y1="{}" x2="{}%" y2="{}"/>',
            *(text for p in (a, b) for text in (_place(x, p), f"{y(p.value):.1f}")),
        )


def _place(x, point):
    return f"{x(point.end.toordinal()):.1f}"


def _dots(held, x, y):
    for point in held:
        yield format_html(
            '<circle class="dot" cx="{}%" cy="{}" r="{}"/>',
            _place(x, point),
            f"{y(point.value):.1f}",
            6 if point is held[-1] else 3.5,
        )


def _months(points, x):
    """Names under the points, counted back from the last; a third of them on a narrow screen."""
    every = ceil(len(points) / _WIDE_LABELS)
    pattern = "%b %y" if points[-1].end.toordinal() - points[0].end.toordinal() > 366 else "%b"
    for back, point in enumerate(reversed(points)):
        if back % every == 0:
            wide_only = back % (every * _NARROW_EVERY) != 0
            yield format_html(
                '<text x="{}%" y="{}" text-anchor="middle"{}>{}</text>',
                _place(x, point),
                _UNDER,
                SafeString(' class="app-wide-only"') if wide_only else "",
                format(point.end, pattern),
            )


def _scale_words(ticks, y, unit_label):
    for tick in ticks:
        yield _words("", "0", y(tick) - 5, _amount(tick, unit_label))


def _end_words(references, last, y, unit_label):
    """Words for the last value and the level lines, which keep clear of each other."""
    level = _clear(y(last.value), [y(value) for *_, value in references], gap=14)
    yield _words("strong", "100%", level, _amount(last.value, unit_label))
    taken = [level, y(last.value)]
    for name, text, value in references:
        level = _clear(y(value), taken, gap=7)
        yield _words("strong" if name == "target" else "", "100%", level, text)
        taken.append(level)


def _clear(level, taken, *, gap):
    """Above the line or below it, whichever is further from what is there already."""
    sides = (level - gap, level + gap + 10)
    return max(sides, key=lambda side: min((abs(side - other) for other in taken), default=0))


def _words(name, x, y, text):
    """Words at the left or right end; a white edge keeps lines off them."""
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="{}" stroke="#fff" stroke-width="3" '
        'paint-order="stroke">{}</text>',
        name,
        x,
        f"{y:.1f}",
        "start" if x == "0" else "end",
        text,
    )
