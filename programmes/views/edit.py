"""Writing a report: the lead's and the chair's page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indicators.choices import Rag
from indicators.queueing import queued
from programmes import permissions
from programmes.choices import DocumentFormat, MilestoneRag
from programmes.forms.report import ReportForm
from programmes.models import Report
from programmes.reports.compose import compose
from programmes.reports.issue import NotReady, submit
from programmes.status import VERY_HIGH_SCORE
from programmes.tasks import make_documents


@require_http_methods(["GET", "HEAD", "POST"])
def edit_report(request, code, period_end):
    """Write in an open report; “Submit” saves first, then freezes it."""
    report = permissions.report_for(request.user, code, period_end, to="write")
    chair = permissions.is_chair(request.user, report.programme)
    if request.method != "POST":
        return _page(request, ReportForm(report=_written(report), chair=chair))
    submitting = request.POST.get("action") == "submit"
    if submitting:
        permissions.report_for(request.user, code, period_end, to="submit")
    form = _saved(request, report, chair)
    if form.errors or (submitting and not _submitted(request, form)):
        return _page(request, form, status=422)
    if submitting:
        return redirect(report)
    messages.success(request, "Your text is saved.")
    return redirect("report-edit", code, period_end)


def _written(report):
    prefetch_related_objects([report], "entries", "nil_returns", "decisions")
    return report


@transaction.atomic
def _saved(request, report, chair):
    """The form, saved unless somebody else saved or submitted meanwhile."""
    locked = Report.objects.select_for_update(of=("self",)).select_related("programme__area")
    held = locked.get(pk=report.pk)
    if not held.is_open:
        raise PermissionDenied("This report has been submitted, so it can no longer be changed.")
    form = ReportForm(request.POST, report=_written(held), chair=chair)
    form.full_clean()
    if not form.refuse_stale():
        form.save(by=request.user)
    return form


def _submitted(request, form):
    """Submit the saved report; what is missing becomes an error of the form."""
    try:
        submit(form.report, by=request.user, now=timezone.localtime())
    except NotReady as not_ready:
        form.refuse(not_ready.problems)
        return False
    frozen = "The report is submitted and its figures are frozen."
    if queued(make_documents, form.report.pk, list(DocumentFormat.values)):
        messages.success(request, frozen)
    else:
        messages.warning(request, f"{frozen} Its documents are not made yet.")
    return True


def _page(request, form, status=200):
    context = {"form": form, "report": form.report}
    if form.chair:
        context["evidence"] = _evidence(form.report)
    return render(request, "programmes/edit.html", context, status=status)


def _evidence(report):
    """What the figures, milestones and risks say, for the chair to judge beside."""
    snapshot = compose(report, timezone.localdate())
    late = (MilestoneRag.RED, MilestoneRag.AMBER)
    return {
        "status": snapshot.status,
        "red": [row for row in snapshot.indicators if row.rag == Rag.RED],
        "rated": sum(row.rag != Rag.NOT_RATED for row in snapshot.indicators),
        "milestones": [row for row in snapshot.milestones if row.rag in late],
        "milestone_count": len(snapshot.milestones),
        "risks": [row for row in snapshot.risks if row.score >= VERY_HIGH_SCORE],
        "risk_count": len(snapshot.risks),
    }
