"""The form to open a report of a chosen period."""

from django import forms


class OpeningForm(forms.Form):
    """A period that the programme can report on; the newest one with values comes first."""

    use_required_attribute = False

    period_end = forms.TypedChoiceField(
        label="Period to report on",
        error_messages={
            "required": "Choose the period to report on",
            "invalid_choice": "That period is not on offer any more. Choose another one",
        },
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, periods, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["period_end"]
        field.choices = [(period.end.isoformat(), period.label) for period in periods]
        field.coerce = {period.end.isoformat(): period.end for period in periods}.get
        if periods:
            field.initial = periods[0].end.isoformat()
