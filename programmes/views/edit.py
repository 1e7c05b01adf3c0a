"""Writing in a report: a page of its form at a time. What is written is always kept."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from programmes import drafting, permissions
from programmes.choices import Section
from programmes.form_pages import FORM_PAGES, section_url
from programmes.forms.sheet import FIXED, Sheet
from programmes.models import Report
from programmes.models.entry import new_key
from programmes.reports.compose import compose
from programmes.reports.issue import problems_of
from programmes.views import rows
from programmes.views.form_context import context_of
from programmes.views.signed_out import keeps_text, waiting_text


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def edit_section(request, code, period_end, slug):
    """One page of the form. A save stores all that can be understood, and says what cannot."""
    page = FORM_PAGES.get(slug)
    if page is None:
        raise Http404("The form has no such page.")
    report = _report(request, code, period_end, page)
    if request.method == "POST":
        return _save(request, report, page)
    drafting.fetch(report, report.earlier[:1])
    if typed := waiting_text(request):
        return _page(request, Sheet(report, page, typed), seen=rows.seen_in(typed), unsaved=True)
    rows.refuse_unless_open(report)
    sheet = Sheet(report, page, added=request.GET.getlist("add"))
    if "check" in request.GET:
        return _page(request, *_checked(sheet))
    return _page(request, sheet)


def _checked(sheet):
    """The page with its problems shown beside each place, and the report they are problems of."""
    snapshot = compose(sheet.report, timezone.localdate())
    checked = Sheet(sheet.report, sheet.page, sheet.as_data())
    checked.show(problems_of(sheet.report, snapshot))
    return checked, snapshot


def _report(request, code, period_end, page):
    """The report, also for somebody who only finds out by saving that it is not open any more."""
    to = "judge" if Section.STATUS in page.sections else "write"
    return permissions.report_for(request.user, code, period_end, to=to, even_closed=True)


def _save(request, report, page):
    sheet = Sheet(drafting.fetch(report), page, request.POST)
    saved = drafting.save(report, sheet.posted(), rows.seen_in(request.POST), by=request.user)
    if "autosave" in request.POST:
        return rows.answer(report, saved, sheet.errors, _newer(report, page, saved))
    if saved.clashes:
        return redirect("report-clashes", report.programme.code, report.period_end)
    rows.refuse_unless_open(report)
    if sheet.errors:
        data = request.POST.dict() | _newer(report, page, saved)
        return _page(request, Sheet(_fresh(report), page, data), status=422)
    return _next(request, report, page)


def _newer(report, page, saved):
    """The fields that came in older than what is stored, as they read now."""
    if not saved.older:
        return {}
    shown = Sheet(_fresh(report), page).as_data()
    parts = {name: text for name, text in shown.items() if name.startswith(saved.older)}
    return dict.fromkeys(saved.older, "") | parts


def _next(request, report, page):
    """Where a button leads: a new row, the same page without a row, or back to all sections."""
    verb, _, place = request.POST.get("action", "save").partition("-")
    section, _, key = place.partition("-")
    if verb == "add" and section in page.sections and section not in FIXED:
        row = f"{section}-{new_key()}"
        query = urlencode({"add": row})
        return redirect(f"{section_url(report, Section(section))}?{query}#id_{row}-text")
    if verb == "remove" and section in page.sections and section not in FIXED:
        drafting.remove(report, Section(section), key, by=request.user)
        return redirect(f"{section_url(report, Section(section))}#{section}")
    if verb == "preview":
        return redirect(f"{section_url(report, page.sections[0])}#main")
    messages.success(request, f"{page.title}: your text is saved.")
    return redirect("report-edit", report.programme.code, report.period_end)


def _fresh(report):
    """The report as it is after the save."""
    found = Report.objects.select_related("programme__area").get(pk=report.pk)
    return drafting.fetch(found)


def _page(request, sheet, snapshot=None, *, status=200, **more):
    context = context_of(request, sheet, snapshot) | more
    return render(request, "programmes/form_page.html", context, status=status)
