"""Which sections of a report are exempt from publication."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from programmes import exempting, permissions
from programmes.choices import Section
from programmes.forms.exempt import ExemptForm
from programmes.reports.exempt import PARAGRAPHS
from programmes.views.signed_out import keeps_text, kept_context, waiting_text

_SETTLED = "This report is issued, so its exempt sections stay as they are."


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def exempt_sections(request, code, period_end):
    """Mark sections as exempt, and open them again, until the report is issued."""
    report = permissions.report_for(request.user, code, period_end, to="share", even_closed=True)
    if request.method != "POST":
        return _page(request, report, ExemptForm(waiting_text(request)))
    if exempting.is_settled(report):
        raise PermissionDenied(_SETTLED)
    if "open" in request.POST:
        return _open_again(request, report, request.POST["open"])
    form = ExemptForm(request.POST)
    if not form.is_valid():
        return _page(request, report, form, status=422)
    section = Section(form.cleaned_data["section"])
    chosen = form.cleaned_data["paragraph"], form.cleaned_data["reason"]
    if exempting.mark(report, section, *chosen, by=request.user):
        messages.success(request, f"{section.label}: exempt under paragraph {chosen[0]}.")
    else:
        messages.warning(request, _SETTLED)
    return redirect(request.path)


def _open_again(request, report, name):
    if name in Section.values and exempting.unmark(report, Section(name), by=request.user):
        messages.success(request, f"{Section(name).label} is open to the public.")
    return redirect(request.path)


def _page(request, report, form, status=200):
    context = {
        "report": report,
        "form": form,
        "settled": exempting.is_settled(report),
        "exemptions": [(row, PARAGRAPHS[row.paragraph]) for row in report.exemptions.all()],
        **kept_context(request),
    }
    return render(request, "programmes/exempt.html", context, status=status)
