"""Choosing the reports of a meeting pack."""

from django import forms

from programmes.choices import OPEN_STATES, ReportState
from programmes.forms.ticked import TickedReports
from programmes.models import Report

MOST_REPORTS = 40
_GONE = "One of the reports has been returned or corrected meanwhile. Look at the list again."


class PackForm(forms.Form):
    """The reports ticked; only those whose figures are frozen, in their newest version."""

    report = TickedReports(
        Report.objects.exclude(state__in=[*OPEN_STATES, ReportState.SUPERSEDED]).defer("snapshot"),
        error_messages={
            "required": "Tick the reports that the pack is to hold.",
            "invalid_choice": _GONE,
        },
    )

    def clean_report(self):
        """Raises ``ValidationError`` for more reports than a meeting reads."""
        reports = self.cleaned_data["report"]
        if len(reports) > MOST_REPORTS:
            raise forms.ValidationError(
                f"You ticked {len(reports)} reports and a pack can hold {MOST_REPORTS}. "
                "Tick fewer, or make two packs."
            )
        return reports
