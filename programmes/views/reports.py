"""A report as it reads now, and its documents."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from indicators.queueing import queued
from programmes import permissions
from programmes.choices import DocumentFormat
from programmes.reports import formats
from programmes.reports.documents import current_document
from programmes.reports.issue import snapshot_of
from programmes.reports.render import report_context
from programmes.tasks import make_documents

# These are quick to make and are made on request; the others are made by a job and kept.
_MADE_AT_ONCE = {DocumentFormat.HTML, DocumentFormat.JSON}
_MADE_BY_JOB = {
    DocumentFormat.PDF: "PDF",
    DocumentFormat.DOCX: "Word file",
    DocumentFormat.XLSX: "spreadsheet",
}


@require_safe
def report_page(request, code, period_end):
    """Read a report: composed afresh while it is open, frozen after."""
    report = permissions.report_for(request.user, code, period_end, to="read")
    snapshot = snapshot_of(report, timezone.localdate())
    made = set(
        report.documents.filter(snapshot_digest=snapshot.digest).values_list("format", flat=True)
    )
    missing = [format for format in _MADE_BY_JOB if format not in made]
    context = report_context(snapshot) | {
        "page": report,
        "ready": [f for f in DocumentFormat if f in made or f in _MADE_AT_ONCE],
        "missing": words_for(missing),
        "making": bool(missing) and "making" in request.GET,
        "may_write": permissions.may(request.user, report, to="write"),
        "may_return": permissions.may(request.user, report, to="return"),
        "may_reopen": permissions.may(request.user, report, to="reopen"),
    }
    return render(request, "programmes/report.html", context)


def words_for(missing: list[str]) -> str:
    """“PDF, Word file and spreadsheet”."""
    *first, last = [_MADE_BY_JOB[format] for format in missing] or [""]
    return f"{', '.join(first)} and {last}" if first else last


@require_POST
def make_report_documents(request, code, period_end):
    """Queue the documents of a report as it reads now; those made already are left alone."""
    report = permissions.report_for(request.user, code, period_end, to="read")
    if queued(make_documents, report.pk, list(_MADE_BY_JOB)):
        return redirect(f"{report.get_absolute_url()}?making")
    messages.error(
        request, "The documents were not made: the queue does not answer. Try again later."
    )
    return redirect(report)


@require_safe
def report_document(request, code, period_end, format):
    """Download a report. Raises ``Http404`` while a job has yet to make it."""
    report = permissions.report_for(request.user, code, period_end, to="read")
    snapshot = snapshot_of(report, timezone.localdate())
    name = formats.file_name(snapshot, format)
    if format in _MADE_AT_ONCE:
        response = HttpResponse(formats.render(snapshot, format))
        response["Content-Disposition"] = content_disposition_header(True, name)
    else:
        response = _stored(report, format, snapshot.digest, name)
    response["Content-Type"] = formats.CONTENT_TYPES[format]
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _stored(report, format, digest, name):
    document = current_document(report, format, digest)
    if document is None:
        raise Http404("This document has not been made yet.")
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=name)
