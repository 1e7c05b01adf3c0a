"""The figures that a text of a report can quote."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes import permissions
from programmes.reports.issue import snapshot_of


@require_safe
def quotable_figures(request, code, period_end):
    """Every code of the report with its name, value and period."""
    report = permissions.report_for(request.user, code, period_end, to="read")
    snapshot = snapshot_of(report, timezone.localdate())
    context = {"report": report, "rows": snapshot.indicators}
    return render(request, "programmes/figures.html", context)
