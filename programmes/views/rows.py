"""What the pages of milestones and risks have in common with the other pages of the form."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Subquery
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from indicators.keys import key_in
from indicators.templatetags.moments import clock
from programmes import drafting, permissions
from programmes.choices import Section
from programmes.drafting import ALL, Place, Saved
from programmes.forms.beside import quotes, show_problems, show_readings
from programmes.forms.lines import NilForm
from programmes.forms.sheet import drawn
from programmes.models import Change, Report
from programmes.reports.compose import compose
from programmes.reports.issue import problems_of
from programmes.reports.quoting import figures_of
from programmes.reports.schema import Snapshot
from programmes.views.form_context import seen_of, told
from programmes.views.signed_out import signed_person, waiting_text

KEPT = "Your text is saved. Mend these before the report can be submitted."
_KEPT_ELSE = "Everything else you wrote is saved."
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
    return key_in(posted.get("seen")) or 0


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


def list_context(request, report: Report, section: Section, *, nil: bool) -> dict:
    """What a list shows beside its rows; the nil return only where ``nil``, without any row, or
    where somebody made one. With “check” in the address also what is wrong with the whole of it.
    """
    drafting.fetch(report, report.earlier[:1])
    errors = []
    if "check" in request.GET:
        errors = [
            (f"id_{problem.place}" if problem.place else section, problem.sentence)
            for problem in problems_of(report, now(report))
            if problem.section == section and problem.place in ("", f"{section}-{ALL}-nil")
        ]
    context = {"report": report, "errors": errors, "kept": KEPT} | told(report, [section])
    stated = any(row.section == section for row in report.nil_returns.all())
    if nil or stated:
        context |= {"nil": nil_form(section, stated), "seen": seen_of(report)}
    return context


def now(report: Report) -> Snapshot:
    """The report as it reads now."""
    return compose(report, timezone.localdate())


def nil_form(section: Section, stated: bool) -> NilForm:
    """The statement that the section has nothing to report."""
    label = _NIL_LABELS[section]
    return NilForm(prefix=f"{section}-{ALL}", label=label, initial={"nil": stated})


def save_nil(request, report: Report, section: Section):
    """Keep the nil return, or take it back, and show the section again."""
    place = str(Place(section, ALL, "nil"))
    stated = "yes" if request.POST.get(place) else ""
    drafting.save(report, {place: stated}, seen_in(request.POST), by=request.user)
    return redirect(request.path)


def checked(request, report: Report, form: forms.Form, bind) -> tuple[forms.Form, list]:
    """The form of a row with its problems and how its texts read, where either is asked for.

    ``bind`` makes the form from what a browser would send. Also returned: what is wrong or worth
    a look that is said of no field.
    """
    check = "check" in request.GET and not form.is_bound
    if not (check or quotes(form)):
        return form, []
    snapshot, left = now(report), []
    if check:
        form = bind(drawn(form))
        form.full_clean()
        problems = problems_of(report, snapshot)
        row = [problem for problem in problems if problem.place.startswith(f"{form.prefix}-")]
        left = show_problems([form], row)
    show_readings(form, figures_of(snapshot.indicators))
    return form, left


def last_change_of(report: Report, place: str) -> dict[str, QuerySet]:
    """The newest change of the row whose places begin so, as “last”, for ``together``."""
    changes = report.changes.filter(place__startswith=place)
    newest = changes.order_by("-pk").values("pk")[:1]
    return {"last": Change.objects.filter(pk=Subquery(newest)).select_related("by")}


def row_context(report: Report, place: str, saved: Saved | None, both: tuple, left=()) -> dict:
    """What the page of a row shows beside its forms; ``place`` is how its places begin, ``left``
    the problems of no field of theirs.
    """
    drafting.fetch(report, report.earlier[:1])
    is_open = saved is None or saved.open
    titles = [(f"id_{problem.place}", problem.sentence) for problem in left if problem.blocks]
    kept = _KEPT_ELSE if is_open else _KEPT_BESIDE
    waiting = [clash for clash in report.waiting_clashes if clash.place.startswith(place)]
    return {
        "kept": kept if saved else KEPT,
        "report": report,
        "seen": saved.seen if saved else seen_of(report),
        "clashes": waiting,
        "errors": titles + [error for form in both for error in errors_of(form)],
        "looks": [problem.sentence for problem in left if not problem.blocks],
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
