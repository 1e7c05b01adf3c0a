from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from programmes.choices import ReportFrequency
from programmes.models.programme import Programme
from programmes.models.report import Report

MOST_WORKING_DAYS = 20


class ReportingSchedule(models.Model):
    """When a programme reports: how often, due on which working day after the period's end."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="reporting_schedule")
    frequency = models.CharField(
        max_length=10,
        choices=ReportFrequency,
        default=ReportFrequency.MONTHLY,
        help_text="How often a report is due. Its draft opens by itself after each period.",
    )
    due_working_day = models.PositiveSmallIntegerField(
        "due on working day",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WORKING_DAYS)],
        help_text="Counted from the first working day after the period ends. "
        "Bank holidays in England are left out.",
    )
    grace_days = models.PositiveSmallIntegerField(
        "days of grace",
        default=0,
        validators=[MaxValueValidator(MOST_WORKING_DAYS)],
        help_text="Working days after the due day before a report counts as late.",
    )
    enabled = models.BooleanField(
        default=True, help_text="Untick it, and no round opens and no reminder goes out."
    )

    class Meta:
        ordering = ["programme"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_working_day__range=(1, MOST_WORKING_DAYS)),
                name="schedule_due_on_a_working_day",
                violation_error_message=f"Give a working day from 1 to {MOST_WORKING_DAYS}.",
            ),
            models.CheckConstraint(
                condition=models.Q(grace_days__lte=MOST_WORKING_DAYS),
                name="schedule_grace_is_short",
                violation_error_message=f"Give at most {MOST_WORKING_DAYS} days of grace.",
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.get_frequency_display().lower()}"


class Reminder(models.Model):
    """A reminder that was sent for a report; by a person, or by the clock where nobody is named."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="reminders")
    sent_at = models.DateTimeField()
    day = models.DateField(help_text="The day it was meant for.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    addresses = models.TextField()

    class Meta:
        ordering = ["report", "sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "day"],
                condition=models.Q(by__isnull=True),
                name="reminder_by_the_clock_once_a_day",
            )
        ]

    def __str__(self):
        return f"Reminder for {self.report} on {self.day}"
