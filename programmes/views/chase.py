"""Chasing the reports of a round: who has them, how late they are, and a reminder."""

import logging
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indicators.keys import keys_in
from indicators.models.closed_day import calendar_for
from indicators.periods.dates import month_label
from programmes import permissions
from programmes.forms.chase import ChaseForm
from programmes.round import (
    expected_reports,
    reminder_letter,
    send_reminder,
    with_filled,
    with_letters,
)
from programmes.round.words import distance, listed, spoken_day
from programmes.tables import ChaseTable

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def chase(request):
    """Every report that is expected; “Send reminder” goes to the lead and chair of those ticked."""
    permissions.refuse_unless(request.user, to="chase")
    if request.method != "POST":
        return _page(request)
    form = ChaseForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    reports = form.cleaned_data["report"]
    if request.POST.get("action") == "read":
        chosen = urlencode([("report", report.pk) for report in reports])
        return redirect(f"{reverse('chase-reminder')}?{chosen}")
    _remind(request, reports)
    return redirect("chase")


@require_safe
def read_reminder(request):
    """The reminders of the reports that were ticked, as they would go out now."""
    permissions.refuse_unless(request.user, to="chase")
    form = ChaseForm(request.GET)
    if not form.is_valid():
        return redirect("chase")
    today = timezone.localdate()
    reports = with_letters(form.cleaned_data["report"])
    calendar = calendar_for(request.user)
    letters = [(report, reminder_letter(report, today, calendar)) for report in reports]
    return render(request, "programmes/chase_reminder.html", {"letters": letters})


def _page(request, form=None, status=200):
    today = timezone.localdate()
    rows = with_filled(expected_reports(today, calendar_for(request.user)))
    newest = max((row.period_end for row in rows if row.period_end), default=None)
    context = {
        "form": form,
        "chosen": _ticked(form),
        "table": ChaseTable(rows),
        "newest": newest,
        "round": month_label(newest) if newest else "",
        "said": _sentences(rows, newest, today),
        "first": next((row.report.pk for row in rows if row.may_remind), None),
    }
    return render(request, "programmes/chase.html", context, status=status)


def _ticked(form):
    """What was ticked before an error, as far as it is a number."""
    return set(keys_in(form.data.getlist("report"))) if form else set()


def _sentences(rows, newest, today):
    """The due day of the newest round, if it has one, and what is still to come."""
    due = {row.due_on for row in rows if row.period_end == newest and not row.is_returned}
    day = due.pop() if len(due) == 1 else None
    expected = [row for row in rows if row.period_end]
    returned = sum(row.is_returned for row in expected)
    missing = sum(row.is_missing for row in expected) - returned
    counts = [
        f"{number} {'report is' if number == 1 else 'reports are'} {what}"
        for number, what in ((missing, "missing"), (returned, "back with the chair"))
        if number
    ]
    done = "All reports are in." if expected else "No report is expected yet."
    return {
        "day": spoken_day(day, today) if day else "",
        "distance": distance(day, today) if day else "",
        "counts": f"{listed(counts)}." if counts else done,
    }


def _remind(request, reports):
    """Send to each; what could not be sent is said, with what to do about it."""
    sent, refused = [], []
    for report in reports:
        try:
            reminder = send_reminder(report, now=timezone.now(), by=request.user)
        except OSError:
            logger.exception("The reminder for %s was not sent.", report)
            messages.error(
                request,
                "The mail server does not answer, so not every reminder was sent. "
                "The list says which were. Try the others again later.",
            )
            break
        (sent if reminder else refused).append(str(report.programme))
    if sent:
        messages.success(request, f"A reminder went out for {listed(sent)}.")
    if refused:
        messages.warning(
            request,
            f"No reminder went out for {listed(refused)}: one was sent in the last few minutes, "
            "or nobody there has an e-mail address.",
        )
