"""Meeting packs: asking for one, seeing how far it is, and downloading it."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from indicators.keys import keys_in
from indicators.queueing import queued
from programmes import permissions
from programmes.choices import DocumentFormat, WorkState
from programmes.forms.packs import PackForm
from programmes.models import Pack, Programme, Report
from programmes.reports.formats import CONTENT_TYPES
from programmes.reports.packs import request_pack
from programmes.selectors import newest_frozen_reports
from programmes.tables import PackTable
from programmes.tasks import make_pack as make_pack_job

PACKS_PER_PAGE = 20
_FORMATS = {DocumentFormat.PDF, DocumentFormat.XLSX}


@require_safe
def pack_list(request):
    """The packs so far, and the newest frozen reports to make another of."""
    permissions.refuse_unless(request.user, to="pack")
    return _list_page(request)


@require_POST
def make_pack(request):
    """Ask for a pack of the reports that were ticked."""
    permissions.refuse_unless(request.user, to="pack")
    form = PackForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    pack = request_pack(form.cleaned_data["report"], by=request.user)
    if not queued(make_pack_job, pack.pk):
        messages.warning(
            request,
            "The queue does not answer now. The pack will be made by itself once it does.",
        )
    return redirect("pack", pack.pk)


@require_safe
def pack_page(request, pk):
    """One pack: what it holds, how far it is, its files."""
    permissions.refuse_unless(request.user, to="pack")
    pack = get_object_or_404(Pack.objects.select_related("by"), pk=pk)
    reports = pack.reports.select_related("programme").defer("snapshot")
    context = {
        "pack": pack,
        "reports": reports.order_by("programme__number", "programme__code", "period_end"),
        "done": pack.state == WorkState.DONE,
        "failed": pack.state == WorkState.FAILED,
    }
    return render(request, "programmes/pack.html", context)


@require_safe
def pack_document(request, pk, format):
    """Download a file of a pack. Raises ``Http404`` until a job has made it."""
    permissions.refuse_unless(request.user, to="pack")
    pack = get_object_or_404(Pack, pk=pk)
    if format not in _FORMATS or pack.state != WorkState.DONE:
        raise Http404("This pack has no such file yet.")
    file = getattr(pack, format)
    name = f"{file.name.rsplit('/', 1)[-1].rpartition('-')[0]}.{format}"
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name)
    response["Content-Type"] = CONTENT_TYPES[format]
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _list_page(request, form=None, status=200):
    held = Prefetch("reports", Report.objects.select_related("programme").defer("snapshot"))
    packs = PackTable(Pack.objects.select_related("by").prefetch_related(held))
    RequestConfig(request, paginate={"per_page": PACKS_PER_PAGE}).configure(packs)
    programmes = list(Programme.objects.all())
    newest = newest_frozen_reports(programmes).values()
    reports = sorted(newest, key=lambda row: (row.programme.number, row.programme.code))
    context = {
        "form": form,
        "ticked": _ticked(form) if form else {report.pk for report in reports},
        "table": packs,
        "reports": reports,
    }
    return render(request, "programmes/packs.html", context, status=status)


def _ticked(form):
    """What was ticked before an error, as far as it is a number."""
    return set(keys_in(form.data.getlist("report")))
