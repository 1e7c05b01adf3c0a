"""What a page of the report's form shows beside its fields."""

from collections.abc import Collection

from django.utils import timezone

from indicators.choices import Rag
from programmes import permissions
from programmes.choices import MilestoneRag, Section
from programmes.forms.sheet import Sheet
from programmes.models import Change, Remark, Report
from programmes.reports.compose import compose
from programmes.reports.quoting import figures_of
from programmes.reports.round_words import last_status
from programmes.reports.schema import Snapshot
from programmes.risk_scheme import level_of
from programmes.views.signed_out import signed_person

_COMPOSED = {Section.STATUS, Section.COMMENTS}
"""Sections that show the report's figures."""


def context_of(request, sheet: Sheet, snapshot: Snapshot | None = None) -> dict:
    """The context of ``programmes/form_page.html``.

    ``snapshot`` is the report as it reads now, where it has been composed already.
    """
    report, page = sheet.report, sheet.page
    context = {
        "sheet": sheet,
        "report": report,
        "page": page,
        "person": signed_person(request.user),
        "seen": seen_of(report),
        "last": last_change(report, page.sections),
        **told(report, page.sections),
        "chair": permissions.is_chair(request.user, report.programme),
    }
    if snapshot is None and (sheet.quotes or not _COMPOSED.isdisjoint(page.sections)):
        snapshot = compose(report, timezone.localdate())
    return context | (_beside(sheet, snapshot) if snapshot else {})


def _beside(sheet, snapshot):
    """The figures beside the texts."""
    sheet.read(figures_of(snapshot.indicators))
    sections = sheet.page.sections
    if Section.STATUS in sections:
        return {"evidence": evidence_of(snapshot)}
    if Section.COMMENTS in sections:
        return {"figures": _figures(sheet, snapshot)}
    if Section.COMMITMENTS in sections:
        for form, row in zip(sheet.blocks[0].rows, snapshot.commitments, strict=False):
            form.promise = row.text
    return {}


def told(report: Report, sections: Collection[Section]) -> dict:
    """What the executive said of those sections, and the texts there that wait for a choice."""
    return {
        "remarks": [remark for remark in remarks_of(report) if remark.section in sections],
        "clashes": [clash for clash in report.waiting_clashes if clash.section in sections],
    }


def remarks_of(report: Report) -> list[Remark]:
    """What the executive said when it returned this report last; none about an earlier one."""
    since = report.submitted_at or report.opened_at
    return [remark for remark in report.remarks.all() if since is None or remark.at >= since]


def seen_of(report: Report) -> int:
    """The number of the newest change of a report that was fetched; 0 before the first."""
    return max((change.pk for change in report.latest_changes), default=0)


def last_change(report: Report, sections: Collection[Section]) -> Change | None:
    """The newest change in those sections, with who made it."""
    changes = [change for change in report.latest_changes if change.section in sections]
    return changes[-1] if changes else None


def evidence_of(snapshot: Snapshot) -> dict:
    """What the figures, milestones and risks say, for the chair to judge beside."""
    late = (MilestoneRag.RED, MilestoneRag.AMBER)
    return {
        "status": snapshot.status,
        "last": last_status(snapshot.status),
        "red": [row for row in snapshot.indicators if row.rag == Rag.RED],
        "rated": sum(row.rag != Rag.NOT_RATED for row in snapshot.indicators),
        "milestones": [row for row in snapshot.milestones if row.rag in late],
        "milestone_count": len(snapshot.milestones),
        "risks": [
            row for row in snapshot.risks if level_of(row.score, snapshot.key.risk_levels).weight
        ],
        "risk_count": len(snapshot.risks),
    }


def _figures(sheet, snapshot):
    """Each comment beside its figure: those rated red first, then the others."""
    rows = {row.code: row for row in snapshot.indicators}
    (block,) = sheet.blocks
    pairs = [(form, rows[form.key]) for form in block.rows if form.key in rows]
    return {
        "red": [pair for pair in pairs if pair[1].rag == Rag.RED],
        "others": [pair for pair in pairs if pair[1].rag != Rag.RED],
    }
