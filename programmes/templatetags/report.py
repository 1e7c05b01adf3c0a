"""What the templates of a report need to print the snapshot. Nothing is worked out here."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from indicators.arrows import arrow
from indicators.charts import category_bar, sparkline
from programmes.choices import ReportedRag
from programmes.reports import charts, round_words
from programmes.reports.plain import label, notes, reached_words, slippage, tested
from programmes.reports.schema import CategoryRow, IndicatorRow
from programmes.reports.workings import workings_of

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
_COUNTS = re.compile(r" (\([\d,.]+ of [\d,.]+\))$")
_RISK_ARROWS = {
    "up": ("up", "worsening"),
    "down": ("down", "improving"),
    "same": ("same", ""),
}
_TREND_ARROWS = {
    "improving": ("up", "improving"),
    "worsening": ("down", "worsening"),
    "steady": ("same", ""),
}

register.filter(workings_of)
register.filter(label)
register.filter(slippage)
register.filter(reached_words)
register.filter(tested)
register.filter(notes)
register.filter(round_words.history_words)
register.filter(round_words.commitment_words)
register.filter(round_words.asked_words)
register.filter(round_words.outcome_words)
register.filter(round_words.agreed_words)
register.filter(round_words.risk_before)
register.simple_tag(arrow, name="arrow")
register.simple_tag(charts.timeline_axis, name="timeline_axis")
register.simple_tag(charts.timeline_of, name="timeline_of")
register.simple_tag(charts.risk_matrix, name="risk_matrix")


@register.simple_tag
def rag_tag(rag: str) -> SafeString:
    """A rating as a tag: its shape is drawn by the style sheet, so it is no figure of the PDF."""
    return format_html(
        '<span class="report-tag report-tag--{}"><span class="report-mark"></span>{}</span>',
        rag,
        label(rag, "rag"),
    )


@register.simple_tag(takes_context=True)
def exempt_mark(context, section: str) -> SafeString:
    """What says that a section is exempt from publication; nothing at one that is open."""
    mark = context["exempt"].get(section)
    return format_html('<p class="report-exempt">{}</p>', mark) if mark else SafeString("")


@register.simple_tag
def rag_letter(rag: str | None) -> SafeString:
    """A past rating as one letter in a box, and the rest of its word for a screen reader."""
    if rag not in ReportedRag.values:
        return format_html('–<span class="report-hidden"> {}</span>', "not rated")
    word = label(rag, "rag")
    return format_html(
        '<span class="report-letter report-letter--{}">{}'
        '<span class="report-hidden">{}</span></span>',
        rag,
        word[0],
        word[1:],
    )


@register.simple_tag
def risk_arrow(movement: str) -> SafeString:
    """The arrow of a risk's score; none for a new risk."""
    return arrow(*_RISK_ARROWS[movement]) if movement in _RISK_ARROWS else SafeString("")


@register.simple_tag
def trend_arrow(trend: str) -> SafeString:
    """The arrow of a status against the last report's: up is better."""
    return arrow(*_TREND_ARROWS.get(trend, ("none", "")))


@register.simple_tag
def recent_values(row: IndicatorRow) -> SafeString:
    """The sparkline of an indicator; nothing where fewer than three values are held."""
    target = row.target.value if row.target else None
    return sparkline(row.series, target=target, current=row.current is not None)


@register.filter
def highest(categories: tuple[CategoryRow, ...]):
    """The largest number among the categories of an indicator: where their bars end."""
    return max((number for row in categories for number in _numbers(row).values()), default=0)


@register.simple_tag
def bar_of(row: CategoryRow, scale) -> SafeString:
    """The bar of a category, on a scale from zero to ``scale``; nothing without any number."""
    numbers = _numbers(row)
    if not numbers or scale <= 0:
        return SafeString("")
    words = {"current": "Bar", "previous": "was", "target": "target"}
    said = ", ".join(f"{words[name]} {getattr(row, name).label}" for name in numbers)
    return category_bar(
        numbers.get("current"),
        previous=numbers.get("previous"),
        target=numbers.get("target"),
        highest=scale,
        title=said[0].upper() + said[1:],
    )


def _numbers(row):
    """What a category has of current, previous and target value."""
    facts = {name: getattr(row, name) for name in ("current", "previous", "target")}
    return {name: fact.value for name, fact in facts.items() if fact and fact.value is not None}


@register.filter
def first_with(rows: tuple[CategoryRow, ...], name: str):
    """The first ``target`` or ``current`` that a category of an indicator has."""
    return next((found for row in rows if (found := getattr(row, name))), None)


@register.filter
def counts_together(change: str) -> str:
    """A change in words, its counts in brackets kept on one line by spaces that do not break."""
    return _COUNTS.sub(lambda counts: f" {counts[1].replace(' ', NO_BREAK)}", change)


@register.filter
def verdict(signal: str) -> str:
    """“beyond usual variation”, without the test that found it."""
    return signal.partition(" (")[0]


@register.filter
def anchor(code: str) -> str:
    """The id of an indicator's rows in the document."""
    return f"indicator-{slugify(code)}"


@register.filter
def without(code: str, prefix: str) -> str:
    """A code without what all codes of the report begin with."""
    return code.removeprefix(prefix)


@register.filter
def letter(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA: how decisions are named."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
