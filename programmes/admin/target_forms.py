"""The form of a dated target, wherever it is filled in."""

from copy import copy
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from indicators.choices import TargetKind
from indicators.models import Category, Indicator, Target
from indicators.target_changes import AMOUNTS, Change, is_in_year, kind_for


class TargetForm(forms.ModelForm):
    """A target is one value or a range: which it is follows from what is filled in."""

    closer = forms.BooleanField(
        required=False,
        label="Come close to it from either side",
        help_text="For one value that can be missed by being too high as well as too low.",
    )

    why = ""
    """The reason that was given for the page as a whole."""

    class Meta:
        model = Target
        exclude = ["kind"]  # noqa: DJ006 - the one field that follows from the others
        labels = {
            "category": "Band",
            "value": "Target",
            "lower": "Lowest on target",
            "upper": "Highest on target",
            "origin": "Where it comes from",
            "vintage": "Period of a borrowed figure",
            "indicative": "Indicative only",
            "amber_tolerance": "Amber within",
            "tolerance_kind": "Measured as",
            "effective_from": "First day in force",
            "effective_to": "Last day in force",
            "reason": "Why it was set, or why it changes",
        }
        help_texts = {
            "category": "The headline is the indicator as a whole.",
            "value": "One value in the unit of the indicator, such as 95. Empty for a range.",
            "lower": "Only for a range.",
            "upper": "Only for a range.",
            "origin": "For example “Improvement plan” or “statistical neighbour average”.",
            "vintage": "For example 2015/16. Empty for a target of our own.",
            "indicative": (
                "Tick it where the target was set for another group or period than the values: "
                "reports then call their rating indicative."
            ),
            "amber_tolerance": (
                "How far off is still amber. Empty: as the indicator says, else the usual share."
            ),
            "tolerance_kind": "5 is either 5% of the target, or 5 in the indicator's own unit.",
            "effective_from": "Reports of earlier periods keep the target of their time.",
            "effective_to": "Empty: until further notice.",
            "reason": (
                "To change or delete a target that is or was in force, say here why. It is kept "
                "in the history."
            ),
        }
        error_messages = {
            "origin": {"required": "Say where the target comes from."},
            "effective_from": {"required": "Give the first day it is in force."},
            "value": {"invalid": "Give the target as a number, such as 95 or 20.7."},
            "lower": {"invalid": "Give the lowest value as a number, such as 95 or 20.7."},
            "upper": {"invalid": "Give the highest value as a number, such as 95 or 20.7."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = copy(self.instance) if self.instance.pk else None
        self.initial.setdefault("closer", self.instance.kind == TargetKind.CLOSER)
        for name in (*AMOUNTS, "amber_tolerance"):
            if isinstance(held := self.initial.get(name), Decimal):
                self.initial[name] = f"{held.normalize():f}"  # 20.7, not 20.7000

    @property
    def change(self) -> Change:
        """What the form does to its target, once it is clean."""
        return Change(self.before, self.instance)

    def clean(self):
        """Refuse a target that is neither one value nor a range."""
        cleaned = super().clean()
        check_amounts(self, cleaned)
        if cleaned.get("closer") and cleaned.get("lower") is not None:
            self.add_error("closer", "A range has two sides already. Leave this box empty.")
        self.instance.kind = kind_for(cleaned.get("value"), closer=cleaned.get("closer"))
        return cleaned

    def _post_clean(self):
        """Ask why, once it is known what changes."""
        super()._post_clean()
        if is_in_year(self.change, timezone.localdate()) and not self.new_reason:
            self._ask_why()

    @property
    def new_reason(self) -> str:
        """Why, as said with this change; an older reason is none."""
        said = self.data.get(self.add_prefix("reason"), "").strip()
        return said if said and said != self.initial.get("reason") else self.why

    def _ask_why(self):
        since = date_format(self.before.effective_from)
        self.add_error(
            "reason",
            f"This target has been in force since {since}. Say why it changes. To set another "
            "from some day on, close it and start the next one.",
        )


def check_amounts(form: forms.BaseForm, cleaned: dict) -> None:
    """Refuse amounts that are neither one value nor the two ends of a range."""
    value, lower, upper = (cleaned.get(name) for name in AMOUNTS)
    single = value is not None and lower is None and upper is None
    ranged = value is None and lower is not None and upper is not None
    if not single and not ranged and not set(AMOUNTS) & set(form.errors):
        form.add_error("value", "Give one value, or both a lower and an upper value.")
    elif ranged and lower > upper:
        form.add_error("lower", "The lower value is above the upper one. Swap them.")


def offer_own_bands(field: forms.ModelChoiceField, indicator: Indicator | None) -> None:
    """Let a target be for a band of its own indicator only, the headline first."""
    field.queryset = Category.objects.filter(indicator=indicator)
    field.initial = field.queryset.filter(name="").first()
    field.empty_label = None
    field.widget.can_add_related = field.widget.can_change_related = False
    field.widget.can_delete_related = field.widget.can_view_related = False
