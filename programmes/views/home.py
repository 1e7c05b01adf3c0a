"""The first page: what each role comes for."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.choices import PullState, Rag
from indicators.models.closed_day import calendar_for
from indicators.source_list import source_lines
from programmes import permissions
from programmes.models import Programme
from programmes.reports.compose import compose
from programmes.round import duties_of, filled_in
from programmes.selectors import newest_frozen_reports, newest_reports
from programmes.tasklist import filled_of, segments
from programmes.views.task_list import progress_of


@require_safe
def home(request):
    """The reports somebody writes, the review they make, the pulls they watch."""
    user = request.user
    roles = _own_roles(user)
    own = duties_of(roles, timezone.localdate(), calendar_for(user)) if roles else []
    context = {
        "own": _lines(own, roles),
        "to_write": sum(bool(duty.report) for duty in own),
    }
    if permissions.may_review(user):
        context["review"] = _review_counts()
    elif len(own) == 1:
        context |= _only(user, own[0])
    if permissions.is_performance(user):
        context["pulls"] = _pull_counts(calendar_for(user))
        context["start"] = not context["review"]["programmes"]
    return render(request, "programmes/home.html", context)


def _lines(own, roles):
    """Each duty with somebody's roles in it; of several also how far each open report is."""
    reports = [duty.report for duty in own if duty.report]
    filled = filled_in(reports) if len(own) > 1 else {}
    return [
        (
            duty,
            roles[duty.programme],
            _progress(filled.get(duty.report.pk) if duty.report else None),
        )
        for duty in own
    ]


def _progress(number):
    if number is None:
        return None
    counts = filled_of(number)
    return {"counts": counts, "segments": segments(counts)}


def _own_roles(user):
    """Each programme somebody leads or chairs, with what they are there."""
    roles = {}
    for membership in permissions.roles_of(user).memberships:
        roles.setdefault(membership.programme, []).append(membership.get_role_display())
    return roles


def _only(user, duty):
    """The one thing that somebody has to do has the page to itself."""
    if duty.report is None:
        return {"only": duty}
    snapshot = compose(duty.report, timezone.localdate())
    return {"only": duty} | progress_of(user, duty.report, snapshot)


def _review_counts():
    programmes = list(Programme.objects.all())
    submitted = newest_frozen_reports(programmes).values()
    return {
        "programmes": len(programmes),
        "submitted": len(submitted),
        "writing": sum(report.is_open for report in newest_reports(programmes).values()),
        "red": sum(report.rag == Rag.RED for report in submitted),
        "waiting": sum(report.waiting for report in submitted),
    }


def _pull_counts(calendar):
    lines = source_lines(calendar)
    latest = [line.latest for line in lines if line.latest]
    return {
        "sources": len(lines),
        "running": sum(pull.is_live for pull in latest),
        "failed": [pull for pull in latest if pull.state == PullState.FAILED],
        "rejecting": [pull for pull in latest if pull.rejected],
        "due": sum(line.source.is_due(timezone.now()) for line in lines),
    }
