"""Two people wrote in one place: both texts side by side, and the choice what to keep."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from indicators.keys import key_in
from programmes import drafting, permissions
from programmes.choices import KeptText
from programmes.drafting import Place
from programmes.forms.clash import ClashForm
from programmes.views.signed_out import keeps_text, signed_person, waiting_text
from programmes.wordwise import differing_words


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def clash_list(request, code, period_end):
    """Every text that waits for a choice; one is settled at a time."""
    report = permissions.report_for(request.user, code, period_end, to="write", even_closed=True)
    waiting = report.clashes.filter(kept=KeptText.WAITING).select_related("by", "theirs_by")
    waiting = {str(clash.pk): clash for clash in waiting}
    if request.method == "POST" and (answer := _settle(request, report, waiting)):
        return answer
    unsaved = waiting_text(request)
    typed = request.POST or unsaved or {}
    rows = [
        (clash, *differing_words(clash.theirs, clash.mine), _form(clash, typed))
        for clash in waiting.values()
    ]
    if not rows and request.method != "POST":
        messages.success(request, "Nothing is left to choose: every text has its place.")
        return redirect("report-edit", code, period_end) if report.is_open else redirect(report)
    context = {"report": report, "rows": rows, "unsaved": unsaved}
    context["person"] = signed_person(request.user)
    return render(request, "programmes/clashes.html", context, status=422 if request.POST else 200)


def _settle(request, report, waiting):
    """Keep what was chosen. None where the choice is not whole, or theirs changed meanwhile."""
    number = request.POST.get("clash", "")
    clash = waiting.get(number)
    if clash is None:
        # Settled already, by a first click or by somebody quicker; or there never was one.
        get_object_or_404(report.clashes, pk=key_in(number))
        return redirect("report-clashes", report.programme.code, report.period_end)
    if not report.is_open:
        raise PermissionDenied(permissions.CLOSED.format(state=report.get_state_display().lower()))
    form = _form(clash, request.POST)
    if not form.is_valid():
        return None
    kept, text = form.cleaned_data["kept"], form.cleaned_data.get("text", "")
    if not drafting.settle(clash, KeptText(kept), text, by=request.user):
        form.add_error(None, "Their text changed again meanwhile. Look at it and choose once more.")
        return None
    messages.success(request, f"{clash.label}: the text you chose is kept.")
    return redirect("report-clashes", report.programme.code, report.period_end)


def _form(clash, typed):
    """The form of one clash, bound if it is the one that came in."""
    data = typed if typed.get("clash") == str(clash.pk) else None
    if not hasattr(clash, "form"):
        clash.form = ClashForm(
            data,
            prefix=f"clash-{clash.pk}",
            initial={"text": clash.mine},
            sentences=Place.parse(clash.place).holds_sentences,
        )
    return clash.form
