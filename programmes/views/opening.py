"""Opening a report of a chosen period by hand: a programme's first one, or one out of turn."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indicators.periods import day_label
from indicators.queueing import queued
from programmes import permissions
from programmes.forms.opening import OpeningForm
from programmes.round import open_report, reportable_periods
from programmes.tasks import tell_of_opening


@require_http_methods(["GET", "HEAD", "POST"])
def open_by_hand(request, code):
    """Choose a period, and its report opens for lead and chair."""
    permissions.refuse_unless(request.user, to="open")
    programme = permissions.programme_or_404(request.user, code)
    form = OpeningForm(
        request.POST or None, periods=reportable_periods(programme, timezone.localdate())
    )
    if form.is_valid():
        return _open(request, programme, form.cleaned_data["period_end"])
    context = {"programme": programme, "form": form}
    return render(request, "programmes/open.html", context, status=422 if form.errors else 200)


def _open(request, programme, period_end):
    report = open_report(programme, period_end, now=timezone.now(), by=request.user)
    opened = f"The report to {day_label(period_end)} is open."
    if not programme.memberships.exists():
        messages.warning(
            request,
            f"{opened} Nobody leads or chairs this programme yet, so nobody can fill it in: "
            "give two people these roles on the page People.",
        )
    elif queued(tell_of_opening, report.pk):
        messages.success(request, f"{opened} Its lead and chair can fill it in.")
    else:
        messages.warning(request, f"{opened} Its people were not sent an e-mail: tell them.")
    return redirect(report)
