"""Who changed what in a report."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes import permissions
from programmes.choices import KeptText
from programmes.history import steps_of

_STEPS_A_PAGE = 50


@require_safe
def change_list(request, code, period_end):
    """Every change with who made it and when, and every text that was not chosen."""
    report = permissions.report_for(request.user, code, period_end, to="read")
    steps = steps_of(report.changes.select_related("by"))
    clashes = report.clashes.exclude(kept=KeptText.WAITING).select_related("by", "theirs_by")
    context = {
        "report": report,
        "steps": Paginator(steps, _STEPS_A_PAGE).get_page(request.GET.get("page")),
        "clashes": clashes,
    }
    return render(request, "programmes/changes.html", context)
