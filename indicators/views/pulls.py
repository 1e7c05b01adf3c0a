"""What the sources brought, and “Pull now”. Only for those who hold the permission."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from indicators.choices import PullState
from indicators.models import Pull, Source
from indicators.pulls import PullAlreadyRunning, request_pull
from indicators.queueing import queued
from indicators.source_list import came_words, source_lines
from indicators.tables import PullTable, RejectionTable, SourceTable
from indicators.tasks import pull_source

PULLS_PER_PAGE = 10
REJECTIONS_PER_PAGE = 50


@require_safe
def pull_list(request):
    """Every source with its newest pull, what runs now, and the latest pulls."""
    _refuse_without(request.user, "indicators.view_pull", "see pulls")
    lines = source_lines()
    pulls = PullTable(Pull.objects.select_related("source"), prefix="pull-")
    RequestConfig(request, paginate={"per_page": PULLS_PER_PAGE}).configure(pulls)
    context = {
        "sources": SourceTable(lines),
        "running": [line.latest for line in lines if line.live],
        "rejecting": sum(bool(line.latest and line.latest.rejected) for line in lines),
        "failed": sum(
            bool(line.latest and line.latest.state == PullState.FAILED) for line in lines
        ),
        "pulls": pulls,
    }
    return render(request, "indicators/pulls.html", context)


@require_safe
def pull_page(request, pk):
    """One pull: its counts, and every row it could not take with the reason."""
    _refuse_without(request.user, "indicators.view_pull", "see pulls")
    pull = get_object_or_404(Pull.objects.select_related("source", "requested_by"), pk=pk)
    rejections = RejectionTable(pull.rejections.order_by("pk"))
    RequestConfig(request, paginate={"per_page": REJECTIONS_PER_PAGE}).configure(rejections)
    context = {"pull": pull, "came": came_words(pull), "rejections": rejections}
    return render(request, "indicators/pull.html", context)


@require_POST
def pull_now(request, pk):
    """Queue a pull of a source, and say so. One that runs already is shown instead."""
    _refuse_without(request.user, "indicators.add_pull", "start a pull")
    source = get_object_or_404(Source, pk=pk)
    try:
        pull = request_pull(source, by=request.user)
    except PullAlreadyRunning as running:
        messages.info(request, f"{source} is being pulled already. This is that pull.")
        return redirect(running.pull)
    if queued(pull_source, pull.pk):
        messages.success(request, f"{source} is being pulled.")
    else:
        # The row waits: the scheduler sends it again once the queue is back.
        messages.warning(request, f"The pull of {source} waits: the queue does not answer now.")
    return redirect("pulls")


def _refuse_without(user, permission, what):
    if not user.has_perm(permission):
        raise PermissionDenied(f"Only the performance team can {what}.")
