"""The decisions that reports ask for: recorded by the executive, listed for good."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from indicators.downloads import csv_download
from indicators.keys import keys_in
from programmes import permissions
from programmes.choices import DecisionOutcome
from programmes.filters import DecisionFilter
from programmes.forms.decisions import AddDecisionForm, OutcomeForm
from programmes.ledger import ledger, wanted, with_wording
from programmes.models import Decision, Programme, Report
from programmes.round.decisions import add, record
from programmes.tables import DecisionTable
from programmes.views.signed_out import keeps_text, kept_context, typed_in, waiting_text

PER_PAGE = 25
_HEADINGS = (
    "Decision",
    "Programme",
    "Report to",
    "Outcome",
    "Decided on",
    "Decided by",
    "Note",
)
_UNPROCESSABLE, _CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def decisions(request):
    """What waits for the executive, and below it all that was ever decided."""
    permissions.refuse_unless(request.user, to="see decisions")
    if request.method != "POST":
        typed = waiting_text(request)
        return _page(request, [OutcomeForm(row, typed) for row in wanted()])
    permissions.refuse_unless(request.user, to="decide")
    forms = _posted(request)
    recorded = [form for form in forms if form.answered and _record(request, form)]
    if recorded:
        number = len(recorded)
        verb = "decision is" if number == 1 else "decisions are"
        messages.success(request, f"{number} {verb} recorded.")
    wrong = any(not form.is_valid() for form in forms)
    if not wrong and not any(form.meanwhile for form in forms):
        return redirect("decisions")
    left = [form for form in forms if form not in recorded]
    return _page(request, left, status=_UNPROCESSABLE if wrong else _CONFLICT)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def add_decision(request):
    """A decision that was made though no report asked for it."""
    permissions.refuse_unless(request.user, to="decide")
    frozen = Report.objects.frozen().values("programme")
    programmes = Programme.objects.filter(pk__in=frozen)
    form = AddDecisionForm(typed_in(request), programmes=programmes)
    if request.method != "POST" or not form.is_valid():
        status = _UNPROCESSABLE if request.method == "POST" else 200
        context = {"form": form} | kept_context(request)
        return render(request, "programmes/decision_add.html", context, status=status)
    add(**form.cleaned_data, by=request.user, today=timezone.localdate())
    messages.success(request, "The decision is recorded. The programme’s next report tells it.")
    return redirect("decisions")


@require_safe
def decisions_csv(request):
    """The ledger as a file, as far as the filter finds it."""
    permissions.refuse_unless(request.user, to="see decisions")
    rows = with_wording(DecisionFilter(request.GET, queryset=ledger()).qs)
    return csv_download("decisions.csv", _HEADINGS, map(_line, rows))


def _posted(request):
    """A form for each decision that was on the page; one that is gone is said with its text."""
    keys = keys_in(request.POST.getlist("decision"))
    related = Decision.objects.select_related(
        "report__programme", "decided_by", "carried_from__report"
    )
    held = related.defer("report__snapshot", "carried_from__report__snapshot").in_bulk(keys)
    for key in keys:
        if key not in held:
            _tell_gone(request, key)
    return [OutcomeForm(row, request.POST) for row in held.values()]


def _tell_gone(request, key):
    """The report went back and its lead took the question out."""
    typed = [request.POST.get(f"decision-{key}-{name}", "") for name in ("outcome", "note")]
    if any(typed):
        said = ", ".join(filter(None, typed))
        messages.warning(
            request,
            f"One of the decisions is not asked for any more: it was taken out of its report. "
            f"You wrote: {said}. Add it as a decision nobody asked for if it stands.",
        )


def _record(request, form):
    """Whether it was recorded; if not, the form says what was meanwhile."""
    chosen = form.cleaned_data
    done = record(
        form.decision,
        chosen["outcome"],
        chosen["note"],
        seen=chosen["seen"],
        by=request.user,
        today=timezone.localdate(),
    )
    if done is None:
        form.ask_again(Decision.objects.select_related("decided_by").get(pk=form.decision.pk))
    return done is not None


def _page(request, forms, status=200):
    found = DecisionFilter(request.GET, queryset=ledger())
    table = DecisionTable(found.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    with_wording([row.record for row in table.page])
    with_wording([form.decision for form in forms])
    context = {
        "forms": forms,
        "wrong": [form for form in forms if form.is_bound and (form.errors or form.meanwhile)],
        "waiting": sum(form.decision.outcome == DecisionOutcome.WANTED for form in forms),
        "executive": permissions.is_executive(request.user),
        "table": table,
        "filter": found,
        "query": request.GET.urlencode(),
        **kept_context(request),
    }
    return render(request, "programmes/decisions.html", context, status=status)


def _line(row):
    return (
        row.worded,
        str(row.report.programme),
        row.report.period_end.isoformat(),
        row.get_outcome_display(),
        row.decided_on.isoformat() if row.decided_on else "",
        row.decider,
        row.note,
    )
