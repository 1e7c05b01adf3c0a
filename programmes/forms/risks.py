"""The forms of one risk: its score and what is done, closing it, a new risk."""

from datetime import date

from django import forms

from programmes.choices import Section
from programmes.drafting import plain
from programmes.forms.dates import DateBoxesField
from programmes.forms.milestones import words
from programmes.models import Risk

_SQUARES = [(likelihood, impact) for likelihood in range(5, 0, -1) for impact in range(1, 6)]
"""The squares of the matrix as they are read: from the top left, row by row."""


class ScoreField(forms.TypedChoiceField):
    """One of 25 squares; its value is likelihood and impact, or empty."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        squares = [(f"{likelihood}x{impact}", "") for likelihood, impact in _SQUARES]
        super().__init__(choices=squares, coerce=self._pair, empty_value=None, **kwargs)
        self.error_messages["required"] = "Choose one square of the matrix."
        self.error_messages["invalid_choice"] = "Choose one square of the matrix."

    @staticmethod
    def _pair(square):
        likelihood, _, impact = square.partition("x")
        return int(likelihood), int(impact)


class _ScoredForm(forms.Form):
    """What is asked of every risk."""

    use_required_attribute = False

    score = ScoreField(
        label="How likely is it, and how bad would it be?",
        help_text="Choose one square. With a keyboard, use the arrow keys.",
    )
    mitigation = words("What is being done about it", required=False)
    owner = forms.CharField(
        label="Owner",
        help_text="A role or a team rather than a name.",
        max_length=100,
        required=False,
    )

    def clean_mitigation(self) -> str:
        """One kind of line break."""
        return plain(self.cleaned_data["mitigation"])


class RiskForm(_ScoredForm):
    """How serious a risk is now, and what is done about it."""

    def __init__(self, data=None, *, risk: Risk):
        super().__init__(
            data,
            prefix=f"{Section.RISKS}-{risk.pk}",
            initial={
                "score": f"{risk.likelihood}x{risk.impact}",
                "mitigation": risk.mitigation,
                "owner": risk.owner,
            },
        )

    def posted(self) -> dict[str, str]:
        """What came in, by place, without what cannot be understood; that is an error shown."""
        came = {
            name: value
            for name, value in self.cleaned_data.items()
            if self.add_prefix(name) in self.data
        }
        if square := came.pop("score", None):
            came["likelihood"], came["impact"] = map(str, square)
        return {self.add_prefix(name): value for name, value in came.items()}


class CloseForm(forms.Form):
    """When a risk ceased to apply, and why."""

    use_required_attribute = False

    closed_on = DateBoxesField(name="Closing date", label="When it ceased to apply")
    reason = words(
        "Why it no longer applies",
        rows=2,
        error_messages={"required": "Say why the risk no longer applies, in a sentence."},
    )

    def __init__(self, data=None, *, today: date):
        super().__init__(data, prefix="close", initial={"closed_on": today})

    def clean_reason(self) -> str:
        """One kind of line break."""
        return plain(self.cleaned_data["reason"])


class NewRiskForm(_ScoredForm):
    """A risk that the programme did not have yet."""

    field_order = ["title", "score", "mitigation", "owner"]

    title = forms.CharField(
        label="What could go wrong",
        help_text="Say what may happen and what it would do.",
        max_length=200,
        error_messages={"required": "Say what could go wrong."},
    )

    def answers(self) -> dict:
        """What ``drafting.add_risk`` is to be told."""
        renamed = {"score": "square"}
        return {renamed.get(name, name): value for name, value in self.cleaned_data.items()}
