"""Copies of a report for the partnership and the public."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.disclosure import INTERNAL, profile_sentences
from indicators.models.disclosure import current_profiles
from indicators.queueing import queued
from programmes import copies, permissions
from programmes.choices import ISSUED_FORMATS, DocumentFormat
from programmes.reports import formats
from programmes.reports.documents import current_document
from programmes.tasks import make_copies
from programmes.views.reports import words_for

_AT_ONCE = (DocumentFormat.HTML, DocumentFormat.JSON)
_BY_JOB = [format for format in ISSUED_FORMATS if format not in _AT_ONCE]
_CHANGED = "The copy has changed since you opened this page. Look at the numbers again."


@require_safe
def copy_list(request, code, period_end):
    """Whom a copy can be made for, and what each copy leaves out."""
    report, correction = _report(request, code, period_end)
    audiences = [
        (profile.audience, profile_sentences(profile))
        for profile in current_profiles().values()
        if profile.audience != INTERNAL.audience
    ]
    context = {"report": report, "correction": correction, "audiences": audiences}
    return render(request, "programmes/copies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def copy_page(request, code, period_end, audience):
    """The small numbers to look at; once somebody has, the documents of the copy."""
    report, correction = _report(request, code, period_end)
    copy = copies.copy_of(report, audience)
    if request.method == "POST":
        return _confirm(request, report, copy)
    made = set(
        report.documents.filter(snapshot_digest=copy.digest).values_list("format", flat=True)
    )
    missing = [format for format in _BY_JOB if format not in made]
    context = {
        "report": report,
        "correction": correction,
        "copy": copy,
        "audience": audience,
        "looks": copies.looks_of(copy),
        "confirmed": copies.confirmation_of(report, copy),
        "ready": [format for format in ISSUED_FORMATS if format in made or format in _AT_ONCE],
        "missing": words_for(missing),
        "making": bool(missing) and "making" in request.GET,
    }
    return render(request, "programmes/copy.html", context)


def _confirm(request, report, copy):
    if request.POST.get("digest") != copy.digest:
        messages.warning(request, _CHANGED)
    elif "looked" not in request.POST:
        messages.error(request, "Tick the box once you have looked at every number.")
    elif copies.confirmation_of(report, copy) is None:
        copies.confirm(report, copy, by=request.user)
        messages.success(request, f"The copy for the {copy.audience} can be made.")
    return redirect(request.path)


@require_POST
def make_copy_documents(request, code, period_end, audience):
    """Queue the documents of a copy that somebody has looked at."""
    report, _ = _confirmed(request, code, period_end, audience)
    page = redirect("report-copy", code, period_end, audience)
    if queued(make_copies, report.pk, audience, [str(format) for format in _BY_JOB]):
        page["Location"] += "?making"
    else:
        messages.error(
            request, "The documents were not made: the queue does not answer. Try again later."
        )
    return page


@require_safe
def copy_document(request, code, period_end, audience, format):
    """Download a copy. Raises ``Http404`` while a job has yet to make it."""
    report, copy = _confirmed(request, code, period_end, audience)
    name = formats.file_name(copy, format)
    if format in _AT_ONCE:
        response = HttpResponse(formats.render(copy, format))
        response["Content-Disposition"] = content_disposition_header(True, name)
    else:
        document = current_document(report, format, copy.digest)
        if document is None:
            raise Http404("This document has not been made yet.")
        response = FileResponse(document.file.open("rb"), as_attachment=True, filename=name)
    response["Content-Type"] = formats.CONTENT_TYPES[format]
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _report(request, code, period_end):
    """The report that copies are made of, and the version that is to correct it, if any.

    An issued version stands until the one that corrects it is issued.
    """

    def version(number=None):
        return permissions.report_for(
            request.user, code, period_end, to="share", even_closed=True, version=number
        )

    report = version()
    if report.supersedes_id and not report.is_issued:
        return version(report.version - 1), report
    if report.is_open:
        raise PermissionDenied("Copies for others are made once the report is submitted.")
    return report, None


def _confirmed(request, code, period_end, audience):
    """The report and its copy. Refused before somebody has looked at the small numbers."""
    report, _ = _report(request, code, period_end)
    copy = copies.copy_of(report, audience)
    if copies.confirmation_of(report, copy) is None:
        raise PermissionDenied("Somebody has to look at the small numbers of this copy first.")
    return report, copy
