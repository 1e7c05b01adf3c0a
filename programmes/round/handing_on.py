"""Telling people that a report was submitted, returned or issued. Links, never attachments."""

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KT

from indicators.choices import Rag
from indicators.names import name_of
from programmes.choices import (
    EXECUTIVE_GROUP,
    PERFORMANCE_GROUP,
    DecisionOutcome,
    ReportState,
)
from programmes.models import Report
from programmes.round.addresses import addresses_of, addresses_of_groups
from programmes.round.emails import letter_about, sent

_WAITING = Q(decisions__outcome=DecisionOutcome.WANTED)


def told_of_submission(report_pk: int) -> bool:
    """Tell the executive and the performance team. False where the report has moved on since.

    False too where nobody has an address. Raises ``OSError`` where the mail server does not
    take it.
    """
    report = _report(report_pk, ReportState.SUBMITTED)
    if report is None:
        return False
    letter = letter_about(
        report,
        "report",
        "submitted",
        "is submitted",
        addresses_of_groups(EXECUTIVE_GROUP, PERFORMANCE_GROUP),
        by=_name(report.submitted_by),
        evidence=Rag(report.evidence).label,
        waiting=report.waiting,
    )
    return sent(letter)


def told_of_return(report_pk: int) -> bool:
    """Tell lead and chair what has to change. False and raises as ``told_of_submission``."""
    report = _report(report_pk, ReportState.RETURNED)
    if report is None:
        return False
    remarks = list(report.remarks.filter(at__gte=report.submitted_at).select_related("by"))
    letter = letter_about(
        report,
        "report-edit",
        "returned",
        "is returned",
        addresses_of(report.programme),
        by=_name(remarks[-1].by) if remarks else "",
        remarks=remarks,
    )
    return sent(letter)


def told_of_issue(report_pk: int) -> bool:
    """Tell lead, chair and executive. False and raises as ``told_of_submission``."""
    report = _report(report_pk, ReportState.ISSUED)
    if report is None:
        return False
    members, executive = addresses_of(report.programme), addresses_of_groups(EXECUTIVE_GROUP)
    letter = letter_about(
        report,
        "report",
        "issued",
        "is corrected" if report.supersedes_id else "is issued",
        sorted({*members, *executive}),
        by=_name(report.issued_by),
    )
    return sent(letter)


def _report(pk, state) -> Report | None:
    """The report without its figures, where it is in that state still."""
    return _with_what_letters_say(Report.objects.filter(state=state)).filter(pk=pk).first()


def _with_what_letters_say(reports: QuerySet[Report]) -> QuerySet[Report]:
    found = reports.select_related("programme", "submitted_by", "issued_by").defer("snapshot")
    return found.annotate(
        evidence=KT("snapshot__status__evidence"), waiting=Count("decisions", filter=_WAITING)
    )


def _name(user):
    return name_of(user) if user else ""
