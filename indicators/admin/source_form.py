"""The form of a source whose settings are typed as JSON."""

import json
from typing import ClassVar

from django import forms

from indicators.models import Source
from indicators.sources.base import SourceError
from indicators.sources.kept_settings import refuse_secrets

_TRIES = ("check", "preview")


class PrettyJSON(json.JSONEncoder):
    """Writes JSON over several lines, for people to change."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **(kwargs | {"indent": 2, "ensure_ascii": False}))


def json_field(label: str, help_text: str) -> forms.JSONField:
    return forms.JSONField(
        label=label,
        required=False,
        encoder=PrettyJSON,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 60, "spellcheck": "false"}),
        help_text=help_text,
        error_messages={
            "invalid": "This is not JSON. Check the quotation marks, the commas and the braces."
        },
    )


class SourceForm(forms.ModelForm):
    """A source whose settings are typed as JSON. One that is only tried is never valid."""

    settings = json_field("Settings", "Names and values in braces, as JSON.")

    fieldsets: ClassVar = [("Where it reads", {"fields": ["settings"]})]

    class Meta:
        model = Source
        fields = ("name", "kind", "enabled")

    @property
    def tries(self) -> str:
        """Which button was pressed to try the source and not to save it, if any."""
        asked = self.data.get("_try", "")
        return asked if asked in _TRIES else ""

    def is_valid(self) -> bool:
        """Whether it may be saved."""
        return super().is_valid() and not self.tries

    def clean_settings(self):
        """Settings are names and values, and hold no key or password."""
        settings = names_and_values(self.cleaned_data["settings"])
        try:
            self.refuse_new_secrets(settings)
        except SourceError as error:
            raise forms.ValidationError(str(error)) from error
        return settings

    def refuse_new_secrets(self, settings: dict) -> None:
        """Raise SourceError where changed settings hold a key, a password, or an unlisted name.

        Unchanged ones are let be: a source has to be switched off even where its key went away.
        """
        if settings != self.instance.settings:
            refuse_secrets(settings)


def names_and_values(typed: object) -> dict:
    """What was typed as JSON. Raises ValidationError where it is something else."""
    if not isinstance(typed or {}, dict):
        raise forms.ValidationError("Write names and values in braces.")
    return typed or {}
