from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format

from programmes.choices import OPEN_STATES, ReportedRag, ReportKind, ReportState
from programmes.models.programme import Programme


class Report(models.Model):
    """One report of a programme. From submission on its snapshot is what is read.

    Only ``reports/issue.py`` writes ``state``, ``snapshot`` and ``digest``.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=ReportKind, default=ReportKind.HIGHLIGHT)
    period_end = models.DateField()
    report_date = models.DateField(null=True, blank=True, help_text="Empty: the day it is read.")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    due_on = models.DateField("due", null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    rag = models.CharField("status", max_length=5, choices=ReportedRag, blank=True)
    reason = models.TextField("reason for the status", blank=True)
    difference_reason = models.TextField("why it differs from the evidence", blank=True)
    snapshot = models.JSONField(null=True, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering = ["programme", "-period_end", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "period_end", "version"],
                name="report_once_a_version",
                violation_error_message="This report exists already.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN_STATES)
                | models.Q(snapshot__isnull=False, submitted_at__isnull=False),
                name="report_frozen_from_submission",
            ),
        ]

    def __str__(self):
        return f"{self.programme}, period to {date_format(self.period_end)}"

    def get_absolute_url(self):
        return reverse("report", args=[self.programme.code, self.period_end.isoformat()])

    @property
    def is_open(self) -> bool:
        """Whether it can still be written in."""
        return self.state in OPEN_STATES
