"""Freezing and returning reports. The only writer of a report's state and snapshot."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from programmes.choices import ReportState
from programmes.models import Change, MilestoneUpdate, Remark, Report, RiskUpdate
from programmes.reports.checks import Problem, find_problems
from programmes.reports.compose import compose
from programmes.reports.schema import Snapshot, from_data
from programmes.reports.written import written_of


class NotReady(Exception):
    """A report cannot be submitted yet; ``problems`` says what is to be mended, and where."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems


def snapshot_of(report: Report, as_at: date) -> Snapshot:
    """What the report says: composed afresh while it is open, the frozen snapshot after."""
    if report.is_open:
        return compose(report, as_at)
    return from_data(report.snapshot)


def problems_of(report: Report, snapshot: Snapshot) -> list[Problem]:
    """What to mend in this report before it is submitted, and what is worth a look."""
    return find_problems(written_of(report), snapshot)


@transaction.atomic
def submit(report: Report, *, by, now: datetime) -> Report:
    """Freeze the figures and the words. Raises ``NotReady`` with what is missing.

    Of two people who press the button at once one submits; the other is told it is done.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not report.is_open:
        raise NotReady([Problem("status", "", "This report has been submitted already.")])
    as_at = now.date()
    report.report_date = report.report_date or as_at
    stops = [found for found in problems_of(report, compose(report, as_at)) if found.blocks]
    if stops:
        raise NotReady(stops)
    before, report.state = report.state, ReportState.SUBMITTED
    report.submitted_at, report.submitted_by = now, by
    snapshot = compose(report, as_at)
    report.snapshot, report.digest = snapshot.to_data(), snapshot.digest
    report.save()
    _note_state(report, before, by)
    _keep_history(report)
    return report


def _keep_history(report):
    """Note where each milestone and risk it prints stood, for the next report's movement."""
    MilestoneUpdate.objects.filter(report=report).delete()
    RiskUpdate.objects.filter(report=report).delete()
    MilestoneUpdate.objects.bulk_create(
        MilestoneUpdate(
            report=report,
            milestone=row,
            forecast_on=row.forecast_on,
            completed_on=row.completed_on,
            progress=row.progress,
            remedy=row.remedy,
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
        for row in report.programme.risks.open_at(report.period_end)
    )


@transaction.atomic
def send_back(report: Report, remarks: Mapping[str, str], *, by) -> bool:
    """Open a submitted report again for its lead and chair. False if it was not submitted.

    ``remarks`` says by section what has to change; no section is the whole report.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.state != ReportState.SUBMITTED:
        return False
    held.state = ReportState.RETURNED
    held.save(update_fields=["state"])
    _note_state(held, ReportState.SUBMITTED, by)
    Remark.objects.bulk_create(
        Remark(report=held, section=section, text=text, by=by) for section, text in remarks.items()
    )
    return True


def _note_state(report, before, by):
    Change.objects.create(
        report=report,
        place="state",
        label="State of the report",
        before=ReportState(before).label,
        after=ReportState(report.state).label,
        by=by,
    )
