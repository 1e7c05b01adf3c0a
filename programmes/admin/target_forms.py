"""The form of a dated target, alone and on the page of its indicator."""

from decimal import Decimal
from itertools import combinations

from django import forms
from django.contrib import admin
from django.utils.functional import cached_property

from indicators.choices import TargetKind
from indicators.models import Category, Indicator, Target


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
        offer_own_bands(formset.form.base_fields["category"], obj)
        return formset


def offer_own_bands(field: forms.ModelChoiceField, indicator: Indicator | None) -> None:
    """Let a target be for a band of its own indicator only, the headline first."""
    field.queryset = Category.objects.filter(indicator=indicator)
    field.initial = field.queryset.filter(name="").first()
    field.empty_label = None
    field.widget.can_add_related = field.widget.can_change_related = False
    field.widget.can_delete_related = field.widget.can_view_related = False
