"""Closing one target and starting the next, both saved together or neither."""

from datetime import date
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.forms import modelform_factory
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from indicators.models import Target
from indicators.periods import YearType, add_months
from indicators.target_changes import ONE_DAY, PRINTED, Change, is_in_year, succeed
from indicators.target_words import goal_and_origin
from programmes.admin.confirming import TICK, unconfirmed
from programmes.admin.pages import page_context
from programmes.admin.target_forms import TargetForm

FIELDSETS = [
    ("This one ends", {"fields": ["last_day"]}),
    (
        "The next one",
        {
            "fields": [
                ("value", "lower", "upper"),
                "closer",
                ("effective_from", "effective_to"),
                ("origin", "vintage"),
                ("amber_tolerance", "tolerance_kind"),
                "indicative",
                "reason",
            ]
        },
    ),
]


class NextForm(TargetForm):
    """The last day of a target, and the one that follows it."""

    last_day = forms.DateField(
        label="Last day of this one",
        widget=AdminDateWidget,
        error_messages={"required": "Give the last day that this target is in force."},
    )

    class Meta(TargetForm.Meta):
        exclude = ["kind", "indicator", "category"]
        help_texts = TargetForm.Meta.help_texts | {
            "effective_from": "Empty: the day after the last day of this one.",
            "reason": "Why the next one is set. Kept in the history of both.",
        }

    def __init__(self, *args, closing: Target, **kwargs):
        self.closing, self.to_confirm = closing, None
        super().__init__(*args, instance=successor_of(closing), **kwargs)
        self.instance.edited_together = frozenset([closing.pk])
        self.fields["effective_from"].required = False
        last = suggested_last_day(closing, timezone.localdate())
        self.initial |= {"last_day": last, "effective_from": None, "reason": ""}

    def clean(self):
        """See that the days follow each other."""
        cleaned = super().clean()
        if last := cleaned.get("last_day"):
            if last < self.closing.effective_from:
                start = date_format(self.closing.effective_from)
                self.add_error("last_day", f"It starts on {start}. Give that day or a later one.")
            if cleaned.get("effective_from") is None:
                cleaned["effective_from"] = last + ONE_DAY
            elif cleaned["effective_from"] <= last:
                self.add_error(
                    "effective_from",
                    f"Start the next one after {date_format(last)}, when this one ends.",
                )
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        closed = self.closed()
        try:
            closed.clean()
        except ValidationError as error:
            self.add_error("last_day", error.messages)
            return
        ending = Change(self.closing, closed)
        if is_in_year(ending, timezone.localdate()) and not self.cleaned_data["reason"]:
            self.add_error("reason", "This target was in force after that day. Say why it ends.")
            return
        self.to_confirm = unconfirmed([ending, Change(None, self.instance)], self.data)
        if self.to_confirm:
            self.add_error(None, TICK)

    def closed(self) -> Target:
        """The target as it will be once it is closed."""
        held = Target.objects.select_related("indicator", "category").get(pk=self.closing.pk)
        held.effective_to = self.cleaned_data["last_day"]
        return held

    def save_both(self) -> None:
        """Save both, or neither: ``IntegrityError`` where somebody was faster."""
        succeed(self.closed(), self.instance, reason=self.cleaned_data["reason"])


def successor_of(target: Target) -> Target:
    """A target like it, without its dates."""
    following = Target(indicator=target.indicator, category=target.category)
    for name in PRINTED:
        setattr(following, name, getattr(target, name))
    return following


def suggested_last_day(target: Target, today: date) -> date:
    """Its own last day, or that of the financial year that ``today`` is in."""
    if target.effective_to:
        return target.effective_to
    year = YearType.FINANCIAL.first_day(max(today, target.effective_from))
    return add_months(year, 12) - ONE_DAY


def page(model_admin: admin.ModelAdmin):
    """The view, behind the admin's own sign-in."""
    return model_admin.admin_site.admin_view(partial(_page, model_admin))


def _page(model_admin, request, pk):
    target = get_object_or_404(Target.objects.select_related("indicator", "category"), pk=pk)
    if not model_admin.has_change_permission(request, target):
        raise PermissionDenied
    make = partial(_form_class(model_admin, request), closing=target)
    if request.method == "POST":
        form = _saved(make, request)
        if not form.errors:
            return _done(model_admin, request, form)
    else:
        form = make()
    context = page_context(model_admin, request, f"Close and start the next: {target.indicator}")
    context |= {
        "original": target,
        "now": goal_and_origin(target),
        "adminform": AdminForm(form, FIELDSETS, {}, model_admin=model_admin),
        "to_confirm": form.to_confirm,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/target_next.html", context)


def _form_class(model_admin, request):
    callback = partial(model_admin.formfield_for_dbfield, request=request)
    return modelform_factory(Target, form=NextForm, formfield_callback=callback)


def _saved(make, request):
    """The form, saved where it has no errors; one that somebody else overtook sees that now."""
    for _ in range(2):
        form = make(data=request.POST)
        if not form.is_valid():
            return form
        try:
            with transaction.atomic():
                form.save_both()
        except (IntegrityError, OperationalError):
            continue
        return form
    form.add_error(None, "Somebody is changing this target too. Open the page again.")
    return form


def _done(model_admin, request, form):
    closed, following = form.closing, form.instance
    last = date_format(form.cleaned_data["last_day"])
    model_admin.log_change(request, closed, f"Closed on {last}, to start the next one.")
    model_admin.log_addition(request, following, f"Follows the one that ended on {last}.")
    messages.success(
        request,
        f"{closed.indicator}: this target ends on {last}, and {goal_and_origin(following)} holds "
        f"from {date_format(following.effective_from)}.",
    )
    return HttpResponseRedirect(_indicator_url(following))


def _indicator_url(target):
    return reverse("admin:indicators_indicator_change", args=[target.indicator_id])
