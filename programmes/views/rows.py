"""What the pages of milestones and risks have in common with the other pages of the form."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from indicators.templatetags.moments import clock
from programmes import drafting, permissions
from programmes.choices import KeptText, Section
from programmes.drafting import ALL, Place, Saved
from programmes.forms.lines import NilForm
from programmes.forms.sheet import drawn
from programmes.models import Report
from programmes.views.form_context import remarks_of
from programmes.views.signed_out import signed_person, waiting_text

_KEPT_BESIDE = "What you wrote is kept beside the report, which has not changed."
_NIL_LABELS = {
    Section.MILESTONES: "Nil return: the programme has no milestones",
    Section.RISKS: "Nil return: no risk is open",
}


def report_for(request, code, period_end) -> Report:
    """The report to write in. A save learns later that it is closed, so that no text is lost."""
    even_closed = request.method == "POST" or waiting_text(request) is not None
    return permissions.report_for(
        request.user, code, period_end, to="write", even_closed=even_closed
    )


def refuse_unless_open(report: Report) -> None:
    """Raises ``PermissionDenied`` where the report is not open any more."""
    if not report.is_open:
        raise PermissionDenied(permissions.CLOSED.format(state=report.get_state_display().lower()))


def seen_in(posted) -> int:
    """The newest change when the page was drawn; without one, all changes count as newer."""
    text = posted.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def answer(
    report: Report, saved: Saved, errors: list[tuple[str, str]], newer: dict[str, str]
) -> JsonResponse:
    """What the page's script needs to know after it saved by itself.

    ``newer`` are the fields that came in older than what is stored, as they read now.
    """
    address = [report.programme.code, report.period_end]
    return JsonResponse(
        {
            "seen": saved.seen,
            "at": clock(timezone.now()),
            "open": saved.open,
            "clashes": reverse("report-clashes", args=address) if saved.clashes else "",
            "errors": [sentence for _, sentence in errors],
            "newer": newer,
        }
    )


def newer(saved: Saved, stored: forms.Form) -> dict[str, str]:
    """The fields of a row as they read now, where one of them came in older than that."""
    return drawn(stored) if saved.older else {}


def list_context(report: Report, section: Section, *, nil: bool) -> dict:
    """What a list shows beside its rows; the nil return only where ``nil``, without any row."""
    context = {
        "report": report,
        "remarks": remarks_of(report).filter(section=section),
        "clashes": report.clashes.filter(kept=KeptText.WAITING, section=section),
    }
    if nil:
        context["nil"] = nil_form(report, section)
        context["seen"] = drafting.newest_change(report)
    return context


def nil_form(report: Report, section: Section, data=None) -> NilForm:
    """The statement that the section has nothing to report."""
    stated = report.nil_returns.filter(section=section).exists()
    return NilForm(
        data, prefix=f"{section}-{ALL}", label=_NIL_LABELS[section], initial={"nil": stated}
    )


def save_nil(request, report: Report, section: Section):
    """Keep the nil return, or take it back, and show the section again."""
    place = str(Place(section, ALL, "nil"))
    stated = "yes" if request.POST.get(place) else ""
    drafting.save(report, {place: stated}, seen_in(request.POST), by=request.user)
    return redirect(request.path)


def row_context(report: Report, place: str, saved: Saved | None, both: tuple) -> dict:
    """What the page of a row shows beside its forms; ``place`` is how its places begin."""
    changes = report.changes.filter(place__startswith=place).select_related("by")
    is_open = saved is None or saved.open
    return {
        "kept": "Everything else you wrote is saved." if is_open else _KEPT_BESIDE,
        "report": report,
        "seen": saved.seen if saved else drafting.newest_change(report),
        "last": changes.order_by("-pk").first(),
        "clashes": report.clashes.filter(kept=KeptText.WAITING, place__startswith=place)
        if saved
        else (),
        "errors": [error for form in both for error in errors_of(form)],
    }


def typed_context(request, typed: dict[str, str] | None) -> dict:
    """Whose page it is, and what waited there since before they signed in."""
    context = {"person": signed_person(request.user)}
    return context | ({"unsaved": True, "seen": seen_in(typed)} if typed else {})


def errors_of(form: forms.Form) -> list[tuple[str, str]]:
    """What is wrong: the id of its field, “main” for the whole, and a sentence."""
    return [
        (_target(form, name), message)
        for name, messages in form.errors.items()
        for message in messages
    ]


def _target(form, name):
    if name == forms.forms.NON_FIELD_ERRORS:
        return "main"
    bound = form[name]
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label
