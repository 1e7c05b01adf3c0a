"""Freezing, returning, issuing and correcting reports.

The only writer of a report's state and snapshot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from programmes.choices import ISSUED_FORMATS, ReportState
from programmes.models import Change, MilestoneUpdate, Remark, Report, RiskUpdate
from programmes.reports.checks import Problem, find_problems
from programmes.reports.compose import compose
from programmes.reports.copying import copy_written
from programmes.reports.files import fault_of
from programmes.reports.schema import Snapshot, digest_of, from_data
from programmes.reports.written import written_of

_NOT_SUBMITTED = "It is {}, and only a submitted report can be issued."
_TAMPERED = (
    "Its stored figures are not the ones that were submitted. Tell the performance team: the "
    "report has to be opened and submitted again."
)


class NotReady(Exception):
    """A report cannot be submitted yet; ``problems`` says what is to be mended, and where."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems


class NotIssuable(Exception):
    """A report cannot be issued, or corrected, as it stands; the message says why."""


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


def as_issued(report: Report, day: date) -> Snapshot:
    """What a submitted report says once it is issued on ``day``: the same but for that.

    Raises ``NotIssuable`` where it is not submitted, where its figures are not those that were
    frozen, or where a check stands against it.
    """
    if report.state != ReportState.SUBMITTED:
        raise NotIssuable(_NOT_SUBMITTED.format(report.get_state_display().lower()))
    if digest_of(report.snapshot) != report.digest:
        raise NotIssuable(_TAMPERED)
    snapshot = from_data(report.snapshot)
    stops = [found.sentence for found in problems_of(report, snapshot) if found.blocks]
    if stops:
        raise NotIssuable(f"Return it: {' '.join(stops)}")
    return replace(snapshot, state=ReportState.ISSUED.value, issued_on=day)


@transaction.atomic
def issue(report: Report, *, by, now: datetime) -> Report:
    """Issue a submitted report whose documents are all stored. Nothing changes it afterwards.

    The version that it corrects is superseded. Raises ``NotIssuable`` as ``as_issued`` does, and
    where a document is missing or is not the file that was stored.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    snapshot = as_issued(held, timezone.localdate(now))
    _refuse_unless_stored(held, snapshot)
    held.state, held.issued_at, held.issued_by = ReportState.ISSUED, now, by
    held.snapshot, held.digest = snapshot.to_data(), snapshot.digest
    held.save()
    _note_state(held, ReportState.SUBMITTED, by)
    if held.supersedes:
        held.supersedes.state = ReportState.SUPERSEDED
        held.supersedes.save(update_fields=["state"])
        _note_state(held.supersedes, ReportState.ISSUED, by)
    return held


def _refuse_unless_stored(report, snapshot):
    documents = report.documents.filter(snapshot_digest=snapshot.digest)
    made = {document.format: document for document in documents}
    for format in ISSUED_FORMATS:
        if format not in made:
            raise NotIssuable(f"Its {format.label} is not stored yet. Try again.")
        if fault := fault_of(made[format].file.name, made[format].sha256):
            raise NotIssuable(f"{fault} Tell the performance team.")


@transaction.atomic
def correct(report: Report, reason: str, *, by, now: datetime) -> Report:
    """Open a new version of an issued report, with what was written in it, to be put right.

    The issued one stands until the new one is issued. Raises ``NotIssuable`` where it is not
    issued, or is being corrected already.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.state != ReportState.ISSUED:
        raise NotIssuable("Only an issued report can be corrected.")
    if later := Report.objects.filter(supersedes=held).first():
        raise NotIssuable(f"Version {later.version} corrects it already.")
    new = Report.objects.create(
        programme_id=held.programme_id,
        kind=held.kind,
        period_end=held.period_end,
        report_date=held.report_date,
        version=held.version + 1,
        opened_at=now,
        rag=held.rag,
        reason=held.reason,
        difference_reason=held.difference_reason,
        supersedes=held,
        correction_reason=reason,
    )
    copy_written(held, new)
    _note_state(new, None, by)
    return new


def _note_state(report, before, by):
    Change.objects.create(
        report=report,
        place="state",
        label="State of the report",
        before=ReportState(before).label if before else "",
        after=ReportState(report.state).label,
        by=by,
    )
