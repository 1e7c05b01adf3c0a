from django import forms

from programmes.choices import Section


class ReturnForm(forms.Form):
    """What has to change in a report that is handed back: as a whole, and by section."""

    use_required_attribute = False
    whole = forms.CharField(
        label="What has to change",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The lead and the chair see it above the sections.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for section in Section:
            self.fields[section.value] = forms.CharField(
                label=section.label, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def clean(self):
        """Refuse to hand a report back without a word."""
        cleaned = super().clean()
        if not any(cleaned.values()):
            self.add_error("whole", "Say what has to change, here or under a section.")
        return cleaned

    @property
    def remarks(self) -> dict[str, str]:
        """What was said, by section; no section is the whole report."""
        said = {"": self.cleaned_data["whole"]}
        said |= {section.value: self.cleaned_data[section.value] for section in Section}
        return {section: text for section, text in said.items() if text}

    @property
    def sections(self):
        """The boxes of the sections."""
        return [self[section.value] for section in Section]
