"""Areas, and indicators with their bands and dated targets."""

from decimal import Decimal
from itertools import combinations

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from indicators.choices import TargetKind
from indicators.models import Area, Category, Indicator, Target


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin):
    """Councils, and what they are compared with."""

    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]


class TargetForm(forms.ModelForm):
    """A target is one value or a range: which it is follows from what is filled in."""

    closer = forms.BooleanField(
        required=False,
        label="Come close to it from either side",
        help_text="For one value that can be missed by being too high as well as too low.",
    )

    class Meta:
        model = Target
        exclude = ["kind"]  # noqa: DJ006 - the one field that follows from the others
        help_texts = {
            "value": "The target, in the unit of the indicator. Leave it empty for a range.",
            "lower": "Only for a range: the lowest value on target.",
            "upper": "Only for a range: the highest value on target.",
            "effective_from": "The first day it is in force. Past reports keep their own target.",
        }
        labels = {
            "category": "Band",
            "amber_tolerance": "Amber within",
            "tolerance_kind": "Measured as",
            "effective_from": "In force from",
            "effective_to": "In force to",
        }
        error_messages = {
            "origin": {"required": "Say where the target comes from."},
            "effective_from": {"required": "Give the first day it is in force."},
            "value": {"invalid": "Give the target as a number, such as 95 or 20.7."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["closer"] = self.instance.kind == TargetKind.CLOSER
        for name in ("value", "lower", "upper", "amber_tolerance"):
            if isinstance(held := self.initial.get(name), Decimal):
                self.initial[name] = f"{held.normalize():f}"  # 20.7, not 20.7000

    def clean(self):
        """Refuse a target that is neither one value nor a range."""
        cleaned = super().clean()
        value, lower, upper = (cleaned.get(name) for name in ("value", "lower", "upper"))
        single = value is not None and lower is None and upper is None
        ranged = value is None and lower is not None and upper is not None
        if not single and not ranged and not {"value", "lower", "upper"} & set(self.errors):
            self.add_error("value", "Give one value, or both a lower and an upper value.")
        elif ranged and lower > upper:
            self.add_error("lower", "The lower value is above the upper one. Swap them.")
        if ranged and cleaned.get("closer"):
            self.add_error("closer", "A range has two sides already. Leave this box empty.")
        one_value = TargetKind.CLOSER if cleaned.get("closer") else TargetKind.SINGLE
        self.instance.kind = TargetKind.RANGE if ranged else one_value
        return cleaned


class TargetFormSet(forms.BaseInlineFormSet):
    """The targets of one indicator, compared with each other as they will be once saved.

    So one can be ended and the next one started in a single step.
    """

    @cached_property
    def forms(self):
        """The forms, whose targets know of each other."""
        forms = super().forms
        together = frozenset(form.instance.pk for form in forms if form.instance.pk)
        for form in forms:
            form.instance.edited_together = together
        return forms

    def clean(self):
        """Refuse two targets of a band that would be in force on one day."""
        super().clean()
        kept = [
            form
            for form in self.forms
            if form.is_valid() and form.has_changed() | bool(form.instance.pk)
            if not self._should_delete_form(form)
        ]
        for earlier, later in combinations(kept, 2):
            if later.instance.overlaps(earlier.instance):
                later.add_error("effective_from", earlier.instance.overlap_sentence())


class TargetInline(admin.StackedInline):
    """The targets of one indicator, each with its dates."""

    model = Target
    form = TargetForm
    formset = TargetFormSet
    extra = 1
    fields = [
        "category",
        ("value", "lower", "upper"),
        "closer",
        ("effective_from", "effective_to"),
        ("origin", "vintage"),
        ("amber_tolerance", "tolerance_kind"),
        "indicative",
        "reason",
    ]

    def get_formset(self, request, obj=None, **kwargs):
        """Offer only this indicator's bands, the headline first."""
        formset = super().get_formset(request, obj, **kwargs)
        _offer_own_bands(formset.form.base_fields["category"], obj)
        return formset


def _offer_own_bands(field: forms.ModelChoiceField, indicator: Indicator | None) -> None:
    field.queryset = Category.objects.filter(indicator=indicator)
    field.initial = field.queryset.filter(name="").first()
    field.empty_label = None
    field.widget.can_add_related = field.widget.can_change_related = False
    field.widget.can_delete_related = field.widget.can_view_related = False


class BandInline(admin.StackedInline):
    """Bands and breakdowns. The headline is made with the indicator and is not shown here."""

    model = Category
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
        name.required, name.help_text = True, ""
        name.error_messages["required"] = "Give the band a name."
        return formset


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    """An indicator with its bands and its dated targets."""

    list_display = ["code", "name", "unit", "polarity", "frequency", "information_only"]
    list_filter = ["frequency", "polarity", "unit", "information_only"]
    search_fields = ["code", "name"]
    inlines = [TargetInline, BandInline]
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

    def get_inlines(self, request, obj):
        """Targets need an indicator that is saved: the page for them follows."""
        return self.inlines if obj else []

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


class InForceFilter(admin.SimpleListFilter):
    """Whether a target is in force today."""

    title = "in force"
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        """The choices."""
        return [("now", "Today"), ("ended", "Ended"), ("coming", "Not yet")]

    def queryset(self, request, queryset):
        """The targets of the choice."""
        today = timezone.localdate()
        chosen = {
            "now": Q(effective_from__lte=today)
            & (Q(effective_to__isnull=True) | Q(effective_to__gte=today)),
            "ended": Q(effective_to__lt=today),
            "coming": Q(effective_from__gt=today),
        }.get(self.value(), Q())
        return queryset.filter(chosen)


@admin.register(Target)
class TargetAdmin(admin.ModelAdmin):
    """Targets across indicators. A new one is given on the page of its indicator."""

    form = TargetForm
    list_display = ["indicator", "category", "amount", "effective_from", "effective_to", "origin"]
    list_filter = [InForceFilter, "indicator__frequency"]
    search_fields = ["indicator__code", "indicator__name", "origin"]
    list_select_related = ["indicator", "category"]
    fields = ["indicator", *TargetInline.fields]
    readonly_fields = ["indicator"]

    @admin.display(description="target")
    def amount(self, target):
        """The value, or the two ends of the range."""
        if target.kind == TargetKind.SINGLE:
            return f"{target.value.normalize():f}"
        return f"{target.lower.normalize():f} to {target.upper.normalize():f}"

    def has_add_permission(self, request):
        """Not here: a target belongs to an indicator, on whose page it is added."""
        return False

    def get_form(self, request, obj=None, **kwargs):
        """Offer only the bands of the target's own indicator."""
        form = super().get_form(request, obj, **kwargs)
        if obj and "category" in form.base_fields:
            _offer_own_bands(form.base_fields["category"], obj.indicator)
        return form
