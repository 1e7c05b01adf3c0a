"""A full disk and a failing renderer: the report stays submitted, whole, and says why."""

import errno
import os
import sqlite3
from itertools import count

import psycopg
import pytest
from django.db import OperationalError, connection

from programmes.choices import ISSUED_FORMATS, DocumentFormat, ReportState, WorkState
from programmes.models import Report
from programmes.reports.issuing import request_issue, run_issuing
from programmes.reports.schema import digest_of
from programmes.reports.verifying import verify
from tests.factories import UserFactory
from tests.people import executive
from tests.reports import issued, submitted_report

pytestmark = pytest.mark.django_db
FULL = "The disk was full while it was stored"


@pytest.fixture(autouse=True)
def _own_documents(settings, tmp_path):
    """A folder of documents for each test."""
    storages = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }
    settings.STORAGES = storages


@pytest.fixture
def report():
    return submitted_report()


def issue_in_vain(report):
    return run_issuing(request_issue([report], by=UserFactory()).issuings.get().pk)


def assert_nothing_is_lost(client, report, issuing, reason, folder):
    """The page says why and offers to try again; that works, once what was wrong is mended."""
    before = report.digest
    report.refresh_from_db()
    assert (issuing.state, report.state) == (WorkState.FAILED, ReportState.SUBMITTED)
    assert report.digest == before == digest_of(report.snapshot)
    assert not [fault for found in verify() for fault in found.faults]
    assert not list(folder.rglob("*.part"))

    client.force_login(executive())
    page = " ".join(client.get(report.get_absolute_url()).content.decode().split())
    assert f"<strong>Not issued.</strong> {reason}" in page
    assert "Nothing is lost and the report is still submitted." in page
    assert "Try again to issue this report" in page

    assert issued(Report.objects.get(pk=report.pk)).state == ReportState.ISSUED
    assert not [fault for found in verify() for fault in found.faults]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT], ids=["full", "over its share"])
@pytest.mark.parametrize("format", ISSUED_FORMATS)
def test_no_room_for_a_file(client, report, tmp_path, monkeypatch, number, format):
    stored, real = count(), os.fsync
    files = 2 * ISSUED_FORMATS.index(format)  # each is brought to the disk, and then its folder

    def bring(handle):
        if next(stored) == files:
            raise OSError(number, os.strerror(number))
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", bring)
        issuing = issue_in_vain(report)

    assert report.documents.count() == ISSUED_FORMATS.index(format)
    reason = f"{FULL} ({format.label}). Make room and try again."
    assert_nothing_is_lost(client, report, issuing, reason, tmp_path)


def _sqlite_is_full():
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


@pytest.mark.parametrize("full", [_sqlite_is_full, psycopg.errors.DiskFull])
@pytest.mark.parametrize("statement", ['INTO "programmes_document"', 'INTO "programmes_change"'])
def test_no_room_for_a_row(client, report, tmp_path, full, statement):
    def refuse(execute, sql, params, many, context):
        if statement in sql:
            raise OperationalError("no room") from full()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        issuing = issue_in_vain(report)

    assert_nothing_is_lost(client, report, issuing, FULL, tmp_path)


def test_a_renderer_that_fails(client, report, tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise MemoryError

    import weasyprint

    with monkeypatch.context() as patched:
        patched.setattr(weasyprint.HTML, "write_pdf", fail)
        patched.setattr(weasyprint.HTML, "render", fail)
        issuing = request_issue([report], by=UserFactory()).issuings.get()
        with pytest.raises(MemoryError):
            run_issuing(issuing.pk)
        issuing.refresh_from_db()

    assert DocumentFormat.PDF not in report.documents.values_list("format", flat=True)
    reason = "Something went wrong here. The site’s log has the details."
    assert_nothing_is_lost(client, report, issuing, reason, tmp_path)
