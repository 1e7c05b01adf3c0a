"""The risks of a report: a list, and a page for each with its matrix."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from programmes import drafting, permissions
from programmes.choices import Section
from programmes.drafting import Refused
from programmes.forms.risks import CloseForm, NewRiskForm, RiskForm
from programmes.matrix import matrix_of
from programmes.models import current_levels, current_scheme, scheme_of, scheme_rows
from programmes.models.together import together
from programmes.register import LastScores, by_score, last_scores, risk_counts, risk_line
from programmes.reports.promised import with_last_scores
from programmes.risk_scheme import level_ranges, shade_of
from programmes.views import rows
from programmes.views.signed_out import keeps_text, kept_context, typed_in, waiting_text

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def risk_list(request, code, period_end):
    """Open risks, the most serious first, and those that were closed; without open, a nil."""
    report = permissions.report_for(request.user, code, period_end, to="write")
    if request.method == "POST":
        return rows.save_nil(request, report, Section.RISKS)
    risks = list(with_last_scores(report.programme.risks.all(), report))
    still_open = [risk for risk in risks if risk.closed_on is None]
    context = rows.list_context(request, report, Section.RISKS, nil=not still_open)
    closed = [risk for risk in risks if risk.closed_on]
    context |= _open(report, still_open) | {
        "closed": sorted(closed, key=lambda risk: risk.closed_on, reverse=True)
    }
    return render(request, "programmes/risks.html", context)


def _open(report, risks):
    if not risks:
        return {}
    levels, last = current_levels(), last_scores(report, risks)
    lines = by_score(risk_line(risk, levels, last) for risk in risks)
    since = last.name(report.period_end)
    return {"lines": lines, "since": since, "counts": risk_counts(lines, levels, since)}


@require_http_methods(_METHODS)
@keeps_text
def edit_risk(request, code, period_end, pk):
    """How one risk stands. A save stores all that can be understood."""
    report = rows.report_for(request, code, period_end)
    risk = get_object_or_404(with_last_scores(report.programme.risks.all(), report), pk=pk)
    if request.method == "POST":
        if request.POST.get("action") == "reopen":
            return _reopen(request, report, risk)
        return _save(request, report, risk)
    typed = waiting_text(request)
    closing = typed if typed and typed.get("close-reason") else None
    forms = RiskForm(typed, risk=risk), CloseForm(closing, today=timezone.localdate())
    return _page(request, report, risk, forms, typed=typed)


def _save(request, report, risk):
    form = RiskForm(request.POST, risk=risk)
    form.full_clean()
    saved = drafting.save(report, form.posted(), rows.seen_in(request.POST), by=request.user)
    if "autosave" in request.POST:
        risk.refresh_from_db()
        newer = rows.newer(saved, RiskForm(risk=risk))
        return rows.answer(report, saved, rows.errors_of(form), newer)
    close = _close(request, report, risk)
    if form.errors or close.errors:
        risk.refresh_from_db()
        return _page(request, report, risk, (form, close), saved=saved)
    if saved.clashes:
        return redirect("report-clashes", report.programme.code, report.period_end)
    rows.refuse_unless_open(report)
    done = "closed" if request.POST.get("action") == "close" else "saved"
    messages.success(request, f"“{risk.title}” is {done}.")
    return redirect("report-risks", report.programme.code, report.period_end)


def _close(request, report, risk):
    """The form that closes a risk, which it did if its button was pressed and nothing is wrong."""
    today = timezone.localdate()
    if request.POST.get("action") != "close":
        if not request.POST.get("close-reason", "").strip():
            return CloseForm(today=today)
        form = CloseForm(request.POST, today=today)
        form.add_error("reason", "Press “Close risk” to close it, or empty this box.")
        return form
    form = CloseForm(request.POST, today=today)
    if form.is_valid():
        try:
            drafting.close_risk(report, risk, **form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
    return form


def _reopen(request, report, risk):
    rows.refuse_unless_open(report)
    try:
        drafting.reopen_risk(report, risk, by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"“{risk.title}” is open again.")
    return redirect("report-risks", report.programme.code, report.period_end)


def _page(request, report, risk, forms, *, saved=None, typed=None):
    form, close = forms
    bind = partial(RiskForm, risk=risk)
    form, left = rows.checked(request, report, form, bind)
    place = f"{Section.RISKS}-{risk.pk}-"
    beside = together(scheme_rows() | rows.last_change_of(report, place))
    scheme, last = scheme_of(beside), last_scores(report, [risk])
    context = rows.row_context(report, place, saved, (form, close), left)
    context |= _matrix(report, form, scheme, last, last.squares.get(risk.pk)) | {
        "risk": risk,
        "last": next(iter(beside["last"]), None),
        "line": risk_line(risk, scheme.levels, last),
        "words": scheme.words(risk.likelihood, risk.impact),
        "form": form,
        "close": close,
        "closing": close.is_bound,
    }
    context |= rows.typed_context(request, typed)
    status = 422 if saved else 200
    return render(request, "programmes/risk.html", context, status=status)


def _matrix(report, form, scheme, last, was=None):
    since = last.name(report.period_end)
    return {
        "since": since,
        "was": was,
        "matrix": matrix_of(form["score"], scheme, was=was, since=since),
        "impacts": scheme.impacts,
        "ranges": [
            (name, first, end, shade_of(first, scheme.levels))
            for name, first, end in level_ranges(scheme.levels)
        ],
    }


@require_http_methods(_METHODS)
@keeps_text
def add_risk(request, code, period_end):
    """A risk that the programme did not have yet."""
    report = permissions.report_for(request.user, code, period_end, to="write")
    form = NewRiskForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = drafting.add_risk(report, **form.answers(), by=request.user)
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            messages.success(request, f"“{made.title}” is added.")
            return redirect("report-risks", code, period_end)
    context = {"report": report, "form": form, "errors": rows.errors_of(form)}
    context |= kept_context(request)
    context |= _matrix(report, form, current_scheme(), LastScores(None, {}))
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/risk_add.html", context, status=status)
