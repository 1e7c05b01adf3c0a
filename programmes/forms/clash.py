from django import forms

from programmes.choices import KeptText


class ClashForm(forms.Form):
    """Which of two texts to keep, or one made from both."""

    use_required_attribute = False
    kept = forms.ChoiceField(
        label="Which should the report keep?",
        choices=[
            (KeptText.THEIRS, "The text that is saved"),
            (KeptText.MINE, "The text that is not saved yet"),
            (KeptText.BOTH, "A text made from both"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which text to keep."},
    )
    text = forms.CharField(
        label="A text made from both",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only for the third choice.",
    )

    def __init__(self, *args, sentences: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not sentences:  # of two dates, numbers or choices no third is made
            del self.fields["text"]
            self.fields["kept"].choices = self.fields["kept"].choices[:2]
