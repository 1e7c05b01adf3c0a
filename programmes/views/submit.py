"""Handing a report on: its chair submits it, the executive returns it, it is opened again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indicators.queueing import queued
from programmes import permissions
from programmes.choices import ISSUED_FORMATS
from programmes.forms.returning import ReturnForm
from programmes.reports.issue import NotReady, send_back, submit
from programmes.round import due_again
from programmes.tasks import make_documents, tell_of_return, tell_of_submission
from programmes.views.signed_out import keeps_text, kept_context, typed_in
from programmes.views.task_list import task_list_of


@require_http_methods(["GET", "HEAD", "POST"])
def submit_report(request, code, period_end):
    """Ask once more, then freeze the report; what stops it is listed with links."""
    report = permissions.report_for(request.user, code, period_end, to="submit")
    if request.method != "POST":
        return render(request, "programmes/submit.html", task_list_of(request.user, report))
    try:
        submit(report, by=request.user, now=timezone.localtime())
    except NotReady:
        context = task_list_of(request.user, report)
        return render(request, "programmes/submit.html", context, status=422)
    frozen = "The report is submitted and its figures are frozen."
    made = queued(make_documents, report.pk, list(ISSUED_FORMATS))
    told = queued(tell_of_submission, report.pk)
    if made and told:
        messages.success(request, frozen)
    else:
        messages.warning(request, f"{frozen} {_left_undone(made, told)}")
    return redirect(report)


def _left_undone(made, told):
    """What the queue, which does not answer, did not take."""
    undone = [] if made else ["Its documents are not made yet."]
    if not told:
        undone.append("The executive was not sent an e-mail: tell them that it is there.")
    return " ".join(undone)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def return_report(request, code, period_end):
    """The executive hands a submitted report back, and says at each place what has to change."""
    report = permissions.report_for(request.user, code, period_end, to="return")
    return _send_back(request, report, "programmes/return.html")


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def reopen_report(request, code, period_end):
    """The performance team opens a submitted report again, with a reason."""
    report = permissions.report_for(request.user, code, period_end, to="reopen")
    return _send_back(request, report, "programmes/reopen.html")


def _send_back(request, report, template):
    form = ReturnForm(typed_in(request))
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"report": report, "form": form} | kept_context(request)
        return render(request, template, context, status=status)
    if send_back(report, form.remarks, by=request.user):
        due_again(report, timezone.localdate(), by=request.user)
        _tell_of_return(request, report)
    else:
        messages.warning(request, f"{report} was opened again already.")
    return redirect(report)


def _tell_of_return(request, report):
    done = f"{report} is open again for its lead and chair."
    if queued(tell_of_return, report.pk):
        messages.success(request, done)
    else:
        messages.warning(request, f"{done} They were not sent an e-mail: tell them.")
