"""Issuing reports, how far that is, and correcting one that was issued."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.queueing import queued
from programmes import permissions
from programmes.choices import ReportState, WorkState
from programmes.forms.issuing import CorrectionForm, IssueForm
from programmes.models import IssueBatch
from programmes.reports.issue import NotIssuable, correct
from programmes.reports.issuing import request_issue
from programmes.round import due_again
from programmes.tasks import issue_report
from programmes.views.signed_out import keeps_text, kept_context, typed_in


@require_POST
def issue_reports(request):
    """Have a job issue the chosen reports, and show how far it is."""
    form = IssueForm(permissions.reports_to_issue(request.user), request.POST)
    chosen = list(form.cleaned_data["report"]) if form.is_valid() else []
    batch = request_issue(chosen, by=request.user)
    if batch is None:
        messages.error(
            request,
            "Nothing was issued. Choose reports that are submitted and are not being issued.",
        )
        return redirect("review")
    keys = list(batch.issuings.values_list("pk", flat=True))
    if left := len(chosen) - len(keys):
        messages.warning(
            request,
            f"{left} of the {len(chosen)} chosen cannot be issued now and "
            f"{'was' if left == 1 else 'were'} left out.",
        )
    if not all(queued(issue_report, key) for key in keys):
        # The rows wait: the scheduler sends them again once the queue is back.
        messages.warning(request, "The queue does not answer now, so the work starts later.")
    return redirect("issue-batch", batch.pk)


@require_safe
def issue_batch(request, pk):
    """How far each report of a batch is; what was not issued can be tried again."""
    permissions.refuse_unless(request.user, to="review")
    batch = get_object_or_404(IssueBatch.objects.select_related("by"), pk=pk)
    rows = list(
        batch.issuings.select_related("report__programme")
        .defer("report__snapshot")
        .order_by("report__programme__number", "pk")
    )
    states = [row.state for row in rows]
    executive = permissions.is_executive(request.user)
    context = {
        "batch": batch,
        "rows": rows,
        "done": states.count(WorkState.DONE),
        "live": sum(row.is_live for row in rows),
        "failed": states.count(WorkState.FAILED),
        "again": [row for row in rows if executive and _may_be_tried_again(row)],
        "now": timezone.now(),
    }
    return render(request, "programmes/issue_batch.html", context)


def _may_be_tried_again(row):
    return row.state == WorkState.FAILED and row.report.state == ReportState.SUBMITTED


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def correct_report(request, code, period_end):
    """Open a new version of an issued report, with the reason for it."""
    report = permissions.report_for(request.user, code, period_end, to="correct")
    form = CorrectionForm(typed_in(request))
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"report": report, "form": form} | kept_context(request)
        return render(request, "programmes/correct.html", context, status=status)
    try:
        new = correct(report, form.cleaned_data["reason"], by=request.user, now=timezone.now())
    except NotIssuable as refusal:
        messages.error(request, str(refusal))
        return redirect(report)
    due_again(new, timezone.localdate(), by=request.user)
    messages.success(
        request,
        f"Version {new.version} is open for its lead and chair. Version {report.version} stands "
        "until it is issued.",
    )
    return redirect(new)
