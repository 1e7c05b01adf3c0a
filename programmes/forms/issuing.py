"""Choosing reports to issue, and saying why an issued one is corrected."""

from django import forms
from django.db.models import QuerySet

from programmes.forms.ticked import TickedReports
from programmes.models import Report


class IssueForm(forms.Form):
    """The reports that the executive ticked."""

    def __init__(self, reports: QuerySet[Report], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["report"] = TickedReports(reports)


class CorrectionForm(forms.Form):
    """Why an issued report is corrected."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Why it is corrected",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Printed at the head of the new version.",
        error_messages={"required": "Say why the report is corrected."},
    )
