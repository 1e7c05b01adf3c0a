"""Loading a programme from a workbook: look first at what would become of it, then load it."""

from django.contrib import messages
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from indicators.aside import UploadRefused
from programmes import permissions
from programmes.choices import DocumentFormat
from programmes.exchange import (
    TEMPLATE_NAME,
    ExchangeError,
    check,
    marked,
    template,
)
from programmes.exchange.loading import MEANWHILE, load_programme
from programmes.exchange.marking import place_of
from programmes.exchange.uploads import MAX_ROWS, drop_upload, keep_upload, waiting_upload
from programmes.forms.load import LoadForm
from programmes.reports.formats import CONTENT_TYPES

PROBLEMS_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def load_page(request):
    """Choose a workbook. It is kept aside, and what would become of it follows."""
    permissions.refuse_unless(request.user, to="load")
    asked = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LoadForm(*asked)
    if form.is_valid():
        try:
            waiting = keep_upload(request.user, form.cleaned_data["file"])
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("load-check", waiting.digest)
    return render(
        request, "programmes/load.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
def template_download(request):
    """The workbook to fill in: empty, or with the programme that the address names."""
    permissions.refuse_unless(request.user, to="load")
    code = request.GET.get("programme", "")
    programme = permissions.programme_or_404(request.user, code) if code else None
    name = f"programme-{code.lower()}.xlsx" if programme else TEMPLATE_NAME
    return _workbook(template(programme), name)


@require_http_methods(["GET", "HEAD", "POST"])
def load_check(request, digest):
    """What would become of a workbook, or what is wrong with it: load it, or throw it away."""
    waiting = _waiting(request, digest)
    if waiting is None:
        messages.info(request, "No workbook waits here any more. Upload it again.")
        return redirect("load")
    if request.method == "POST":
        return _decide(request, waiting)
    context = {"waiting": waiting}
    try:
        context["outlook"] = check(waiting.path, request.user, MAX_ROWS)
    except ExchangeError as error:
        context |= _problems(waiting, error.problems)
    return render(request, "programmes/load_check.html", context)


@require_safe
def marked_copy(request, digest):
    """The workbook with each fault marked. Raises ``Http404`` where there is nothing to mark."""
    waiting = _waiting(request, digest)
    if waiting is None:
        raise Http404("No workbook waits here any more.")
    try:
        check(waiting.path, request.user, MAX_ROWS)
    except ExchangeError as error:
        if error.marks_help:
            copy = marked(waiting.path, error.problems)
            return _workbook(copy, f"{waiting.path.stem}-to-mend.xlsx")
    raise Http404("Nothing is wrong with this workbook.")


@require_safe
def loaded(request, code):
    """What to do next, once a programme is loaded."""
    permissions.refuse_unless(request.user, to="load")
    programme = permissions.programme_or_404(request.user, code)
    context = {
        "programme": programme,
        "people": programme.memberships.select_related("user"),
        "reports": programme.reports.exists(),
    }
    return render(request, "programmes/loaded.html", context)


def _waiting(request, digest):
    permissions.refuse_unless(request.user, to="load")
    return waiting_upload(request.user, digest)


def _decide(request, waiting):
    """Load it, if that still does what was looked at; or throw it away."""
    if request.POST.get("action") != "load":
        drop_upload(request.user, waiting.digest)
        messages.info(request, "The workbook is thrown away. Nothing of it was stored.")
        return redirect("load")
    try:
        seen = request.POST.get("seen", "")
        programme, counts = load_programme(waiting.path, request.user, MAX_ROWS, seen)
    except (ExchangeError, IntegrityError, OperationalError):  # the page says how it stands now
        messages.warning(request, MEANWHILE)
        return redirect("load-check", waiting.digest)
    drop_upload(request.user, waiting.digest)
    new = sum(count.new for count in counts.values())
    changed = sum(count.changed for count in counts.values())
    messages.success(request, f"The workbook is loaded: {new} new, {changed} changed.")
    return redirect("loaded", programme.code)


def _problems(waiting, problems):
    shown = [(problem, place_of(waiting.name, problem)) for problem in problems[:PROBLEMS_SHOWN]]
    return {"problems": shown, "count": len(problems), "more": len(problems) - len(shown)}


def _workbook(content, name):
    response = HttpResponse(content, content_type=CONTENT_TYPES[DocumentFormat.XLSX])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
