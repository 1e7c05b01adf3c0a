"""The ledger of decisions: what was asked for, and what the executive made of it."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from programmes.choices import OPEN_STATES, DecisionOutcome
from programmes.models import Decision, Report
from programmes.reports.quoting import figures_of, quote
from programmes.reports.schema import from_data

_CODE = "[["


_WAITS = Q(outcome=DecisionOutcome.WANTED)
_OPEN = Q(report__state__in=OPEN_STATES)
_COUNTS = ~(_WAITS & _OPEN)  # a draft asks for nothing yet


def ledger() -> QuerySet[Decision]:
    """Every decision that was asked for or made, the newest first.

    One that is asked for again stands once, and so does one in several versions of a report: in
    the newest that is frozen.
    """
    frozen = _same_elsewhere().exclude(_OPEN)
    newer = frozen.filter(report__version__gt=OuterRef("report__version"))
    return (
        Decision.objects.filter(_COUNTS)
        .exclude(_WAITS & Exists(_asked_again()))
        .exclude(Exists(newer))
        .exclude(_OPEN & Exists(frozen))
        .select_related("report__programme__area", "decided_by")
        .defer("report__snapshot")
        .order_by(F("decided_on").desc(nulls_last=True), "-report__period_end", "-pk")
    )


def wanted() -> QuerySet[Decision]:
    """What the newest frozen report of each programme waits for, in the order of programmes."""
    frozen = Report.objects.frozen().filter(programme=OuterRef("report__programme"))
    newest = frozen.order_by("-period_end", "-version").values("pk")[:1]
    return (
        Decision.objects.filter(_WAITS, ~Exists(_asked_again()), report=Subquery(newest))
        .select_related("report__programme", "decided_by", "carried_from__report")
        .defer("report__snapshot", "carried_from__report__snapshot")
        .order_by("report__programme__number", "report__programme__code", "position", "pk")
    )


def _same_elsewhere():
    """The decision in the other versions of its report."""
    return Decision.objects.filter(
        key=OuterRef("key"),
        report__programme=OuterRef("report__programme"),
        report__kind=OuterRef("report__kind"),
        report__period_end=OuterRef("report__period_end"),
    ).exclude(pk=OuterRef("pk"))


def _asked_again():
    """The same question, asked or settled in a later report."""
    return Decision.objects.filter(_COUNTS, carried_from=OuterRef("pk"))


def with_wording(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions with ``worded``: the text as their report printed it, its figures in place.

    One query where any of them quotes a figure, else none.
    """
    rows = list(decisions)
    quoting = {row.report_id for row in rows if _CODE in row.text}
    reports = Report.objects.in_bulk(quoting) if quoting else {}
    figures = {
        key: figures_of(from_data(report.snapshot).indicators)
        for key, report in reports.items()
        if report.snapshot
    }
    for row in rows:
        held = figures.get(row.report_id)
        row.worded = quote(row.text, held) if held and _CODE in row.text else row.text
    return rows
