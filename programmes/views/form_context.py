"""What a page of the report's form shows beside its fields."""

from collections.abc import Sequence

from django.utils import timezone

from indicators.choices import Rag
from programmes import drafting, permissions
from programmes.choices import KeptText, MilestoneRag, Section
from programmes.forms.sheet import Sheet
from programmes.models import Change, Report
from programmes.reports.compose import compose
from programmes.reports.schema import Snapshot
from programmes.risk_scheme import level_of
from programmes.views.signed_out import signed_person


def context_of(request, sheet: Sheet) -> dict:
    """The context of ``programmes/form_page.html``."""
    report, page = sheet.report, sheet.page
    context = {
        "sheet": sheet,
        "report": report,
        "page": page,
        "person": signed_person(request.user),
        "seen": drafting.newest_change(report),
        "last": last_change(report, page.sections),
        "remarks": remarks_of(report).filter(section__in=page.sections),
        "clashes": report.clashes.filter(kept=KeptText.WAITING, section__in=page.sections),
        "chair": permissions.is_chair(request.user, report.programme),
    }
    if Section.STATUS in page.sections:
        context["evidence"] = evidence_of(compose(report, timezone.localdate()))
    if Section.COMMENTS in page.sections:
        context["figures"] = _figures(report, sheet)
    return context


def remarks_of(report: Report):
    """What the executive said when it returned this report last; none about an earlier one."""
    since = report.submitted_at or report.opened_at
    remarks = report.remarks.select_related("by")
    return remarks.filter(at__gte=since) if since else remarks


def last_change(report: Report, sections: Sequence[Section]) -> Change | None:
    """The newest change in those sections, with who made it."""
    changes = report.changes.filter(section__in=sections).select_related("by")
    return changes.order_by("-pk").first()


def evidence_of(snapshot: Snapshot) -> dict:
    """What the figures, milestones and risks say, for the chair to judge beside."""
    late = (MilestoneRag.RED, MilestoneRag.AMBER)
    return {
        "status": snapshot.status,
        "red": [row for row in snapshot.indicators if row.rag == Rag.RED],
        "rated": sum(row.rag != Rag.NOT_RATED for row in snapshot.indicators),
        "milestones": [row for row in snapshot.milestones if row.rag in late],
        "milestone_count": len(snapshot.milestones),
        "risks": [
            row for row in snapshot.risks if level_of(row.score, snapshot.key.risk_levels).weight
        ],
        "risk_count": len(snapshot.risks),
    }


def _figures(report, sheet):
    """Each comment beside its figure: those rated red first, then the others."""
    rows = {row.code: row for row in compose(report, timezone.localdate()).indicators}
    (block,) = sheet.blocks
    pairs = [(form, rows[form.key]) for form in block.rows if form.key in rows]
    return {
        "red": [pair for pair in pairs if pair[1].rag == Rag.RED],
        "others": [pair for pair in pairs if pair[1].rag != Rag.RED],
    }
