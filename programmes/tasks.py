"""Jobs of the programmes app: load the row, call the service, no more."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from indicators.models.closed_day import current_calendar
from programmes import copies
from programmes.choices import WorkState
from programmes.models import Issuing, Report
from programmes.reports.documents import make_document
from programmes.reports.issuing import run_issuing, sweep_issuings
from programmes.reports.packs import run_pack, sweep_left_packs
from programmes.round import (
    announce,
    open_due_rounds,
    send_due_reminders,
    told_of_issue,
    told_of_return,
    told_of_submission,
)

# Of a mail server that is down: six tries, in up to half an hour.
_TRY_AGAIN = {"autoretry_for": (OSError,), "retry_backoff": 60, "max_retries": 5}


@shared_task
def make_documents(report_pk: int, formats: list[str]) -> None:
    """Make the documents of a report; a document that stands already is left alone."""
    report = Report.objects.select_related("programme__area").get(pk=report_pk)
    for format in formats:
        make_document(report, format, timezone.localdate())


@shared_task(soft_time_limit=settings.DOCUMENTS_SECONDS)
def issue_report(issuing_pk: int) -> None:
    """Issue a report that was asked for, and have its people told.

    A second message for the same issuing does nothing.
    """
    attempt = Issuing.objects.values_list("attempt", flat=True).get(pk=issuing_pk)
    issuing = run_issuing(issuing_pk)
    if issuing.state == WorkState.DONE and issuing.attempt == attempt + 1:
        tell_of_issue.delay_on_commit(issuing.report_id)


@shared_task
def sweep_issuing() -> None:
    """Send again the issuings whose worker died or whose message was lost."""
    for pk in sweep_issuings(timezone.now()):
        issue_report.delay_on_commit(pk)


@shared_task(soft_time_limit=settings.DOCUMENTS_SECONDS)
def make_pack(pack_pk: int) -> None:
    """Make a meeting pack that was asked for. A second message for the same one does nothing."""
    run_pack(pack_pk)


@shared_task
def sweep_packs() -> None:
    """Send again the packs whose worker died or whose message was lost."""
    for pk in sweep_left_packs(timezone.now()):
        make_pack.delay_on_commit(pk)


@shared_task
def make_copies(report_pk: int, audience: str, formats: list[str]) -> None:
    """Make the documents of a report's copy for an audience, if somebody has looked at it."""
    report = Report.objects.select_related("programme__area").get(pk=report_pk)
    copies.make_documents(report, audience, formats)


@shared_task
def open_rounds() -> None:
    """Open the draft of every round that has begun, and have its people told."""
    for report in open_due_rounds(timezone.now()):
        tell_of_opening.delay_on_commit(report.pk)


@shared_task(**_TRY_AGAIN)
def tell_of_opening(report_pk: int) -> None:
    """Tell lead and chair that a report has opened; a mail server that is down is tried again."""
    report = Report.objects.select_related("programme").defer("snapshot").get(pk=report_pk)
    announce(report, timezone.localdate(), current_calendar())


@shared_task
def send_reminders() -> None:
    """Send the reminders that are due today and have not gone out."""
    send_due_reminders(timezone.now())


@shared_task(**_TRY_AGAIN)
def tell_of_submission(report_pk: int) -> None:
    """Tell the executive and the performance team that a report is submitted."""
    told_of_submission(report_pk)


@shared_task(**_TRY_AGAIN)
def tell_of_return(report_pk: int) -> None:
    """Tell lead and chair that their report is returned, and what has to change."""
    told_of_return(report_pk)


@shared_task(**_TRY_AGAIN)
def tell_of_issue(report_pk: int) -> None:
    """Tell lead, chair and executive that a report is issued."""
    told_of_issue(report_pk)
