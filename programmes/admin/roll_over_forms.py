"""The forms of a year's roll-over: which year, what the targets are to be, and why."""

from datetime import date
from decimal import Decimal

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from indicators.keys import keys_in
from indicators.models import Indicator, RollOverRow, Target
from indicators.periods import YearType, add_months
from indicators.roll_over import Rule, financial_years
from indicators.target_changes import AMOUNTS, ONE_DAY
from programmes.admin.target_filters import in_force_on
from programmes.admin.target_forms import check_amounts
from programmes.models import Programme


class YearForm(forms.Form):
    """Which targets are copied to which year, and how they are adjusted at first."""

    chosen = forms.CharField(required=False, widget=forms.HiddenInput)
    year = forms.TypedChoiceField(
        label="Year to copy to",
        coerce=date.fromisoformat,
        error_messages={"required": "Choose the year to copy to."},
    )
    in_force_on = forms.DateField(
        required=False,
        label="Targets in force on",
        widget=AdminDateWidget,
        help_text="Empty: on the last day before that year.",
    )
    programme = forms.ModelChoiceField(
        Programme.objects,
        required=False,
        label="Programme",
        empty_label="All programmes",
        help_text="Only the targets of its indicators.",
    )
    rule = forms.ChoiceField(
        label="Their values",
        choices=Rule.choices,
        help_text="Each can be changed on the next page.",
    )
    amount = forms.DecimalField(
        required=False,
        label="By how much",
        max_digits=15,
        decimal_places=4,
        help_text="For example 2, or −0.5 to lower them.",
        error_messages={"invalid": "Give a number, such as 2 or -0.5."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = financial_years(timezone.localdate())
        self.fields["year"].choices = [(day.isoformat(), year_words(day)) for day in years]
        self.initial.setdefault("year", years[1].isoformat())
        if self["chosen"].value():
            del self.fields["in_force_on"], self.fields["programme"]

    def clean(self):
        """See that a rule has its amount and that there is something to copy."""
        cleaned = super().clean()
        adjusted = cleaned.get("rule") != Rule.KEEP
        if adjusted and cleaned.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "Say by how much, or keep the values as they are.")
        if not self.errors and not self.targets().exists():
            self.add_error(None, "No target is in force then. Give another day or programme.")
        return cleaned

    def targets(self) -> QuerySet[Target]:
        """The chosen targets, or those in force on the day."""
        if chosen := self.cleaned_data.get("chosen"):
            return Target.objects.filter(pk__in=keys_in(chosen.split(",")))
        day = self.cleaned_data["in_force_on"] or self.cleaned_data["year"] - ONE_DAY
        found = Target.objects.filter(in_force_on(day))
        if programme := self.cleaned_data["programme"]:
            indicators = Indicator.objects.filter(placements__priority__programme=programme)
            found = found.filter(indicator__in=indicators.values("pk"))
        return found


def year_words(first: date) -> str:
    """“2027/28: 1 April 2027 to 31 March 2028”."""
    last = add_months(first, 12) - ONE_DAY
    label = YearType.FINANCIAL.year_label(first)
    return f"{label}: {date_format(first)} to {date_format(last)}"


class RowForm(forms.ModelForm):
    """What one target is to be in the other year."""

    class Meta:
        model = RollOverRow
        fields = [*AMOUNTS, "origin", "vintage", "left_out"]
        labels = {
            "value": "Target",
            "lower": "Lowest",
            "upper": "Highest",
            "origin": "Where it comes from",
            "vintage": "Period",
            "left_out": "Leave out",
        }
        widgets = {
            **{name: forms.TextInput(attrs={"inputmode": "decimal"}) for name in AMOUNTS},
        }
        error_messages = {
            name: {"invalid": "Give a number, such as 95 or 20.7."} for name in AMOUNTS
        } | {"origin": {"required": "Say where the target comes from."}}

    draft = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix=f"row-{kwargs['instance'].pk}", **kwargs)
        figure = self.instance.target
        name = f"{figure.indicator.code} {figure.category.name}".strip()
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{name}: {field.label}"
        for amount in AMOUNTS:
            if isinstance(held := self.initial.get(amount), Decimal):
                self.initial[amount] = f"{held.normalize():f}"

    def clean(self):
        """Refuse what is no target. A row that is left out keeps what can be kept of it."""
        cleaned = super().clean()
        if not cleaned.get("left_out"):
            check_amounts(self, cleaned)
            return cleaned
        for name in list(self.errors):
            del self.errors[name]
            cleaned[name] = getattr(self.instance, name)
        return cleaned

    def columns(self):
        """The boxes of the row, each with its label."""
        return [self[name] for name in self.Meta.fields]


class SaveForm(forms.Form):
    """Why the targets of another year are saved, and which changes were read."""

    read = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=300,
        label="Why they are set",
        help_text="Kept in the history of each target.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, in_year: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if in_year:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = (
                "Some of these targets are changed within their year. Say why."
            )
