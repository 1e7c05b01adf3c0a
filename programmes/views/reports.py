"""A report as it reads now, and its documents."""

import re

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from indicators.queueing import queued
from programmes import permissions
from programmes.choices import DocumentFormat, ReportState
from programmes.models import Report
from programmes.reports import formats
from programmes.reports.documents import current_document
from programmes.reports.issue import snapshot_of
from programmes.reports.render import report_context
from programmes.reports.since import changed_since
from programmes.tasks import make_documents

# These are quick to make and are made on request; the others are made by a job and kept.
_MADE_AT_ONCE = {DocumentFormat.HTML, DocumentFormat.JSON}
_OFFERED = ("write", "return", "reopen", "issue", "correct")
_VERSION = re.compile("[0-9]{1,4}")
_MADE_BY_JOB = [DocumentFormat.PDF, DocumentFormat.DOCX, DocumentFormat.XLSX]
_WORDS = {
    DocumentFormat.PDF: "PDF",
    DocumentFormat.DOCX: "Word file",
    DocumentFormat.XLSX: "spreadsheet",
    DocumentFormat.ARCHIVE: "PDF for an archive",
}


@require_safe
def report_page(request, code, period_end):
    """Read a report: composed afresh while it is open, frozen after."""
    report = _report(request, code, period_end)
    snapshot = snapshot_of(report, timezone.localdate())
    made = set(
        report.documents.filter(snapshot_digest=snapshot.digest).values_list("format", flat=True)
    )
    missing = [format for format in _MADE_BY_JOB if format not in made]
    awaited = [DocumentFormat.ARCHIVE] if request.GET.get("making") == "archive" else missing
    context = report_context(snapshot) | {
        "page": report,
        "ready": [f for f in DocumentFormat if f in made or f in _MADE_AT_ONCE],
        "missing": words_for(missing),
        "making": words_for([f for f in awaited if f not in made])
        if "making" in request.GET
        else "",
        "archived": DocumentFormat.ARCHIVE in made,
        "may": {to: permissions.may(request.user, report, to=to) for to in _OFFERED},
        "version_query": f"?version={report.version}" if "version" in request.GET else "",
        "issuing": _newest_issuing(report),
        "later": _later(report),
        "since": changed_since(report, snapshot) if report.is_issued else [],
        "may_share": permissions.may_review(request.user),
    }
    return render(request, "programmes/report.html", context)


def _report(request, code, period_end):
    """The newest version, or the one that the address names."""
    version = request.GET.get("version")
    if version and not _VERSION.fullmatch(version):
        raise Http404("There is no such version.")
    number = int(version) if version else None
    return permissions.report_for(request.user, code, period_end, to="read", version=number)


def _later(report):
    """The version that corrects an issued one, or is being made to."""
    if not report.is_issued:
        return None
    return Report.objects.filter(supersedes=report).defer("snapshot").first()


def _newest_issuing(report):
    """How far the issuing of a submitted report is, or why it was not issued."""
    if report.state != ReportState.SUBMITTED:
        return None
    return report.issuings.order_by("-pk").first()


def words_for(missing: list[str]) -> str:
    """“PDF, Word file and spreadsheet”."""
    *first, last = [_WORDS[format] for format in missing] or [""]
    return f"{', '.join(first)} and {last}" if first else last


@require_POST
def make_report_documents(request, code, period_end):
    """Queue the documents of a report as it reads now; those made already are left alone."""
    report = _report(request, code, period_end)
    archive = "archive" in request.POST
    if queued(make_documents, report.pk, [DocumentFormat.ARCHIVE] if archive else _MADE_BY_JOB):
        version = f"&version={report.version}" if "version" in request.GET else ""
        making = "making=archive" if archive else "making"
        return redirect(f"{report.get_absolute_url()}?{making}{version}")
    messages.error(
        request, "The documents were not made: the queue does not answer. Try again later."
    )
    return redirect(report)


@require_safe
def report_document(request, code, period_end, format):
    """Download a report: the stored file, where there is one.

    Raises ``Http404`` while a job has yet to make it.
    """
    report = _report(request, code, period_end)
    snapshot = snapshot_of(report, timezone.localdate())
    name = formats.file_name(snapshot, format)
    if document := current_document(report, format, snapshot.digest):
        response = _stored(document, name)
    elif format in _MADE_AT_ONCE:
        response = HttpResponse(formats.render(snapshot, format))
        response["Content-Disposition"] = content_disposition_header(True, name)
    else:
        raise Http404("This document has not been made yet.")
    response["Content-Type"] = formats.CONTENT_TYPES[format]
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _stored(document, name):
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404("The file of this document is missing. Tell the performance team.") from None
    return FileResponse(content, as_attachment=True, filename=name)
