"""Values over time as a picture for a page, as SVG. Plain values in, markup out.

x is in per cent and y in pixels, so that text keeps its size at any width. The style sheet keeps a
margin for the words: the scale on the left, the names of the levels on the right where there is
room; on a narrow screen a short name stands on the line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.labels import number_label, places_of
from indicators.svg import Scale, comparable_pairs, joined

_TOP, _BOTTOM, _UNDER = 20, 240, 264  # pixels
_LEFT, _RIGHT = 2, 94  # per cent
_LINE, _LETTER, _GAP = 17, 7.5, 4  # pixels: height of a line, width of a letter, between labels
_WIDE, _NARROW = 420, 230  # pixels that there are at least for the points of the two layouts
_LABEL = 22  # letters on a line of the right margin
_SCALES = ((6, " app-chart--long"), (4, " app-chart--middle"))  # letters of the scale's words
_SHORT = 6  # letters of a value that may stand among the points on a narrow screen
_MARKS = {
    "concern": "M0-8 8 0 0 8-8 0z",
    "improvement": "M-6-6H6V6H-6z",
    "neutral": "M0-8 8 7H-8z",
}


@dataclass(frozen=True)
class ChartPoint:
    """A value at the end of its period, ``joined`` to the one before or not.

    ``name`` stands under it, and ``year`` under that where one begins. ``mark``: concern,
    improvement or neutral, for a shape of its own.
    """

    end: date
    value: Decimal | None
    joined: bool = True
    name: str = ""
    year: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Level:
    """A level that values are read against; of ``kind`` target, bench, mean or limit.

    ``short`` is its name on a narrow screen. It holds from ``start`` to ``end``, where given;
    without a label it is drawn and not named.
    """

    kind: str
    value: Decimal
    label: str = ""
    short: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Break:
    """A day from which values are of another kind, drawn upright and named in short."""

    day: date
    label: str


def line_chart(
    points: Sequence[ChartPoint],
    levels: Sequence[Level] = (),
    breaks: Sequence[Break] = (),
    *,
    unit_label: str,
    title: str,
    description: str,
) -> SafeString:
    """Values over time, oldest first, levels, and breaks; nothing where no value is held.

    ``unit_label`` follows a number (“%”, “ days”), or goes before it when it is “£”. The line
    breaks at a missing value and before a point that is not joined.
    """
    held = [point for point in points if point.value is not None]
    if not held:
        return SafeString("")
    ticks = ticks_of(points, levels)
    x = Scale(points[0].end.toordinal(), points[-1].end.toordinal(), _LEFT, _RIGHT)
    y = Scale(float(ticks[0]), float(ticks[-1]), _BOTTOM, _TOP)
    shapes = [
        *_grid(ticks, y, unit_label),
        *_levels(levels, x, y),
        *_breaks(breaks, x),
        *_lines(points, x, y),
        *_points(held, x, y),
        *_under([(point, point.name) for point in points], x, _UNDER),
        *_under([(point, point.year) for point in points], x, _UNDER + _LINE),
        *_labels(levels, held, y, unit_label),
    ]
    longest = max(len(tick_label(tick, unit_label)) for tick in ticks)
    return format_html(
        '<svg class="app-chart{}{}" role="img" focusable="false"><title>{}</title>'
        "<desc>{}</desc>{}</svg>",
        next((name for letters, name in _SCALES if longest > letters), ""),
        " app-chart--named" if any(level.label for level in levels) else "",
        title,
        description,
        joined(shapes),
    )


def ticks_of(points: Sequence[ChartPoint], levels: Sequence[Level]) -> list[Decimal]:
    """Three to seven round numbers that all values and levels lie between, lowest first."""
    values = [point.value for point in points if point.value is not None]
    values += [level.value for level in levels]
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    rough = float(high - low) / 4
    power = Decimal(1).scaleb(floor(log10(rough)))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= Decimal(rough))
    return [step * n for n in range(floor(low / step), ceil(high / step) + 1)]


def tick_label(value: Decimal, unit_label: str) -> str:
    """“54.5%”, “£1,000”."""
    number = number_label(value, places_of(value))
    return f"£{number}" if unit_label == "£" else f"{number}{unit_label}"


def mark_shape(mark: str) -> SafeString:
    """The shape of a mark by itself, for a list that says what the marked points are."""
    shape = '<svg class="app-mark-shape" viewBox="-9 -9 18 18" aria-hidden="true">{}</svg>'
    return format_html(shape, _shape(mark))


def _shape(mark):
    return format_html('<path class="mark mark--{}" d="{}"/>', mark, _MARKS[mark])


def _grid(ticks, y, unit_label):
    for tick in ticks:
        level, label = f"{y(tick):.1f}", tick_label(tick, unit_label)
        yield format_html('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>', level)
        text = '<text x="-8" y="{}" text-anchor="end">{}</text>'
        yield format_html(text, f"{y(tick) + 5:.1f}", label)


def _levels(levels, x, y):
    """Each level from where it begins to where it ends, with a step to the next of its kind."""
    for level in levels:
        line = '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        at = f"{y(level.value):.1f}"
        yield format_html(line, level.kind, *(f"{end:.1f}" for end in _span(level, x)), at, at)
    for earlier, later in pairwise(sorted((level for level in levels if level.start), key=_start)):
        if earlier.kind == later.kind and earlier.end and (later.start - earlier.end).days == 1:
            at = f"{_span(later, x)[0]:.1f}"
            ends = (f"{y(level.value):.1f}" for level in (earlier, later))
            yield format_html(line, later.kind, at, at, *ends)


def _breaks(breaks, x):
    """An upright line for each, with its name beside it, towards the middle."""
    for each in breaks:
        at = x(each.day.toordinal())
        line = '<line class="break" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>'
        yield format_html(line, f"{at:.1f}", _TOP - _LINE, _BOTTOM)
        late = at > (_LEFT + _RIGHT) / 2
        text = '<text class="break" x="{}%" dx="{}" y="{}" text-anchor="{}">{}</text>'
        yield format_html(
            text, f"{at:.1f}", -6 if late else 6, _TOP - 5, "end" if late else "start", each.label
        )


def _start(level):
    return level.start


def _span(level, x):
    """From where to where a level is drawn, in per cent; beyond the points to both edges."""
    start, end = (day and x(day.toordinal()) for day in (level.start, level.end))
    left = 0 if start is None or start <= _LEFT else min(start, 100)
    return left, 100 if end is None or end >= _RIGHT else max(end, 0)


def _lines(points, x, y):
    for a, b in comparable_pairs(points):
        yield format_html(
            '<line class="line" x1="{}%" y1="{}" x2="{}%" y2="{}"/>',
            *(text for p in (a, b) for text in (_place(x, p), f"{y(p.value):.1f}")),
        )


def _place(x, point):
    return f"{x(point.end.toordinal()):.1f}"


def _points(held, x, y):
    for point in held:
        place, level = _place(x, point), f"{y(point.value):.1f}"
        if point.mark:
            mark = '<svg x="{}%" y="{}" overflow="visible">{}</svg>'
            yield format_html(mark, place, level, _shape(point.mark))
        else:
            radius = 6 if point is held[-1] else 3.5
            dot = '<circle class="dot" cx="{}%" cy="{}" r="{}"/>'
            yield format_html(dot, place, level, radius)


def _under(names, x, y):
    """Words under the points, counted back from the last, as many as there is room for."""
    wide, narrow = float("inf"), float("inf")
    for point, name in reversed(names):
        at, width = x(point.end.toordinal()), len(name) * _LETTER + 8
        if not name or wide - at < width / _WIDE * 100:
            continue
        wide, on_narrow = at, narrow - at >= width / _NARROW * 100
        narrow = at if on_narrow else narrow
        yield format_html(
            '<text x="{}%" y="{}" text-anchor="middle"{}>{}</text>',
            f"{at:.1f}",
            y,
            SafeString("" if on_narrow else ' class="app-wide-only"'),
            name,
        )


def _labels(levels, held, y, unit_label):
    """Words for the levels and the last value: in the right margin, or short on the lines."""
    last = held[-1]
    said = tick_label(last.value, unit_label)
    named = [level for level in levels if level.label]
    texts = [("strong", y(last.value), [said])]
    texts += [(level.kind, y(level.value), wrap(level.label, _LABEL)) for level in named]
    yield from _in_margin(texts)
    short = [(level.kind, y(level.value) - 9, [level.short]) for level in named if level.short]
    clear = all(abs(y(level.value) - y(last.value)) > 1.5 * _LINE for level in named)
    if len(said) <= _SHORT and clear:
        short.append(("strong", _off_the_line(held, y), [said]))
    yield from _on_lines(short)


def _off_the_line(held, y):
    """Above the last point, or below it where the line comes down to it."""
    *before, last = held
    level = y(last.value)
    falls = before and last.joined and before[-1].value > last.value
    return level + 20 if falls and level + 20 < _BOTTOM else level - 14


def _in_margin(texts):
    for (kind, _, lines), middle in zip(texts, _spread(texts), strict=True):
        top = middle - _LINE * len(lines) / 2 + 12
        rows = [(f"{top + _LINE * n:.1f}", line) for n, line in enumerate(lines)]
        spans = format_html_join("", '<tspan x="100%" dx="8" y="{}">{}</tspan>', rows)
        yield format_html('<text class="app-wide-only {}">{}</text>', kind, spans)


def _on_lines(texts):
    """A white edge keeps the lines off them."""
    for (kind, _, lines), middle in zip(texts, _spread(texts), strict=True):
        text = (
            '<text class="app-narrow-only {}" x="100%" y="{}" text-anchor="end" stroke="#fff" '
            'stroke-width="3" paint-order="stroke">{}</text>'
        )
        yield format_html(text, kind, f"{middle + 5:.1f}", lines[0])


def _spread(texts: Sequence[tuple[str, float, list[str]]]) -> Iterator[float]:
    """Where the middles of some texts go, so that none stands on another, each near its level."""
    order = sorted(range(len(texts)), key=lambda place: texts[place][1])
    heights = [_LINE * len(texts[place][2]) + _GAP for place in order]
    middles = [texts[place][1] for place in order]
    for n in range(1, len(order)):
        middles[n] = max(middles[n], middles[n - 1] + (heights[n - 1] + heights[n]) / 2)
    lowest = _BOTTOM
    for n in reversed(range(len(order))):
        middles[n] = min(middles[n], lowest)
        lowest = middles[n] - (heights[n - 1] + heights[n]) / 2
    return (middle for _, middle in sorted(zip(order, middles, strict=True)))
