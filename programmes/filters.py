"""Finding decisions in the ledger."""

from django import forms
from django.db.models import Q
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from indicators.periods import month_label
from programmes.choices import DecisionOutcome
from programmes.models import Decision, Programme, Report

_WAITING = "waiting"
_SELECT = {"widget": forms.Select(attrs={"class": "govuk-select"}), "empty_label": "Any"}
_OUTCOMES = [(outcome.value or _WAITING, outcome.label) for outcome in DecisionOutcome]


def _periods():
    ends = Report.objects.frozen().order_by("-period_end").values_list("period_end", flat=True)
    return [(end.isoformat(), month_label(end)) for end in ends.distinct()]


class DecisionFilter(FilterSet):
    """By programme, outcome, the report that asked, and words of the decision or its note."""

    programme = ModelChoiceFilter(
        field_name="report__programme",
        queryset=Programme.objects.all(),
        label="Programme",
        **_SELECT,
    )
    outcome = ChoiceFilter(choices=_OUTCOMES, method="decided", label="Outcome", **_SELECT)
    period = ChoiceFilter(
        choices=_periods, field_name="report__period_end", label="Report", **_SELECT
    )
    text = CharFilter(
        method="holding",
        label="Words",
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-20"}),
    )

    class Meta:
        model = Decision
        fields = ["programme", "outcome", "period", "text"]

    def decided(self, queryset, name, value):
        """Those with that outcome; those that wait have none."""
        return queryset.filter(outcome="" if value == _WAITING else value)

    def holding(self, queryset, name, value):
        """Those whose text or note holds the words."""
        return queryset.filter(Q(text__icontains=value) | Q(note__icontains=value))
