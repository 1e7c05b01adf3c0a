"""A schedule by the clock in place of a number of days; limits and grace; cancelled pulls."""

import datetime

import django.core.validators
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

SCHEDULES = [
    ("", "Only when somebody asks"),
    ("daily", "Every day"),
    ("weekly", "Every week"),
    ("monthly", "On a working day of the month"),
    ("quarterly", "On a working day after the end of a quarter"),
]
WEEKDAYS = [
    (0, "Monday"),
    (1, "Tuesday"),
    (2, "Wednesday"),
    (3, "Thursday"),
    (4, "Friday"),
    (5, "Saturday"),
    (6, "Sunday"),
]
DAYS = {"daily": 1, "weekly": 7, "monthly": 30, "quarterly": 91}


def give_schedules(apps, schema_editor):
    """Seven days become a week, any other number every day; the time of day stays."""
    for source in apps.get_model("indicators", "Source").objects.exclude(days=None):
        due = django.utils.timezone.localtime(source.next_due_at)
        source.schedule = "weekly" if source.days == DAYS["weekly"] else "daily"
        source.weekday = due.weekday() if source.schedule == "weekly" else None
        if source.next_due_at:
            source.time_of_day = due.time().replace(second=0, microsecond=0)
        source.save()


def give_days(apps, schema_editor):
    """The nearest number of days."""
    for source in apps.get_model("indicators", "Source").objects.exclude(schedule=""):
        source.days = DAYS[source.schedule]
        source.save()


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0003_findings_left_as_they_are"),
    ]

    operations = [
        migrations.RemoveConstraint("source", "source_schedule_at_least_a_day"),
        migrations.RenameField("source", "schedule", "days"),
        migrations.AddField(
            "source",
            "schedule",
            models.CharField(
                max_length=10,
                choices=SCHEDULES,
                default="",
                blank=True,
                help_text="Working days are those of England: no weekends, no bank holidays.",
            ),
        ),
        migrations.AddField(
            "source",
            "weekday",
            models.PositiveSmallIntegerField(
                "day of the week",
                choices=WEEKDAYS,
                null=True,
                blank=True,
                help_text=(
                    "Only for every week. A bank holiday puts it off to the next working day."
                ),
            ),
        ),
        migrations.AddField(
            "source",
            "working_day",
            models.PositiveSmallIntegerField(
                null=True,
                blank=True,
                help_text=(
                    "Only for working days: 1 is the first of the month, or after the quarter."
                ),
            ),
        ),
        migrations.AddField(
            "source",
            "time_of_day",
            models.TimeField(
                default=datetime.time(6), help_text="When a pull on schedule starts."
            ),
        ),
        migrations.AddField(
            "source",
            "grace_days",
            models.PositiveSmallIntegerField(
                default=2,
                help_text=(
                    "Days without a good pull, from when it was due, until the source is silent."
                ),
            ),
        ),
        migrations.AddField(
            "source",
            "rejected_limit",
            models.PositiveSmallIntegerField(
                "most rejected rows",
                default=20,
                validators=[django.core.validators.MaxValueValidator(100)],
                help_text="Per cent of all rows. A pull with more of them stores nothing.",
            ),
        ),
        migrations.AddField(
            "source",
            "created_at",
            models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            "source", "silence_told_at", models.DateTimeField(null=True, editable=False)
        ),
        migrations.AlterField(
            "source",
            "next_due_at",
            models.DateTimeField(
                null=True,
                blank=True,
                help_text="Worked out afresh whenever the schedule is changed.",
            ),
        ),
        migrations.RunPython(give_schedules, give_days),
        migrations.RemoveField("source", "days"),
        migrations.AddConstraint(
            "source",
            models.CheckConstraint(
                name="source_weekly_names_its_day",
                condition=~Q(schedule="weekly")
                | Q(weekday__isnull=False, weekday__in=[0, 1, 2, 3, 4, 5, 6]),
                violation_error_message="Choose the day of the week.",
            ),
        ),
        migrations.AddConstraint(
            "source",
            models.CheckConstraint(
                name="source_monthly_names_its_working_day",
                condition=~Q(schedule="monthly")
                | Q(working_day__isnull=False, working_day__range=(1, 20)),
                violation_error_message="Give the working day, from 1 to 20.",
            ),
        ),
        migrations.AddConstraint(
            "source",
            models.CheckConstraint(
                name="source_quarterly_names_its_working_day",
                condition=~Q(schedule="quarterly")
                | Q(working_day__isnull=False, working_day__range=(1, 60)),
                violation_error_message="Give the working day, from 1 to 60.",
            ),
        ),
        migrations.AddConstraint(
            "source",
            models.CheckConstraint(
                name="source_rejected_limit_is_per_cent", condition=Q(rejected_limit__lte=100)
            ),
        ),
        migrations.AlterField(
            "pull",
            "state",
            models.CharField(
                max_length=10,
                choices=[
                    ("queued", "Waiting to start"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("cancelled", "Cancelled"),
                ],
                default="queued",
            ),
        ),
    ]
