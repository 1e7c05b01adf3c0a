"""The pictures of a report that belong to a programme: milestones in time, risks by score."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, prod

from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.svg import INK, SOFT, Scale, picture
from programmes.reports.schema import MilestoneRow, RiskRow
from programmes.risk_scheme import DEFAULT_LEVELS, Level, shade_of

HAIR = "#dfe4e7"
_TIMELINE, _MATRIX = "100 12", "96 97"
_MOST_TICKS = 5
SLATE = {1: "#fff", 2: "#e9eef1", 3: "#c4d0d7", 4: "#8da3b0"}
_SCORES = range(1, 6)
_CELL, _LEFT = 16, 14  # of the matrix, in its own units
_MOST_IN_CELL = 4


@dataclass(frozen=True)
class Timeline:
    """Whole months that hold every date of a report's milestones, and its report date."""

    first: date
    last: date
    report_date: date

    @classmethod
    def of(cls, milestones: Sequence[MilestoneRow], report_date: date) -> "Timeline":
        """The timeline that fits these milestones."""
        days = [report_date]
        for row in milestones:
            days += [day for day in (row.baseline, row.forecast, row.completed) if day]
        first, last = min(days).replace(day=1), max(days)
        return cls(first, last.replace(day=monthrange(last.year, last.month)[1]), report_date)

    @property
    def ticks(self) -> list[date]:
        """The first days of months, at most five of them and evenly apart, and of the one after."""
        start, end = _month(self.first), _month(self.last) + 1
        evenly = ceil((end - start) / _MOST_TICKS)
        step = next((n for n in (1, 2, 3, 6, 12, 24, 60) if n >= evenly), evenly)
        return [date(n // 12, n % 12 + 1, 1) for n in range(start, end + 1, step)]

    def x(self, day: date) -> float:
        """Where a day stands, from left to right."""
        scale = Scale(self.first.toordinal(), (self.last + timedelta(1)).toordinal(), 2, 98)
        return scale(day.toordinal())


def _month(day):
    return day.year * 12 + day.month - 1


def timeline_axis(timeline: Timeline) -> SafeString:
    """The names of the months above a column of timelines."""
    years = _month(timeline.last) - _month(timeline.first) > 11
    ticks = [tick for tick in timeline.ticks if tick <= timeline.last]
    names = [
        _text(timeline.x(tick) + 1, 10, 6.4, format(tick, "%b %y" if years else "%b"), "start")
        for tick in ticks
    ]
    title = (
        f"{timeline.first:%B %Y} to {timeline.last:%B %Y}; the dashed line is the report date, "
        f"{timeline.report_date.day} {timeline.report_date:%B}"
    )
    return picture("chart-timeline", _TIMELINE, title, names)


def timeline_of(timeline: Timeline, row: MilestoneRow) -> SafeString:
    """One milestone: a bar at its baseline, a ring at its forecast or a dot where it was done."""
    start, end = timeline.x(row.baseline), timeline.x(_until(row, timeline.report_date))
    undated = not (row.forecast or row.completed)
    shapes = [_line(f"M{timeline.x(tick):.1f} 0v12", HAIR, 0.5) for tick in timeline.ticks]
    shapes.append(_line(f"M{timeline.x(timeline.report_date):.1f} 0v12", INK, 0.7, "1.2 1"))
    shapes.append(_line(f"M{start:.1f} 6H{end:.1f}", INK, 1.5, "1.6 1.4" if undated else ""))
    shapes.append(_line(f"M{start:.1f} 2v8", INK, 1.6))
    if row.completed:
        shapes.append(format_html('<circle cx="{}" cy="6" r="2.9" fill="{}"/>', f"{end:.1f}", INK))
    elif row.forecast:
        ring = '<circle cx="{}" cy="6" r="2.6" fill="#fff" stroke="{}" stroke-width="1.2"/>'
        shapes.append(format_html(ring, f"{end:.1f}", INK))
    return picture("chart-timeline", _TIMELINE, _timeline_title(row), shapes)


def _until(row, report_date):
    return row.completed or row.forecast or max(row.baseline, report_date)


def _timeline_title(row):
    planned = f"Planned {_day(row.baseline)}"
    if row.completed:
        return f"{planned}, done {_day(row.completed)}"
    return f"{planned}, now {_day(row.forecast)}" if row.forecast else f"{planned}, no new date"


def _day(day):
    return f"{day.day} {day:%B %Y}"


def _line(path, colour, width, dashes=""):
    return format_html(
        '<path d="{}" stroke="{}" stroke-width="{}"{}/>',
        path,
        colour,
        width,
        format_html(' stroke-dasharray="{}"', dashes) if dashes else "",
    )


def risk_matrix(risks: Sequence[RiskRow], levels: Sequence[Level] = DEFAULT_LEVELS) -> SafeString:
    """Risks by number in a square of likelihood by impact; darker is more serious."""
    places = defaultdict(list)
    for number, risk in enumerate(risks, 1):
        places[risk.likelihood, risk.impact].append(number)
    squares = [(likelihood, impact) for likelihood in _SCORES for impact in _SCORES]
    shapes = [_square(*place, SLATE[shade_of(prod(place), levels)]) for place in squares]
    for place, numbers in places.items():
        shapes += _dots(*place, numbers)
    return picture("chart-matrix", _MATRIX, _matrix_title(places), [*shapes, *_matrix_words()])


def _square(likelihood, impact, fill):
    square = (
        '<rect x="{}" y="{}" width="14.8" height="14.8" fill="{}" stroke="{}" stroke-width=".6"/>'
    )
    x, y = _LEFT + _CELL * (impact - 1) + 0.6, _CELL * (5 - likelihood) + 0.6
    return format_html(square, f"{x:.1f}", f"{y:.1f}", fill, HAIR if fill == "#fff" else fill)


def _dots(likelihood, impact, numbers):
    """Up to four numbered dots in a square; of more than four the last says how many more."""
    shown = [str(number) for number in numbers]
    if len(shown) > _MOST_IN_CELL:
        shown = [*shown[:3], f"+{len(shown) - 3}"]
    middle = _LEFT + _CELL * (impact - 0.5), _CELL * (5 - likelihood + 0.5)
    for place, text in enumerate(shown):
        x, y = middle
        if len(shown) > 1:
            x += 3.7 if place % 2 else -3.7
        if len(shown) > 2:
            y += 3.7 if place > 1 else -3.7
        yield format_html(
            '<circle cx="{}" cy="{}" r="3.5" fill="{}"/>', f"{x:.1f}", f"{y:.1f}", INK
        )
        yield _text(x, y + 1.8, 5.2 if len(text) < 2 else 4.2, text, "middle", "#fff")


def _matrix_title(places):
    risks = [
        f"{'risks' if len(numbers) > 1 else 'risk'} {', '.join(map(str, numbers))} "
        f"at likelihood {likelihood}, impact {impact}"
        for (likelihood, impact), numbers in places.items()
    ]
    return f"Risk matrix: {'; '.join(risks)}"


def _matrix_words():
    for score in _SCORES:
        yield _text(9.5, _CELL * (5 - score) + 10, 5.4, score, "middle")
        yield _text(_LEFT + _CELL * (score - 0.5), 87, 5.4, score, "middle")
    yield _text(_LEFT + _CELL * 2.5, 94.5, 5.4, "Impact", "middle")
    yield format_html(
        '<text transform="translate(4.2 40) rotate(-90)" font-size="5.4" fill="{}" '
        'text-anchor="middle">Likelihood</text>',
        SOFT,
    )


def _text(x, y, size, words, anchor, colour=SOFT):
    return format_html(
        '<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="{}">{}</text>',
        f"{x:.1f}",
        f"{y:.1f}",
        size,
        colour,
        anchor,
        words,
    )
