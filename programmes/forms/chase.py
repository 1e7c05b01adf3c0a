"""Choosing the reports whose people are reminded."""

from django import forms

from programmes.choices import OPEN_STATES
from programmes.forms.ticked import TickedReports
from programmes.models import Report

_GONE = "One of the reports was submitted meanwhile. Look at the list again."


class ChaseForm(forms.Form):
    """The reports ticked on the chase page; only those still open can be."""

    report = TickedReports(
        Report.objects.filter(state__in=OPEN_STATES).select_related("programme").defer("snapshot"),
        error_messages={
            "required": "Tick the reports to send a reminder for.",
            "invalid_choice": _GONE,
        },
    )
