"""The forms of one milestone: where it stands, a new baseline, a new milestone."""

from django import forms

from programmes.choices import Approver, Section
from programmes.drafting import plain
from programmes.forms.dates import DateBoxesField
from programmes.models import Milestone

EXAMPLE = "For example, 28 2 2017"


def words(label: str, hint: str = "", *, rows: int = 3, **kwargs) -> forms.CharField:
    """A box for sentences."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=hint, widget=widget, **kwargs)


class MilestoneForm(forms.Form):
    """Where a milestone stands. Its fields are named by their places in the report's form."""

    use_required_attribute = False

    forecast_on = DateBoxesField(
        name="Forecast", label="When do you now expect it?", help_text=EXAMPLE, required=False
    )
    completed_on = DateBoxesField(
        name="Date completed",
        label="When was it completed?",
        help_text="Leave this empty until it is done.",
        required=False,
    )
    progress = words("Progress", required=False)
    remedy = words("What you are doing about the delay", required=False)

    def __init__(self, data=None, *, milestone: Milestone):
        initial = {name: getattr(milestone, name) for name in self.base_fields}
        prefix = f"{Section.MILESTONES}-{milestone.pk}"
        super().__init__(data, prefix=prefix, initial=initial)

    def posted(self) -> dict[str, str]:
        """What came in, by place, without what cannot be understood; that is an error shown."""
        return {
            self.add_prefix(name): value.isoformat() if name.endswith("_on") and value else value
            for name, value in ((name, value or "") for name, value in self.cleaned_data.items())
            if self._came(name)
        }

    def _came(self, name):
        widget = self.fields[name].widget
        return not widget.value_omitted_from_data(self.data, {}, self.add_prefix(name))


class RebaselineForm(forms.Form):
    """A new date for a milestone, why, and who agreed to it. Nothing typed: nothing is asked."""

    use_required_attribute = False

    after = DateBoxesField(name="New baseline", label="New baseline", help_text=EXAMPLE)
    reason = words(
        "Why the date changes",
        rows=2,
        error_messages={"required": "Say why the date changes, in a sentence."},
    )
    approved_by = forms.ChoiceField(
        label="Who approved it",
        choices=[("", "Choose who approved it"), *Approver.choices],
        error_messages={"required": "Choose who approved the new baseline."},
    )

    def __init__(self, data=None):
        super().__init__(data, prefix="rebaseline", empty_permitted=True)

    def clean_reason(self) -> str:
        """One kind of line break."""
        return plain(self.cleaned_data["reason"])


class NewMilestoneForm(forms.Form):
    """A milestone that the programme did not have yet."""

    use_required_attribute = False

    title = forms.CharField(
        label="What will be done",
        help_text="A result that is done or not done, such as “Team for care leavers in place”.",
        max_length=200,
        error_messages={"required": "Say what will be done."},
    )
    baseline_on = DateBoxesField(name="Baseline", label="By when", help_text=EXAMPLE)
    progress = words("Progress so far (optional)", required=False)

    def clean_progress(self) -> str:
        """One kind of line break."""
        return plain(self.cleaned_data["progress"])
