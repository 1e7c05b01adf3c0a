"""What is wrong with recent figures, and what somebody chose to leave. For those who see pulls."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from indicators import acknowledgements, quality
from indicators.quality_forms import FindingFilter, LeaveForm
from indicators.quality_tables import FindingTable, LeftTable
from indicators.views.permissions import refuse_without

PER_PAGE = 25
LEFT_PER_PAGE = 10
_SEE = ("indicators.view_pull", "see what is wrong with figures")
_LEAVE = ("indicators.change_acknowledgement", "leave a finding as it is")


@require_safe
def worklist_page(request):
    """Findings about recent figures, page by page; those left as they are below."""
    refuse_without(request.user, *_SEE)
    found = quality.worklist(timezone.localdate())
    form = FindingFilter(request.GET, lines=found.open)
    chosen = form.chosen()
    table, left = FindingTable(chosen), LeftTable(found.left, prefix="left-")
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    RequestConfig(request, paginate={"per_page": LEFT_PER_PAGE}).configure(left)
    quality.with_observations([row.record for row in (*table.page, *left.page)])
    context = {
        "found": found,
        "form": form,
        "filtered": len(chosen) < len(found.open),
        "chosen": len(chosen),
        "table": table,
        "left": left,
        "left_is_open": left.prefixed_page_field in request.GET,
        "may_leave": request.user.has_perm(_LEAVE[0]),
        "periods": quality.PERIODS,
    }
    return render(request, "indicators/quality.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_page(request, pk, check):
    """One finding, and the form to leave it as it is with a reason."""
    refuse_without(request.user, *_LEAVE)
    found = quality.find(pk, check, timezone.localdate())
    if found is None or found.acknowledgement:
        messages.info(
            request, "This finding is not open any more: it is mended, or somebody left it."
        )
        return _back_to_list(request)
    form = LeaveForm(request.POST if request.method == "POST" else None, revision=found.revision)
    if form.is_valid():
        acknowledgements.leave(found, form.cleaned_data["reason"], request.user)
        messages.success(
            request, f"Left as it is: {found.indicator}, {found.about.period.label()}."
        )
        return _back_to_list(request)
    return render(request, "indicators/quality_finding.html", {"found": found, "form": form})


@require_POST
def put_back(request, pk):
    """Put a finding that was left as it is back on the list."""
    refuse_without(request.user, *_LEAVE)
    if acknowledgements.put_back(pk):
        messages.success(request, "The finding is back on the list.")
    else:
        messages.info(request, "Somebody has put this finding back already.")
    return _back_to_list(request)


def _back_to_list(request):
    """The list as it was: its filter and page are in the address."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('data-quality')}{'?' if query else ''}{query}")
