"""Deleting targets, for a reason, after a look at the open reports that it touches."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from indicators.keys import keys_in
from indicators.models import Target
from indicators.target_changes import Change, delete, is_in_year
from programmes.admin.confirming import unconfirmed
from programmes.admin.pages import page_context

CHOSEN = "chosen"
_NAMED = 100  # targets on the page


class DeleteForm(forms.Form):
    """Why targets are deleted. Without a reason only those go that were never in force."""

    reason = forms.CharField(
        required=False,
        max_length=300,
        label="Why they are deleted",
        help_text="Kept in the history. Needed where one of them is or was in force.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, targets: list[Target], **kwargs):
        super().__init__(*args, **kwargs)
        self.changes = [Change(target, None) for target in targets]
        self.to_confirm = unconfirmed(self.changes, self.data)

    def clean(self):
        """Ask for the reason and the tick."""
        cleaned, today = super().clean(), timezone.localdate()
        held = sum(is_in_year(change, today) for change in self.changes)
        if held and not cleaned.get("reason"):
            one = held == 1
            some = "1 of these targets is" if one else f"{held} of these targets are"
            self.add_error(
                "reason", f"{some} or {'was' if one else 'were'} in force. Say why they go."
            )
        if self.to_confirm:
            self.add_error(
                None, "Open reports are judged by these targets. Read which, and tick the box."
            )
        return cleaned


@admin.action(description="Delete the chosen targets…", permissions=["delete"])
def delete_chosen(model_admin, request, queryset):
    """Go on to the page that deletes them."""
    return _page(model_admin, request, list(queryset.values_list("pk", flat=True)))


def urls(model_admin: admin.ModelAdmin) -> list:
    """The pages that delete one target, and many."""
    view = model_admin.admin_site.admin_view
    return [
        path("delete/", view(partial(_many, model_admin)), name="indicators_target_delete_many"),
        path("<int:pk>/delete/", view(partial(_one, model_admin)), name="indicators_target_gone"),
    ]


def _one(model_admin, request, pk):
    return _page(model_admin, request, keys_in([str(pk)]), sent=request.method == "POST")


def _many(model_admin, request):
    keys = keys_in(request.POST.get(CHOSEN, "").split(","))
    return _page(model_admin, request, keys, sent=True)


def _page(model_admin, request, keys, *, sent=False):
    if not model_admin.has_delete_permission(request):
        raise PermissionDenied
    found = Target.objects.filter(pk__in=keys)
    targets = list(found.select_related("indicator", "category"))
    if not targets:
        messages.info(request, "These targets are deleted already.")
        return HttpResponseRedirect(reverse("admin:indicators_target_changelist"))
    form = DeleteForm(request.POST if sent else None, targets=targets)
    if sent and form.is_valid():
        return _deleted(request, targets, form.cleaned_data["reason"])
    context = page_context(model_admin, request, _count(len(targets), "Delete {}"))
    context |= {
        "form": form,
        "to_confirm": form.to_confirm,
        "chosen": ",".join(str(target.pk) for target in targets),
        "targets": targets[:_NAMED],
        "more": max(len(targets) - _NAMED, 0),
    }
    return TemplateResponse(request, "admin/delete_targets.html", context)


def _deleted(request, targets, reason):
    with transaction.atomic():
        LogEntry.objects.log_actions(
            request.user.pk, targets, DELETION, change_message=reason or "Never in force."
        )
        delete(targets, reason=reason)
    messages.success(request, _count(len(targets), "{} deleted."))
    return HttpResponseRedirect(reverse("admin:indicators_target_changelist"))


def _count(number, words):
    return words.format("1 target" if number == 1 else f"{number} targets")
