"""Reports that somebody ticked in a list."""

from django import forms
from django.core.exceptions import ValidationError

from indicators.keys import key_in


class TickedReports(forms.ModelMultipleChoiceField):
    """The reports ticked. A number that no key can be is as good as a report that is gone."""

    def clean(self, value):
        """Raises ``ValidationError`` as for any other report that cannot be chosen."""
        for key in value or []:
            if key_in(key) is None:
                message = self.error_messages["invalid_choice"]
                raise ValidationError(message, code="invalid_choice", params={"value": key})
        return super().clean(value)
