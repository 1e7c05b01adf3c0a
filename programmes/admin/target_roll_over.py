"""A year's roll-over in three pages: the year, the targets, every change; then all are saved."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode

from indicators.keys import keys_in
from indicators.models import RollOver
from indicators.roll_over import (
    Draft,
    NotSaved,
    digest_of,
    drafts_of,
    prepare,
    rows_of,
    save,
)
from indicators.target_changes import is_in_year
from indicators.target_words import goal_words, origin_words
from programmes.admin.confirming import unconfirmed
from programmes.admin.pages import page_context
from programmes.admin.roll_over_forms import RowForm, SaveForm, YearForm, year_words

ROWS = 50  # on a page that is filled in, each with six fields
LINES = 200  # on a page that is read
_UNFINISHED = 10
_OVERTAKEN = "Somebody changed these targets at the same moment. Look through the changes again."


@admin.action(description="Copy the chosen targets to another year…", permissions=["change"])
def copy_to_next_year(model_admin, request, queryset):
    """Go on to the first page, with these targets."""
    chosen = ",".join(str(key) for key in queryset.values_list("pk", flat=True))
    return _year_page(model_admin, request, YearForm(initial={"chosen": chosen}))


def urls(model_admin: admin.ModelAdmin) -> list:
    """The three pages, and the end of a plan that is not wanted."""
    pages = {"": _rows, "preview/": _preview, "discard/": _discard}
    view = model_admin.admin_site.admin_view
    return [
        path("roll-over/", view(partial(_year, model_admin)), name="indicators_target_roll_over"),
        *(
            path(
                f"roll-over/<int:pk>/{end}",
                view(partial(_of_a_plan, page, model_admin)),
                name=f"indicators_target_roll_over{page.__name__}",
            )
            for end, page in pages.items()
        ),
    ]


def _year(model_admin, request):
    _allow(model_admin, request)
    form = YearForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return _year_page(model_admin, request, form)
    roll_over = prepare(
        form.targets(),
        form.cleaned_data["year"],
        by=request.user,
        rule=form.cleaned_data["rule"],
        amount=form.cleaned_data["amount"] or 0,
    )
    return _to("rows", roll_over)


def _year_page(model_admin, request, form):
    chosen = form["chosen"].value() or ""
    context = page_context(model_admin, request, "Copy targets to another year")
    context |= {
        "form": form,
        "media": model_admin.media + form.media,
        "number": len(chosen.split(",")) if chosen else 0,
        "unfinished": RollOver.objects.filter(saved_at=None, made_by=request.user)[:_UNFINISHED],
    }
    return TemplateResponse(request, "admin/roll_over_year.html", context)


def _of_a_plan(page, model_admin, request, pk):
    _allow(model_admin, request)
    roll_over = get_object_or_404(RollOver, pk=pk)
    if roll_over.saved_at:
        messages.info(request, "These targets are saved already. Nothing was done twice.")
        return _to_list(roll_over)
    return page(model_admin, request, roll_over)


def _rows(model_admin, request, roll_over):
    text = request.GET.get("q", "").strip()
    page = Paginator(_found(roll_over, text), ROWS).get_page(request.GET.get("page"))
    if request.method == "POST":
        sent = keys_in(request.POST.getlist("row"))
        forms = _forms(rows_of(roll_over).filter(pk__in=sent), request.POST)
        wrong = [form for form in forms if not form.is_valid()]  # each of them says what is wrong
        if not wrong:
            _keep(forms)
            go = request.POST.get("go", "")
            if go == "preview":
                return _to("preview", roll_over)
            return _to("rows", roll_over, q=text, page=go or page.number)
    else:
        forms, wrong = _forms(page.object_list), []
    context = _context(model_admin, request, roll_over)
    context |= {"forms": forms, "page": page, "text": text, "wrong": len(wrong)}
    return TemplateResponse(request, "admin/roll_over_rows.html", context)


def _found(roll_over, text):
    words = Q(target__indicator__code__icontains=text) | Q(target__indicator__name__icontains=text)
    return rows_of(roll_over).filter(words) if text else rows_of(roll_over)


def _forms(rows, data=None):
    """A form for each row, which knows what it is now and why it cannot be saved."""
    forms = [RowForm(data, instance=row) for row in rows]
    for form, draft in zip(forms, drafts_of(form.instance for form in forms), strict=True):
        form.draft, form.now = draft, goal_words(draft.before)
    return forms


@transaction.atomic
def _keep(forms):
    for form in forms:
        if form.has_changed():
            form.save()


def _preview(model_admin, request, roll_over):
    drafts = drafts_of(rows_of(roll_over).filter(left_out=False))
    changes = [change for draft in drafts for change in draft.changes]
    to_confirm = unconfirmed(changes, request.POST)
    today = timezone.localdate()
    form = SaveForm(
        request.POST or None,
        initial={"read": digest_of(drafts)},
        in_year=any(is_in_year(change, today) for change in changes),
    )
    if form.is_valid() and not to_confirm:
        return _saved(request, roll_over, form)
    context = _context(model_admin, request, roll_over)
    context |= {"form": form, "to_confirm": to_confirm, **_lines(request, drafts)}
    context["left_out"] = roll_over.rows.filter(left_out=True).count()
    return TemplateResponse(request, "admin/roll_over_preview.html", context)


def _lines(request, drafts):
    """The changes, those that cannot be saved first, a page of them; and their numbers."""
    stuck = [draft for draft in drafts if draft.problem]
    different = [draft for draft in drafts if draft.differs]
    shown = different if request.GET.get("show") == "different" else drafts
    ordered = sorted(shown, key=lambda draft: not draft.problem)
    page = Paginator(ordered, LINES).get_page(request.GET.get("page"))
    return {
        "lines": [_line(draft) for draft in page.object_list],
        "page": page,
        "number": len(drafts),
        "ending": sum(draft.ends for draft in drafts),
        "different": len(different),
        "stuck": len(stuck),
        "show": request.GET.get("show", ""),
    }


def _line(draft: Draft) -> dict:
    """One change in words; what differs is marked."""
    before, after = draft.before, draft.after
    return {
        "draft": draft,
        "before": goal_words(before),
        "after": goal_words(after),
        "amount_differs": {"value", "lower", "upper", "kind"} & set(draft.differs),
        "origin": origin_words(after),
        "origin_differs": {"origin", "vintage"} & set(draft.differs),
    }


def _saved(request, roll_over, form):
    try:
        number = save(
            roll_over,
            by=request.user,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
            read=form.cleaned_data["read"],
        )
    except NotSaved as error:
        messages.error(request, str(error))
        return _to("preview", roll_over)
    except (IntegrityError, OperationalError):
        messages.error(request, _OVERTAKEN)
        return _to("preview", roll_over)
    start = "1 target starts" if number == 1 else f"{number:,} targets start"
    messages.success(request, f"{start} on {date_format(roll_over.starts)}. All are saved.")
    return _to_list(roll_over)


def _discard(model_admin, request, roll_over):
    if request.method == "POST":
        RollOver.objects.filter(pk=roll_over.pk, saved_at=None).delete()
        messages.success(request, "The plan is deleted. No target was changed.")
    return HttpResponseRedirect(reverse("admin:indicators_target_changelist"))


def _allow(model_admin, request):
    if not model_admin.has_change_permission(request):
        raise PermissionDenied


def _context(model_admin, request, roll_over):
    year = year_words(roll_over.starts)
    context = page_context(model_admin, request, f"Targets for {year}")
    return context | {"roll_over": roll_over, "year": year.split(":")[0]}


def _to(name, roll_over, **query):
    url = reverse(f"admin:indicators_target_roll_over_{name}", args=[roll_over.pk])
    query = {key: value for key, value in query.items() if value}
    return HttpResponseRedirect(f"{url}?{urlencode(query)}" if query else url)


def _to_list(roll_over):
    url = reverse("admin:indicators_target_changelist")
    return HttpResponseRedirect(f"{url}?in_force={roll_over.starts.isoformat()}")
