"""Ten reports issued by workers that are killed, and by one whose disk is full."""

import resource
import time
from collections import Counter

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from programmes.choices import ISSUED_FORMATS, DocumentFormat, ReportState, WorkState
from programmes.models import Change, Document, Issuing, Report
from programmes.reports.issuing import request_issue
from programmes.reports.verifying import verify
from programmes.tasks import issue_report, sweep_issuing
from tests.factories import UserFactory
from tests.reports import submitted_report
from tests.services.worker import wait_until

REPORTS, KILLS = 10, 2
FAST = {"PULL_STALE_SECONDS": "3"}
ROOM = 16 * 1024  # bytes that a file may have: less than any report's web page


def ask_for(reports):
    batch = request_issue(reports, by=UserFactory())
    for issuing in batch.issuings.all():
        issue_report.delay(issuing.pk)
    return batch


def caught_in_the_middle(worker):
    """Freeze the worker in the middle of a report: some documents are there and not all."""
    half = Issuing.objects.filter(state=WorkState.RUNNING, step=DocumentFormat.PDF.label)
    if half.exists():
        worker.freeze()
        if half.exists():
            return True
        worker.thaw()
    return False


def no_issuing_is_live():
    """Once none is; until then the sweeper is sent, as beat would."""
    sweep_issuing.delay()
    return not any(row.is_live for row in Issuing.objects.all())


def test_ten_reports_are_issued_once_each_though_workers_are_killed(start_worker, capsys):
    reports = [submitted_report() for _ in range(REPORTS)]
    started = time.monotonic()
    worker = start_worker(environment=FAST)
    ask_for(reports)
    for _ in range(KILLS):
        wait_until(lambda worker=worker: caught_in_the_middle(worker), 60, "a PDF", every=0.01)
        worker.kill()
        assert not [fault for found in verify() for fault in found.faults]
        worker = start_worker(environment=FAST)

    wait_until(no_issuing_is_live, 150, "all reports to be issued", every=1)

    attempts = sum(Issuing.objects.values_list("attempt", flat=True))
    with capsys.disabled():
        print(  # noqa: T201 - the figures of the proof
            f"\n{connection.vendor}: {REPORTS} reports issued once each, {KILLS} workers killed, "
            f"{attempts} attempts, {time.monotonic() - started:.0f} seconds"
        )
    assert set(Issuing.objects.values_list("state", "error")) == {(WorkState.DONE, "")}
    assert attempts > REPORTS
    assert set(Report.objects.values_list("state", flat=True)) == {ReportState.ISSUED}
    issued = Counter(Change.objects.filter(after="Issued").values_list("report", flat=True))
    assert issued == Counter(report.pk for report in reports)
    assert Document.objects.count() == REPORTS * len(ISSUED_FORMATS)
    assert not [fault for found in verify() for fault in found.faults]


@pytest.mark.services
def test_a_full_disk_leaves_the_report_submitted_and_says_so(start_worker):
    """Real: the system refuses to let any file of this worker grow. SQLite would need room too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    report = submitted_report()
    worker = start_worker()
    resource.prlimit(worker.process.pid, resource.RLIMIT_FSIZE, (ROOM, before[1]))
    issuing = ask_for([report]).issuings.get()

    wait_until(lambda: issuing.refresh_from_db() or not issuing.is_live, 60, "it to fail")

    report.refresh_from_db()
    assert (issuing.state, report.state) == (WorkState.FAILED, ReportState.SUBMITTED)
    assert issuing.error.startswith("The disk was full while it was stored (Web page).")
    assert not report.documents.exists()
    assert no_file_is_kept(report)

    resource.prlimit(worker.process.pid, resource.RLIMIT_FSIZE, before)
    again = ask_for([report]).issuings.get()
    wait_until(lambda: again.refresh_from_db() or not again.is_live, 60, "it to be issued")
    assert (again.state, again.error) == (WorkState.DONE, "")


def no_file_is_kept(report):
    folder = f"{report.programme.code}/{report.period_end.isoformat()}"
    return not any(default_storage.listdir(f"{folder}/{name}")[1] for name in listed(folder))


def listed(folder):
    return default_storage.listdir(folder)[0]
