"""Indicators with their bands and dated targets.

They stand here and not in ``indicators``, which knows of no programme: what is changed on these
pages is told by the programmes and open reports it touches.
"""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.forms import BaseInlineFormSet, Textarea
from django.http import HttpResponseRedirect
from django.template.defaultfilters import pluralize
from django.urls import reverse

from indicators.histories import history_of_indicators
from indicators.models import Category, DefinitionChange, Indicator, Observation, Target
from programmes.admin.confirming import TargetPages
from programmes.admin.history import WhyAdmin
from programmes.admin.importing.tables import IndicatorImports
from programmes.admin.target_filters import MissingTargetFilter, ProgrammeFilter
from programmes.admin.target_inline import TargetInline


class BandFormSet(BaseInlineFormSet):
    """Bands. One that holds something stays, which is said in few words."""

    def clean(self):
        """Refuse to delete a band with values or targets."""
        for form in self.initial_forms:
            if self._should_delete_form(form) and (held := _held_by(form.instance)):
                raise ValidationError(
                    f"“{form.instance}” cannot be deleted: it has {held}. Take the tick away."
                )
        super().clean()  # it would name every value that stands in the way


def _held_by(band: Category) -> str:
    """“1 target and 12 values”, or nothing."""
    counts = ((band.targets.count(), "target"), (band.observations.count(), "value"))
    named = [f"{number:,} {name}{'' if number == 1 else 's'}" for number, name in counts if number]
    return " and ".join(named)


class BandInline(admin.StackedInline):
    """Bands and breakdowns. The headline is made with the indicator and is not shown here."""

    model = Category
    formset = BandFormSet
    verbose_name = "band or breakdown"
    verbose_name_plural = "bands and breakdowns"
    extra = 0
    fields = [("name", "position")]

    def get_queryset(self, request):
        """All but the headline."""
        return super().get_queryset(request).exclude(name="")

    def get_formset(self, request, obj=None, **kwargs):
        """A band has a name: only the headline has none."""
        formset = super().get_formset(request, obj, **kwargs)
        name = formset.form.base_fields["name"]
        name.required = True
        name.help_text = "As spreadsheets and sources name it, such as “41 to 45”."
        name.error_messages["required"] = "Give the band a name."
        return formset


class DefinitionChangeInline(admin.StackedInline):
    """The days from which the indicator has a new definition, and what changed."""

    model = DefinitionChange
    verbose_name = "new definition"
    verbose_name_plural = "new definitions"
    extra = 0
    fields = ["effective_from", "sentence"]
    formfield_overrides = {CharField: {"widget": Textarea(attrs={"rows": 2, "cols": 70})}}


@admin.register(Indicator)
class IndicatorAdmin(IndicatorImports, TargetPages, WhyAdmin):
    """An indicator with its bands and its dated targets."""

    list_display = ["code", "name", "unit", "polarity", "frequency", "information_only"]
    list_filter = [
        MissingTargetFilter,
        ProgrammeFilter,
        "frequency",
        "polarity",
        "unit",
        "information_only",
    ]
    search_fields = ["code", "name"]
    inlines = [TargetInline, BandInline, DefinitionChangeInline]
    fieldsets = [
        (None, {"fields": ["code", "name", "definition", "owner"]}),
        ("How it is measured", {"fields": [("unit", "decimals"), ("frequency", "basis")]}),
        (
            "How it is judged",
            {
                "fields": [
                    "polarity",
                    "information_only",
                    ("tolerance", "tolerance_kind"),
                    "level_within",
                    "cumulative_to",
                ]
            },
        ),
        ("Its counts", {"fields": [("numerator_name", "denominator_name")]}),
    ]

    def history_steps(self, row):
        """The indicator together with its targets."""
        return history_of_indicators([row.pk])

    def get_inlines(self, request, obj):
        """Targets need an indicator that is saved: the page for them follows."""
        return self.inlines if obj else []

    def get_deleted_objects(self, objs, request):
        """Only counts of what stands in the way: it may be many years of values."""
        pks = [indicator.pk for indicator in objs]
        counts = {
            name: model.objects.filter(indicator__in=pks).count()
            for name, model in (("value", Observation), ("target", Target))
        }
        if held := [
            f"{count:,} {name}{pluralize(count)}" for name, count in counts.items() if count
        ]:
            return [], {}, set(), held
        return super().get_deleted_objects(objs, request)

    def save_model(self, request, obj, form, change):
        """Save the indicator, and its headline with it."""
        super().save_model(request, obj, form, change)
        Category.objects.get_or_create(indicator=obj, name="")

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the targets of the new indicator."""
        if "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, f"{obj} is saved. Now give it its targets, below.")
        return HttpResponseRedirect(reverse("admin:indicators_indicator_change", args=[obj.pk]))
