"""The pictures of a programme's trends, and the block that shows them with their numbers."""

from collections.abc import Sequence
from itertools import pairwise

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.choices import Rag
from indicators.svg import INK, PAST, SOFT, Scale, picture
from programmes.reports.plain import label, past_words
from programmes.reports.risk_paths import risk_paths
from programmes.reports.trends import Line, Past, Trends
from programmes.risk_scheme import Level, level_ranges

STRIP = 12  # reports in one row of squares
_SQUARE = 20
_FILLS = {  # square, edge, letter
    Rag.RED: ("#a4161a", "#a4161a", "#fff"),
    Rag.AMBER: ("#f9cf63", "#855300", INK),
    Rag.GREEN: ("#e3f1e8", "#17613a", INK),
}
_NOT_RATED = ("#fff", SOFT, SOFT)
_MOST_SCORE = 25


def trends_html(trends: Trends, *, folded: bool = False, ids: str = "") -> SafeString:
    """The trends as a block of HTML, pictures and numbers; nothing where there is no trend yet.

    ``folded``: the tables of numbers open when asked for, as a page of the site does it.
    ``ids`` begins every id, so that several can stand in one document. It needs the style sheet
    ``css/trends.css``.
    """
    if not trends.shown:
        return SafeString("")
    context = _context(trends) | {"folded": folded, "ids": ids}
    return render_to_string("reports/trends.html", context)


def _context(trends):
    milestones, risks = trends.milestones, trends.risks
    days = [n for line in milestones for n in line.values if n is not None] + [0]
    return {
        "trends": trends,
        "strips": [rag_strip(row) for row in _in_rows(trends.pasts)] if trends.compared else [],
        "history": [
            (past.period_end, label(past.reported or "", "rag") or "Not set", _evidence(past))
            for past in trends.pasts
        ],
        "milestones": [
            (row, course(row, min(days), max(days), (0,), "days late")) for row in milestones
        ],
        "risks": [
            (row, course(row, 0, _MOST_SCORE, _level_starts(trends.levels), "score"))
            for row in risks
        ],
        "risk_paths": risk_paths(trends.risk_squares, trends.levels) if risks else "",
        "risk_bands": level_ranges(trends.levels),
    }


def _in_rows(pasts):
    """The reports in rows of twelve, the newest row full."""
    first = len(pasts) % STRIP
    starts = [0] if first else []
    starts += range(first, len(pasts), STRIP)
    return [pasts[a:b] for a, b in pairwise([*starts, len(pasts)])]


def _level_starts(levels: Sequence[Level]):
    return tuple(level.least for level in levels if level.weight)


def _evidence(past):
    return label(past.evidence, "rag")


def rag_strip(pasts: Sequence[Past]) -> SafeString:
    """Reported and evidence rating of up to twelve reports: squares with their letters."""
    shapes = [_words(0, y, text, "start") for y, text in ((15, "Reported"), (38, "Evidence"))]
    for place, past in enumerate(pasts):
        x = 62 + place * (_SQUARE + 4)
        shapes += _rated(x, 1, past.reported) + _rated(x, 24, past.evidence)
        shapes.append(_words(x + _SQUARE / 2, 54, f"{past.period_end:%b}", "middle"))
        if place in (0, len(pasts) - 1) or past.period_end.month == 1:
            shapes.append(_words(x + _SQUARE / 2, 64, f"{past.period_end:%Y}", "middle"))
    said = [f"{past.period_end:%B %Y} {past_words(past)}" for past in pasts]
    width = 62 + STRIP * (_SQUARE + 4)
    return picture("chart-strip", f"{width} 67", f"Ratings: {'; '.join(said)}", shapes)


def _rated(x, y, rag):
    fill, edge, ink = _FILLS.get(rag, _NOT_RATED)
    square = '<rect x="{}" y="{}" width="19" height="19" rx="2" fill="{}" stroke="{}"/>'
    letter = label(rag, "rag")[0] if rag in _FILLS else "–"
    text = (
        '<text x="{}" y="{}" font-size="12" font-weight="700" fill="{}" text-anchor="middle">'
        "{}</text>"
    )
    return [
        format_html(square, x, y, fill, edge),
        format_html(text, x + 9.5, y + 14, ink, letter),
    ]


def _words(x, y, text, anchor):
    shape = '<text x="{}" y="{}" font-size="10" fill="{}" text-anchor="{}">{}</text>'
    return format_html(shape, x, y, SOFT, anchor, text)


def course(line: Line, low: int, high: int, guides: Sequence[int], noun: str) -> SafeString:
    """A stepped line over the reports from ``low`` to ``high``, dashed at ``guides``.

    It breaks where a report does not have the row. All of one table share their scales.
    """
    x, y = Scale(0, max(len(line.values) - 1, 1), 4, 136), Scale(low, high, 34, 6)
    places = [(x(n), y(value)) for n, value in enumerate(line.values) if value is not None]
    shapes = [_dashed(y(guide)) for guide in guides]
    steps = ""
    for n, (before, after) in enumerate(pairwise(line.values)):
        if None not in (before, after):
            steps += f"M{x(n):.1f} {y(before):.1f}H{x(n + 1):.1f}V{y(after):.1f}"
    path = '<path d="{}" fill="none" stroke="{}" stroke-width="1.8"/>'
    shapes.append(format_html(path, steps, INK))
    last = places[-1]
    dot = '<circle cx="{}" cy="{}" r="3" fill="{}"/>'
    shapes.append(format_html(dot, f"{last[0]:.1f}", f"{last[1]:.1f}", INK))
    held = [value for value in line.values if value is not None]
    title = f"{noun.capitalize()} over {len(line.values)} reports: {', '.join(map(str, held))}"
    return picture("chart-course", "140 40", title, shapes)


def _dashed(y):
    dashes = '<path d="M2 {}h136" stroke="{}" stroke-width=".8" stroke-dasharray="3 2.5"/>'
    return format_html(dashes, f"{y:.1f}", PAST)
