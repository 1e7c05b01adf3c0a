from django import forms
from django.db.models import Q
from django_filters import CharFilter, ChoiceFilter, FilterSet

from indicators.choices import Frequency, Polarity
from indicators.models import Indicator

_SELECT = {"widget": forms.Select(attrs={"class": "govuk-select"}), "empty_label": "Any"}


class IndicatorFilter(FilterSet):
    """Find indicators by a word of their name or code, how often they come, which way is good."""

    text = CharFilter(
        method="holding",
        label="Name or code",
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-20"}),
    )
    frequency = ChoiceFilter(choices=Frequency.choices, label="How often", **_SELECT)
    polarity = ChoiceFilter(choices=Polarity.choices, label="Which way is good", **_SELECT)

    class Meta:
        model = Indicator
        fields = ["text", "frequency", "polarity"]

    def holding(self, queryset, name, value):
        """Indicators whose name or code holds the text."""
        return queryset.filter(Q(name__icontains=value) | Q(code__icontains=value))
