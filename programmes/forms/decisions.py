"""Recording what the executive decided."""

from django import forms

from programmes.choices import DecisionOutcome
from programmes.models import Decision, Programme
from programmes.round.decisions import mark_of

_OUTCOMES = [choice for choice in DecisionOutcome.choices if choice[0]]


class OutcomeForm(forms.Form):
    """What was made of one decision wanted. Left blank, it stays open.

    ``meanwhile`` is the decision as somebody else recorded it since the page was drawn.
    """

    use_required_attribute = False
    meanwhile: Decision | None = None
    outcome = forms.ChoiceField(
        label="Outcome", required=False, choices=_OUTCOMES, widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, decision: Decision, data=None):
        super().__init__(
            data, prefix=f"decision-{decision.pk}", initial={"seen": mark_of(decision)}
        )
        self.decision = decision

    def clean(self):
        """A note goes with an outcome."""
        cleaned = super().clean()
        if cleaned.get("note") and not cleaned.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", "Choose an outcome to go with the note, or empty the note.")
        return cleaned

    @property
    def answered(self) -> bool:
        """Whether there is an outcome to record."""
        return self.is_valid() and bool(self.cleaned_data["outcome"])

    def ask_again(self, decided: Decision) -> None:
        """Keep what was typed, beside what was recorded meanwhile."""
        self.meanwhile = decided
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = mark_of(decided)


class AddDecisionForm(forms.Form):
    """A decision that no report asked for."""

    use_required_attribute = False
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose the programme that it is about."},
    )
    text = forms.CharField(
        label="What was decided",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was decided, in a sentence."},
    )
    outcome = forms.ChoiceField(
        choices=_OUTCOMES,
        widget=forms.RadioSelect,
        initial=DecisionOutcome.AGREED,
        error_messages={"required": "Choose an outcome."},
    )
    note = forms.CharField(label="Note (optional)", required=False)

    def __init__(self, *args, programmes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes
        self.fields["programme"].label_from_instance = lambda row: (
            f"{row}, {row.title}" if row.number else row.title
        )
