"""The milestones of a report: a list, and a page for each."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from programmes import drafting, permissions
from programmes.choices import Section
from programmes.drafting import Refused
from programmes.forms.milestones import MilestoneForm, NewMilestoneForm, RebaselineForm
from programmes.models.together import together
from programmes.register import MilestoneLine, milestone_counts, milestone_lines
from programmes.views import rows
from programmes.views.signed_out import keeps_text, kept_context, typed_in, waiting_text

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def milestone_list(request, code, period_end):
    """Every milestone with its dates, slippage and rating; without any, a nil return."""
    report = permissions.report_for(request.user, code, period_end, to="write")
    if request.method == "POST":
        return rows.save_nil(request, report, Section.MILESTONES)
    lines = milestone_lines(report, timezone.localdate())
    context = rows.list_context(request, report, Section.MILESTONES, nil=not lines) | {
        "lines": lines,
        "counts": milestone_counts(lines),
    }
    return render(request, "programmes/milestones.html", context)


@require_http_methods(_METHODS)
@keeps_text
def edit_milestone(request, code, period_end, pk):
    """Where one milestone stands. A save stores all that can be understood."""
    report = rows.report_for(request, code, period_end)
    milestone = get_object_or_404(report.programme.milestones, pk=pk)
    if request.method == "POST":
        return _save(request, report, milestone)
    typed = waiting_text(request)
    forms = MilestoneForm(typed, milestone=milestone), RebaselineForm(typed)
    return _page(request, report, milestone, forms, typed=typed)


def _save(request, report, milestone):
    form, agree = MilestoneForm(request.POST, milestone=milestone), RebaselineForm(request.POST)
    form.full_clean()
    saved = drafting.save(report, form.posted(), rows.seen_in(request.POST), by=request.user)
    if "autosave" in request.POST:
        milestone.refresh_from_db()
        newer = rows.newer(saved, MilestoneForm(milestone=milestone))
        return rows.answer(report, saved, rows.errors_of(form), newer)
    if agree.is_valid() and agree.has_changed():
        _rebaseline(request, report, milestone, agree)
    if form.errors or agree.errors:
        milestone.refresh_from_db()
        forms = form, agree
        return _page(request, report, milestone, forms, saved=saved)
    if saved.clashes:
        return redirect("report-clashes", report.programme.code, report.period_end)
    rows.refuse_unless_open(report)
    messages.success(request, f"“{milestone.title}” is saved.")
    return redirect("report-milestones", report.programme.code, report.period_end)


def _rebaseline(request, report, milestone, agree):
    try:
        drafting.rebaseline(report, milestone, **agree.cleaned_data, by=request.user)
    except Refused as refused:
        agree.add_error(refused.field, refused.sentence)


def _page(request, report, milestone, forms, *, saved=None, typed=None):
    form, agree = forms
    form, left = rows.checked(request, report, form, partial(MilestoneForm, milestone=milestone))
    place = f"{Section.MILESTONES}-{milestone.pk}-"
    agreed = {"history": milestone.rebaselines.select_related("by")}
    beside = together(agreed | rows.last_change_of(report, place))
    history = beside["history"]
    context = rows.row_context(report, place, saved, (form, agree), left) | {
        "milestone": milestone,
        "last": next(iter(beside["last"]), None),
        "line": MilestoneLine.of(milestone, report.report_date or timezone.localdate()),
        "form": form,
        "agree": agree,
        "agreeing": agree.is_bound and agree.has_changed(),
        "history": history,
        "agreed_on": history[-1].after if history else milestone.baseline_on,
    }
    context |= rows.typed_context(request, typed)
    status = 422 if saved else 200
    return render(request, "programmes/milestone.html", context, status=status)


@require_http_methods(_METHODS)
@keeps_text
def add_milestone(request, code, period_end):
    """A milestone that the programme did not have yet."""
    report = permissions.report_for(request.user, code, period_end, to="write")
    form = NewMilestoneForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = drafting.add_milestone(report, **form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            messages.success(request, f"“{made.title}” is added.")
            return redirect("report-milestones", code, period_end)
    context = {"report": report, "form": form, "errors": rows.errors_of(form)}
    context |= kept_context(request)
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/milestone_add.html", context, status=status)
