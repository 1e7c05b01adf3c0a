"""A job makes all documents of a report, and then issues it, once."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from indicators.claims import ClaimLost
from programmes.choices import ISSUED_FORMATS, DocumentFormat, ReportState, WorkState
from programmes.models import Document, IssueBatch, Issuing, Report
from programmes.reports import formats
from programmes.reports.documents import make_document
from programmes.reports.files import keep
from programmes.reports.issue import NotIssuable, as_issued, issue
from programmes.reports.issuing import CLAIMS, request_issue, run_issuing, sweep_issuings
from programmes.reports.pdf import RenderError
from programmes.work import WorkClaim
from tests.factories import ReportFactory, UserFactory
from tests.reports import issued, issued_report, submitted_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_documents(settings, tmp_path):
    """A folder of documents for each test."""
    storages = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }
    settings.STORAGES = storages


def asked(report, by=None):
    """The issuing of a report, waiting for its worker."""
    return request_issue([report], by=by or UserFactory()).issuings.get()


def test_an_issued_report_has_all_its_documents_and_says_who_issued_it():
    by = UserFactory()
    report = submitted_report()

    issuing = run_issuing(asked(report, by).pk)

    report.refresh_from_db()
    assert (issuing.state, issuing.attempt, issuing.error) == (WorkState.DONE, 1, "")
    assert (report.state, report.issued_by) == (ReportState.ISSUED, by)
    assert report.issued_at == issuing.batch.at
    made = report.documents.filter(snapshot_digest=report.digest)
    assert {row.format for row in made} == set(ISSUED_FORMATS)
    assert report.changes.latest("pk").after == "Issued"


def test_every_document_prints_the_record_of_what_was_issued():
    report = issued_report()
    record = " ".join(report.digest[n : n + 4] for n in range(0, 16, 4))

    html = report.documents.get(format="html", snapshot_digest=report.digest)

    with default_storage.open(html.file.name) as file:
        text = file.read().decode()
    assert f"Record {record}" in text
    assert f"Version 1, issued {report.issued_at.day} " in text


def test_nothing_half_written_lies_beside_the_documents(tmp_path):
    issued_report()

    files = [path for path in tmp_path.rglob("*") if path.is_file()]

    assert len(files) == len(ISSUED_FORMATS)
    assert not [path for path in files if path.suffix == ".part"]


def test_a_report_is_issued_once_however_often_the_message_comes():
    report = submitted_report()
    issuing = asked(report)

    run_issuing(issuing.pk)
    run_issuing(issuing.pk)

    assert report.changes.filter(after="Issued").count() == 1
    assert Document.objects.filter(report=report).count() == len(ISSUED_FORMATS)


def test_a_report_on_its_way_is_not_asked_for_twice():
    report = submitted_report()
    asked(report)

    assert request_issue([report], by=UserFactory()) is None
    assert IssueBatch.objects.count() == 1


def test_only_submitted_reports_of_those_chosen_are_taken():
    draft, report = ReportFactory(), submitted_report()

    batch = request_issue([draft, report], by=UserFactory())

    assert [row.report for row in batch.issuings.all()] == [report]


def test_figures_that_were_changed_in_the_database_are_not_issued():
    report = submitted_report()
    report.snapshot["status"]["reason"] = "All is well."
    report.save()

    issuing = run_issuing(asked(report).pk)

    report.refresh_from_db()
    assert issuing.state == WorkState.FAILED
    assert "not the ones that were submitted" in issuing.error
    assert report.state == ReportState.SUBMITTED


def test_a_check_that_stands_against_the_report_stops_it():
    report = submitted_report()
    report.nil_returns.all().delete()

    with pytest.raises(NotIssuable, match="Return it: .*nil return"):
        as_issued(report, timezone.localdate())


def test_a_report_is_not_issued_before_its_documents_are_stored():
    with pytest.raises(NotIssuable, match="not stored yet"):
        issue(submitted_report(), by=UserFactory(), now=timezone.now())


def test_a_renderer_that_fails_leaves_the_report_submitted_and_to_be_tried_again(monkeypatch):
    report = submitted_report()

    def refuse(snapshot):
        raise RenderError("This report has 700 indicators and a PDF can hold 640.")

    with monkeypatch.context() as patched:
        patched.setitem(formats._RENDERERS, DocumentFormat.PDF, refuse)
        issuing = run_issuing(asked(report).pk)

    report.refresh_from_db()
    assert (issuing.state, report.state) == (WorkState.FAILED, ReportState.SUBMITTED)
    assert issuing.error == "This report has 700 indicators and a PDF can hold 640."
    assert issued(report).state == ReportState.ISSUED


def test_a_fault_of_ours_is_raised_and_the_row_says_whom_to_tell(monkeypatch):
    report = submitted_report()
    monkeypatch.setitem(formats._RENDERERS, DocumentFormat.DOCX, lambda snapshot: 1 // 0)
    issuing = asked(report)

    with pytest.raises(ZeroDivisionError):
        run_issuing(issuing.pk)

    issuing.refresh_from_db()
    assert issuing.error.endswith("Tell the performance team.")
    assert Report.objects.get(pk=report.pk).state == ReportState.SUBMITTED


def test_work_that_takes_too_long_says_so(settings):
    settings.DOCUMENTS_SECONDS = -1
    report = submitted_report()

    issuing = run_issuing(asked(report).pk)

    assert issuing.state == WorkState.FAILED
    assert "the most that it may take" in issuing.error


def test_a_folder_that_cannot_be_made_is_named_as_the_reason(tmp_path):
    report = submitted_report()
    (tmp_path / report.programme.code).write_text("a file where the folder has to be")

    issuing = run_issuing(asked(report).pk)

    assert issuing.state == WorkState.FAILED
    assert issuing.error.startswith("It could not be stored (Web page): ")


def test_documents_of_an_unchanged_snapshot_are_not_made_twice(monkeypatch):
    report = submitted_report()
    with monkeypatch.context() as patched:
        patched.setitem(formats._RENDERERS, DocumentFormat.JSON, lambda snapshot: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            run_issuing(asked(report).pk)
    made = set(Document.objects.filter(report=report).values_list("pk", flat=True))

    issued(report)

    assert len(made) == len(ISSUED_FORMATS) - 1
    assert made < set(Document.objects.filter(report=report).values_list("pk", flat=True))


def test_the_sweeper_sends_again_what_a_dead_worker_left():
    issuing = asked(submitted_report())
    CLAIMS.take(issuing.pk)
    later = timezone.now() + timedelta(minutes=3)

    assert sweep_issuings(timezone.now()) == []
    assert sweep_issuings(later) == [issuing.pk]

    assert run_issuing(issuing.pk).attempt == 2


def test_after_five_attempts_it_has_failed():
    issuing = asked(submitted_report())
    Issuing.objects.update(state=WorkState.RUNNING, attempt=5, heartbeat=timezone.now())

    assert sweep_issuings(timezone.now() + timedelta(minutes=3)) == []

    issuing.refresh_from_db()
    assert issuing.state == WorkState.FAILED
    assert issuing.error.startswith("The worker stopped again and again")


def test_a_claim_that_was_lost_can_write_nothing():
    issuing = asked(submitted_report())
    CLAIMS.take(issuing.pk)
    claim = WorkClaim(CLAIMS, Issuing.objects.get(pk=issuing.pk))
    Issuing.objects.update(attempt=2)

    with pytest.raises(ClaimLost):
        claim.begin("PDF")
    claim.fail("Too late.")

    issuing.refresh_from_db()
    assert (issuing.state, issuing.error) == (WorkState.RUNNING, "")


def test_a_document_that_was_damaged_is_not_issued(tmp_path):
    report = submitted_report()
    day = timezone.localdate()
    snapshot = as_issued(report, day)
    run = asked(report)
    Issuing.objects.filter(pk=run.pk).update(state=WorkState.FAILED)
    for format in ISSUED_FORMATS:
        content = formats.render(snapshot, format)
        name = keep(f"{format}", content)
        Document.objects.create(
            report=report, format=format, file=name, sha256="0", snapshot_digest=snapshot.digest
        )

    with pytest.raises(NotIssuable, match="The file html is not as it was stored"):
        issue(report, by=UserFactory(), now=timezone.now())


def test_a_document_of_a_draft_is_kept_under_the_name_of_its_own_bytes():
    document = make_document(ReportFactory(), DocumentFormat.JSON, timezone.localdate())

    assert document.sha256[:16] in Path(document.file.name).name
