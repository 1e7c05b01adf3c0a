from django.conf import settings
from django.db import models

from programmes.choices import Approver
from programmes.models.programme import Programme
from programmes.models.report import Report


class MilestoneDates(models.Model):
    """Where a milestone stands: the columns it shares with its updates."""

    forecast_on = models.DateField(
        "forecast",
        null=True,
        blank=True,
        help_text="The day it is expected now. Slippage is the days from the baseline to it.",
    )
    completed_on = models.DateField(
        "completed", null=True, blank=True, help_text="Empty until it is done."
    )
    progress = models.TextField(
        blank=True, help_text="How far it has come, as the next report will say it."
    )
    remedy = models.TextField(
        "remedial action", blank=True, help_text="What is done where it is late."
    )

    class Meta:
        abstract = True


class Milestone(MilestoneDates):
    """A dated promise of a programme. Slippage counts from its baseline."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="milestones")
    title = models.CharField(
        max_length=200,
        help_text="A result that is done or not done, such as “Team for care leavers in place”.",
    )
    baseline_on = models.DateField(
        "baseline", help_text="The day it was first promised for. Slippage counts from it."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Milestones stand in this order in the report, lowest number first."
    )

    class Meta:
        ordering = ["programme", "position", "baseline_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="milestone_once_a_title",
                violation_error_message="This programme already has a milestone of that title.",
            )
        ]

    def __str__(self):
        return self.title


class MilestoneUpdate(MilestoneDates):
    """Where a milestone stood in one report, so that slippage has a history."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="milestone_updates")
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="updates")

    class Meta:
        ordering = ["milestone", "report"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "milestone"], name="milestone_update_once_a_report"
            )
        ]

    def __str__(self):
        return f"{self.milestone} in {self.report}"


class Rebaseline(models.Model):
    """A new date agreed for a milestone. The first baseline stays, and slippage counts from it."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="rebaselines")
    report = models.ForeignKey(Report, models.CASCADE, related_name="rebaselines")
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField()
    approved_by = models.CharField(max_length=10, choices=Approver)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["milestone", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="rebaseline_has_a_reason")
        ]

    def __str__(self):
        return f"{self.milestone}: {self.before} to {self.after}"
