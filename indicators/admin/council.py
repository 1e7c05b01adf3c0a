"""The council's name, colour and tolerance: one page, with a picture of the colour in use."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse

from indicators.admin.base import SettingAdmin
from indicators.brand import colour_refusal, colours_of, rating_warning
from indicators.models import Council

_ONE = 1  # the key of the one row


class CouncilForm(forms.ModelForm):
    """The colour is chosen from the browser's own box of colours."""

    class Meta:
        model = Council
        fields = ("name", "colour", "amber_tolerance")
        widgets = {"colour": forms.TextInput(attrs={"type": "color"})}


@admin.register(Council)
class CouncilAdmin(SettingAdmin):
    """One row, made with the first values when somebody looks for it."""

    form = CouncilForm
    change_form_template = "admin/council.html"

    def has_add_permission(self, request):
        """Nobody: there is one already."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody: the site has one council."""
        return False

    def changelist_view(self, request, extra_context=None):
        """The page of the one row, in place of a list of it."""
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        Council.objects.get_or_create(pk=_ONE)
        return redirect(reverse("admin:indicators_council_change", args=[_ONE]))

    def render_change_form(self, request, context, *args, **kwargs):
        """Show the header and a button in the colour, the one just chosen where it can be had."""
        council = context["adminform"].form.instance
        shown = council if not colour_refusal(council.colour) else Council.objects.get(pk=_ONE)
        context |= {"council": council, "colours": colours_of(shown.colour)}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save, and say where the colour may be taken for a rating."""
        super().save_model(request, obj, form, change)
        if warning := rating_warning(obj.colour):
            messages.warning(request, warning)
