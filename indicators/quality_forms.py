"""The forms of the data quality page."""

from django import forms

from indicators.quality import Found
from indicators.selfchecks import Check

BY_HAND = "-by-hand-"
_SELECT = {"attrs": {"class": "govuk-select"}}


class FindingFilter(forms.Form):
    """Which of ``lines`` to show: by check, and by where the value came from."""

    check = forms.ChoiceField(required=False, widget=forms.Select(**_SELECT))
    source = forms.ChoiceField(label="Came from", required=False, widget=forms.Select(**_SELECT))

    def __init__(self, *args, lines: list[Found], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.fields["check"].choices = [("", "Any"), *((row.value, row.label) for row in Check)]
        sources = sorted({line.about.source for line in lines} - {""})
        self.fields["source"].choices = [
            ("", "Any"),
            *((source, source) for source in sources),
            (BY_HAND, "Loaded by hand"),
        ]

    def chosen(self) -> list[Found]:
        """Those of the lines that match; all of them where nothing, or nonsense, is asked for."""
        asked = self.cleaned_data if self.is_valid() else {}
        lines = self.lines
        if check := asked.get("check"):
            lines = [line for line in lines if line.check == check]
        if source := asked.get("source"):
            name = "" if source == BY_HAND else source
            lines = [line for line in lines if line.about.source == name]
        return lines


class LeaveForm(forms.Form):
    """Why a finding is left as it is. ``revision`` is that of the values it was read with."""

    use_required_attribute = False

    revision = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Leave it, because…",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence. It counts until one of the values is revised.",
        error_messages={
            "required": "Say why it is right to leave it, in a sentence",
            "max_length": "Shorten the reason to 300 characters",
        },
    )

    def __init__(self, *args, revision: int, **kwargs):
        super().__init__(*args, initial={"revision": revision}, **kwargs)
        self.current = str(revision)

    def clean(self):
        """Refuse a reason given for values that have been revised since."""
        cleaned = super().clean()
        if cleaned.get("revision") != self.current:
            self.data = self.data.copy()
            self.data["revision"] = self.current
            self.add_error(
                None,
                "A value was revised while this page was open. Read what is found now; "
                "your reason is kept below.",
            )
        return cleaned
