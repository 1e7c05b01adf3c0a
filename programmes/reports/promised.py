"""What earlier reports said that this one answers: promises, decisions, dates, its status."""

from django.db.models import OuterRef, QuerySet, Subquery

from programmes.models import Milestone, Rebaseline, Report, Risk, RiskUpdate
from programmes.reports.quoting import figures_of, quote
from programmes.reports.schema import CommitmentRow, DecisionRow, from_data


def commitment_rows(report: Report) -> tuple[CommitmentRow, ...]:
    """What the last report promised, as it was worded there, and what became of it."""
    if not report.pk:
        return ()
    rows = list(report.commitments.all())
    worded = _wording_of(report.earlier, [row.action.text for row in rows])
    return tuple(
        CommitmentRow(text, row.action.due_on, row.outcome, row.reason, row.remedy)
        for row, text in zip(rows, worded, strict=True)
    )


def outcome_rows(report: Report) -> tuple[DecisionRow, ...]:
    """The decisions that the last report asked for, with what the executive made of them.

    One that this report asks for again stands among its own instead, whichever version of the
    last report it was carried from: a decision keeps its key in all of them.
    """
    if not report.earlier:
        return ()
    own = report.decisions.all() if report.pk else ()
    again = {row.carried_from.key for row in own if row.carried_from}
    asked = report.earlier[0].decisions.all()
    rows = [row for row in asked if row.outcome or row.key not in again]
    worded = _wording_of(report.earlier, [row.text for row in rows])
    return tuple(
        DecisionRow(text, row.outcome, row.asked, row.note, row.decided_on)
        for row, text in zip(rows, worded, strict=True)
    )


def _wording_of(earlier, texts):
    """Texts of the last report with the figures that it printed, not the newer ones."""
    if not earlier or not any("[[" in text for text in texts):
        return texts
    figures = figures_of(from_data(earlier[0].snapshot).indicators)
    return [quote(text, figures) for text in texts]


def reports_at_this_status(report: Report) -> int:
    """Reports running with this reported status, this one included; 0 while none is set."""
    if not report.rag:
        return 0
    run = 1
    for past in report.earlier:
        if past.rag != report.rag:
            break
        if past.stood:
            return run + int(past.stood)
        run += 1
    return run


def with_last_scores(risks: QuerySet[Risk], report: Report) -> QuerySet[Risk]:
    """Risks with their likelihood and impact in the last report, None for one it did not have."""
    last = report.earlier[0] if report.earlier else None
    scored = RiskUpdate.objects.filter(report=last, risk=OuterRef("pk"))
    return risks.annotate(
        previous_likelihood=Subquery(scored.values("likelihood")),
        previous_impact=Subquery(scored.values("impact")),
    )


def with_newest_baseline(milestones: QuerySet[Milestone], report: Report) -> QuerySet[Milestone]:
    """Milestones with the date that was agreed last, up to this report, its reason and by whom."""
    newest = Rebaseline.objects.filter(
        milestone=OuterRef("pk"), report__period_end__lte=report.period_end
    ).order_by("-pk")
    return milestones.annotate(
        agreed_on=Subquery(newest.values("after")[:1]),
        agreed_reason=Subquery(newest.values("reason")[:1]),
        agreed_by=Subquery(newest.values("approved_by")[:1]),
    )
