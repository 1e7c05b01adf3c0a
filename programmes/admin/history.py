"""The history in the admin: the same as on the web, and a field that asks why."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.text import capfirst

from indicators.models.history import REASON_LENGTH, because
from programmes.admin.pages import page_context


class WhyForm(forms.ModelForm):
    """Asks why, for the history."""

    why = forms.CharField(
        label="Why",
        required=False,
        max_length=REASON_LENGTH,
        help_text="Why you make these changes. The history keeps it with each of them.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class HistoryAdmin(admin.ModelAdmin):
    """Shows the history that is kept of each row. Nothing is put back from there."""

    history_per_page = 50

    def history_steps(self, row):
        """The steps to show of a row, newest first."""
        raise NotImplementedError

    def history_view(self, request, object_id, extra_context=None):
        """Who changed what, when and why."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        steps = Paginator(self.history_steps(row), self.history_per_page)
        context = page_context(self, request, f"History of {row}") | {
            "steps": steps.get_page(request.GET.get("page")),
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": row,
            **(extra_context or {}),
        }
        return render(request, "admin/kept_history.html", context)


class WhyAdmin(HistoryAdmin):
    """Asks why at the end of its form; the history has it of all that is saved on the page."""

    form = WhyForm

    def get_fieldsets(self, request, obj=None):
        """The model's own, and last why."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj and not self.has_change_permission(request, obj):
            return fieldsets
        return [*fieldsets, (None, {"fields": ["why"]})]

    def save_model(self, request, obj, form, change):
        """Save with the reason that was given."""
        because(obj, form.cleaned_data["why"])
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """Save what is on the page beside it with the same reason."""
        for row in formset.forms:
            because(row.instance, form.cleaned_data["why"])
        super().save_formset(request, form, formset, change)
