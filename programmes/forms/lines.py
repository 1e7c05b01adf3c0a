"""One row of a section of the report's form."""

from django import forms

from programmes.choices import CommitmentOutcome, ReportedRag, Section, VarianceKind
from programmes.forms.dates import DateBoxesField

RAG_HINTS = {
    ReportedRag.GREEN: "On track. Nothing major threatens time, cost or quality.",
    ReportedRag.AMBER: "Possible, but there are real problems that need attention now.",
    ReportedRag.RED: "Will not succeed unless something changes.",
}


def _text(label: str, rows: int = 2, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, help_text=hint, widget=widget)


class LineForm(forms.Form):
    """A row whose fields are named by their place. Nothing is required: saving is never blocked.

    ``key`` names it, ``title`` says what people call it; ``row`` is what is stored of it, None
    while it is new.
    """

    use_required_attribute = False
    key = title = ""
    row = None
    text = _text("Text", rows=3)


class SlippageForm(LineForm):
    """What slipped, why, and what is done about it."""

    text = _text("What slipped")
    reason = _text("Why it slipped")
    remedy = _text("What you are doing about it")


class ActionForm(LineForm):
    """An action of the next period, and by when."""

    text = _text("Action")
    due_on = DateBoxesField(
        name="By when", label="By when", help_text="For example, 31 3 2017", required=False
    )


class VarianceForm(LineForm):
    """A change to the plan."""

    field_order = ("variance", "text")
    variance = forms.ChoiceField(
        label="What it changes",
        required=False,
        choices=[("", "Choose one"), *VarianceKind.choices],
    )
    text = _text("What is different, and what it means")


class CommitmentForm(LineForm):
    """What became of an action that the last report promised."""

    text = None
    outcome = forms.ChoiceField(
        label="What became of it",
        required=False,
        choices=[choice for choice in CommitmentOutcome.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    reason = _text("Why it slipped")
    remedy = _text("What you are doing about it")


class StatusForm(LineForm):
    """The chair's judgement."""

    text = None
    rag = forms.ChoiceField(
        label="How is the programme doing overall?",
        required=False,
        choices=[(rag.value, rag.label) for rag in RAG_HINTS],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose green, amber or red."},
    )
    reason = _text(
        "Reason for this status", 5, "Two or three sentences for someone who reads nothing else."
    )
    difference_reason = _text(
        "Why your status differs from the evidence",
        3,
        "Only where it does. The report prints both, with this sentence.",
    )

    @property
    def rag_options(self):
        """The choices of status, each with what it means."""
        return [(option, RAG_HINTS[option.data["value"]]) for option in self["rag"]]


class NilForm(forms.Form):
    """The statement that a section has nothing to report."""

    use_required_attribute = False
    nil = forms.BooleanField(required=False)

    def __init__(self, *args, label: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nil"].label = label
        self.fields["nil"].help_text = "Only when there are no lines above. It prints your name."


FORMS = {
    Section.COMMITMENTS: CommitmentForm,
    Section.ACHIEVEMENTS: LineForm,
    Section.VOICE: LineForm,
    Section.SLIPPAGE: SlippageForm,
    Section.COMMENTS: LineForm,
    Section.NEXT_ACTIONS: ActionForm,
    Section.VARIANCES: VarianceForm,
    Section.DECISIONS: LineForm,
    Section.STATUS: StatusForm,
}
