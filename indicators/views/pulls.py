"""What the sources brought, and “Pull now”. Only for those who hold the permission."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from indicators.assessed import measure_of
from indicators.choices import PullState, Symbol
from indicators.downloads import csv_download
from indicators.labels import counts_label, value_label
from indicators.models import Pull, Source
from indicators.models.closed_day import calendar_for
from indicators.pulls import REJECTIONS_KEPT, PullAlreadyRunning, cancel_pull, request_pull
from indicators.queueing import queued
from indicators.revisions import revisions_by, with_what_came
from indicators.source_list import came_words, source_lines
from indicators.tables import PullTable, RejectionTable, RevisedTable, SourceTable
from indicators.tasks import pull_source
from indicators.views import figure
from indicators.views.permissions import refuse_without

PULLS_PER_PAGE = 10
ROWS_PER_PAGE = 50
REJECTED_HEADINGS = ["Where", "Column", "It says", "What is wrong"]


@require_safe
def pull_list(request):
    """Every source with its newest pull, what runs now, and the latest pulls."""
    refuse_without(request.user, "indicators.view_pull", "see pulls")
    lines = source_lines(calendar_for(request.user))
    newest = [line.latest for line in lines if line.latest]
    pulls = PullTable(Pull.objects.select_related("source"), prefix="pull-")
    RequestConfig(request, paginate={"per_page": PULLS_PER_PAGE}).configure(pulls)
    context = {
        "sources": SourceTable(lines),
        "running": [pull for pull in newest if pull.is_live],
        "rejecting": sum(pull.state == PullState.DONE and pull.rejected > 0 for pull in newest),
        "failed": sum(pull.state == PullState.FAILED for pull in newest),
        "silent": sum(line.silent for line in lines),
        "pulls": pulls,
    }
    return render(request, "indicators/pulls.html", context)


@require_safe
def pull_page(request, pk):
    """One pull: its counts, every row it could not take with the reason, and what it revised."""
    pull = _pull(request.user, pk)
    context = {
        "pull": pull,
        "came": came_words(pull),
        "taken": pull.new + pull.revised + pull.unchanged,
        "took": _duration(pull),
        "rejections": _rejections(request, pull),
        "revised": _revised(request, pull),
    }
    return render(request, "indicators/pull.html", context)


@require_safe
def rejected_rows(request, pk):
    """The rows a pull could not take, as a CSV file."""
    pull = _pull(request.user, pk)
    rows = pull.rejections.order_by("pk").values_list("place", "field", "text", "message")
    return csv_download(f"pull-{pk}-rejected-rows.csv", REJECTED_HEADINGS, rows)


@require_POST
def pull_now(request, pk):
    """Queue a pull of a source, and say so. One that runs already is shown instead."""
    refuse_without(request.user, "indicators.add_pull", "start a pull")
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


@require_POST
def cancel(request, pk):
    """Cancel a pull that waits or runs, and show how it stands."""
    refuse_without(request.user, "indicators.add_pull", "cancel a pull")
    pull = get_object_or_404(Pull.objects.select_related("source"), pk=pk)
    if cancel_pull(pull, request.user):
        messages.success(request, f"The pull of {pull.source} is cancelled. Nothing was stored.")
    else:
        messages.info(request, "The pull had ended before it could be cancelled.")
    return redirect(pull)


def _pull(user, pk):
    refuse_without(user, "indicators.view_pull", "see pulls")
    return get_object_or_404(Pull.objects.select_related("source", "requested_by"), pk=pk)


def _rejections(request, pull):
    table = RejectionTable(pull.rejections.order_by("pk"))
    if pull.rejected > REJECTIONS_KEPT:
        table.caption = f"Rejected rows: {REJECTIONS_KEPT:,} of {pull.rejected:,} shown"
    RequestConfig(request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
    return table


def _revised(request, pull):
    table = RevisedTable(revisions_by(pull), prefix="revised-")
    RequestConfig(request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
    records = [row.record for row in table.page]
    for record, revised in zip(records, with_what_came(records), strict=True):
        record.revised = revised
        record.said = _said(revised)
    return table


def _said(revised):
    """The period, and the two values with all the digits they were supplied with."""
    measure = measure_of(revised.observation.indicator)
    period = figure.said_of(revised.observation, measure).period
    was, now = (_as_supplied(said, measure) for said in (revised.was, revised.now))
    return {"period": period, "was": was, "now": now}


def _as_supplied(said, measure):
    value = (
        Symbol(said.symbol).label
        if said.value is None
        else value_label(said.value, measure.unit, said.places)
    )
    return {"value": value, "counts": counts_label(said.numerator, said.denominator)}


def _duration(pull):
    """“2.4 seconds”, “3 minutes”; nothing for a pull that never started."""
    if not (pull.started_at and pull.finished_at):
        return ""
    seconds = (pull.finished_at - pull.started_at).total_seconds()
    if seconds < 1:
        return "Less than a second"
    if seconds < 60:
        return f"{seconds:.1f} seconds"
    minutes = round(seconds / 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
