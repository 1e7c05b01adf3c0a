"""The words of the review: small ones, for its cells."""

from django import template

from indicators.periods import month_label
from programmes.choices import DecisionOutcome, ReportedRag, RiskMovement
from programmes.models import Decision
from programmes.reports.standing import Standing, TopRisk

register = template.Library()

_THESE = {1: "this one", 2: "these two", 3: "these three", 4: "these four"}
_TIMES = {1: "first", 2: "second", 3: "third"}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)
_MOVED = (
    ("missed", "target missed", "targets missed"),
    ("met", "target met", "targets met"),
    ("worse", "turned worse", "turned worse"),
    ("better", "turned better", "turned better"),
    ("unusual", "unusual change", "unusual changes"),
)


@register.filter
def these(number: int) -> str:
    """“these four”, “this one”."""
    return _THESE.get(number, "these")


@register.filter
def nth(number: int) -> str:
    """“1st”, “3rd”, “11th”."""
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


@register.filter
def rating_word(rag: str | None) -> str:
    """“Amber”; “Not rated” where none was set."""
    return ReportedRag(rag).label if rag else "Not rated"


@register.filter
def change_words(change: int) -> str:
    """“up 2”, “down 1” or “same”."""
    if not change:
        return "same"
    return f"{'up' if change > 0 else 'down'} {abs(change)}"


@register.filter
def risk_moved(risk: TopRisk) -> str:
    """“, up” after the score of a risk; nothing where that is not known."""
    known = risk.movement != RiskMovement.NOT_KNOWN
    return f", {RiskMovement(risk.movement).label.lower()}" if known else ""


@register.filter
def moved_words(standing: Standing | None) -> list[tuple[str, tuple[str, ...]]]:
    """“2 targets missed”, “1 turned worse”, each with the codes of its figures."""
    held = standing.moved._asdict() if standing else {}
    return [
        (f"{len(codes)} {one if len(codes) == 1 else many}", codes)
        for name, one, many in _MOVED
        if (codes := held.get(name))
    ]


@register.filter
def asked_for(decision: Decision) -> str:
    """“asked by the chair, second time; deferred in the January 2017 round”."""
    last = decision.carried_from
    said = f"asked by the chair, {_TIMES.get(decision.asked) or nth(decision.asked)} time"
    if last and last.outcome == DecisionOutcome.DEFERRED:
        said += f"; deferred in the {month_label(last.report.period_end)} round"
    return said
