"""Freezing and returning reports. The only writer of a report's state and snapshot."""

from datetime import date, datetime

from django.db import transaction

from programmes.choices import ReportState
from programmes.models import MilestoneUpdate, Report, RiskUpdate
from programmes.reports.compose import compose
from programmes.reports.schema import Snapshot, from_data


class NotReady(Exception):
    """A report cannot be submitted yet; ``problems`` says what is missing, a sentence each.

    Their keys say where: a column of the report, a section, or nothing for the whole report.
    """

    def __init__(self, problems: dict[str, str]):
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def snapshot_of(report: Report, as_at: date) -> Snapshot:
    """What the report says: composed afresh while it is open, the frozen snapshot after."""
    if report.is_open:
        return compose(report, as_at)
    return from_data(report.snapshot)


def problems_of(report: Report, snapshot: Snapshot) -> dict[str, str]:
    """What stops this report from being submitted, by where it is missing."""
    problems = {}
    if not report.rag:
        problems["rag"] = "Set the status: red, amber or green."
    if not report.reason.strip():
        problems["reason"] = "Give the reason for the status."
    if report.rag and report.rag != snapshot.status.evidence and not report.difference_reason:
        problems["difference_reason"] = (
            f"Say why the status differs from the evidence, which suggests "
            f"{snapshot.status.evidence.replace('_', ' ')}."
        )
    return problems | {
        section.key: f"Write something under {section.title}, or make it a nil return."
        for section in snapshot.sections
        if not section.nil and not section.entries
    }


@transaction.atomic
def submit(report: Report, *, by, now: datetime) -> Report:
    """Freeze the figures and the words. Raises ``NotReady`` with what is missing.

    Of two people who press the button at once one submits; the other is told it is done.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not report.is_open:
        raise NotReady({"": "This report has been submitted already."})
    as_at = now.date()
    report.report_date = report.report_date or as_at
    if problems := problems_of(report, compose(report, as_at)):
        raise NotReady(problems)
    report.state = ReportState.SUBMITTED
    report.submitted_at, report.submitted_by = now, by
    snapshot = compose(report, as_at)
    report.snapshot, report.digest = snapshot.to_data(), snapshot.digest
    report.save()
    _keep_history(report)
    return report


def _keep_history(report):
    """Note where each milestone and open risk stood, for the next report's movement."""
    MilestoneUpdate.objects.filter(report=report).delete()
    RiskUpdate.objects.filter(report=report).delete()
    MilestoneUpdate.objects.bulk_create(
        MilestoneUpdate(
            report=report,
            milestone=row,
            forecast_on=row.forecast_on,
            completed_on=row.completed_on,
            progress=row.progress,
        )
        for row in report.programme.milestones.all()
    )
    RiskUpdate.objects.bulk_create(
        RiskUpdate(
            report=report,
            risk=row,
            likelihood=row.likelihood,
            impact=row.impact,
            mitigation=row.mitigation,
        )
        for row in report.programme.risks.filter(closed_on__isnull=True)
    )


def send_back(report: Report) -> bool:
    """Open a submitted report again for its lead and chair. False if it was not submitted."""
    changed = Report.objects.filter(pk=report.pk, state=ReportState.SUBMITTED).update(
        state=ReportState.RETURNED
    )
    return bool(changed)
