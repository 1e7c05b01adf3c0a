"""Issuing reports by a job: all documents first, then the report, exactly once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from programmes import work
from programmes.choices import ISSUED_FORMATS, ReportState
from programmes.models import IssueBatch, Issuing, Report
from programmes.reports.documents import document_of
from programmes.reports.issue import NotIssuable, as_issued, issue
from programmes.reports.pdf import RenderError

CLAIMS = work.claims_of(Issuing)


@transaction.atomic
def request_issue(reports: Iterable[Report], *, by) -> IssueBatch | None:
    """Ask for these reports to be issued; whoever calls this sends each issuing to a worker.

    A report that is not submitted, or is on its way already, is left out. None where all are.
    """
    batch = IssueBatch.objects.create(by=by)
    submitted = [report for report in reports if report.state == ReportState.SUBMITTED]
    wanted = [Issuing(batch=batch, report=report) for report in submitted]
    Issuing.objects.bulk_create(wanted, ignore_conflicts=True)
    if batch.issuings.exists():
        return batch
    batch.delete()
    return None


def run_issuing(pk: int) -> Issuing:
    """Claim the issuing ``pk``, make the documents of its report and issue it.

    The report stays submitted, and can be tried again, until all of that is done; ``error`` says
    why it is not. It is issued as on the day it was asked for, however often it is attempted, so
    what was made before is not made again.
    """
    work.run(CLAIMS, pk, _issue, refusals=(NotIssuable, RenderError))
    return Issuing.objects.select_related("report", "batch").get(pk=pk)


def sweep_issuings(now: datetime) -> list[int]:
    """Put right the issuings whose worker died or whose message was lost.

    Returns the keys of those to send to a worker again. After 5 attempts an issuing has failed.
    """
    return CLAIMS.sweep(now, lambda row: work.give_up(CLAIMS, row, work.DIED))


def _issue(claim: work.WorkClaim) -> None:
    batch = IssueBatch.objects.select_related("by").get(pk=claim.row.batch_id)
    report = Report.objects.select_related("programme__area").get(pk=claim.row.report_id)
    claim.begin("checks")
    snapshot = as_issued(report, timezone.localdate(batch.at))
    for format in ISSUED_FORMATS:
        claim.begin(format.label)
        document_of(report, format, snapshot)
    with transaction.atomic():
        claim.finish()
        issue(report, by=batch.by, now=batch.at)
