from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from indicators.choices import Schedule, SourceKind, Weekday
from indicators.models.closed_day import current_calendar
from indicators.workdays import ENGLAND, Calendar, Timetable, next_due

MOST_WORKING_DAYS = {Schedule.MONTHLY: 20, Schedule.QUARTERLY: 60}


class Source(models.Model):
    """Somewhere values are pulled from, and when."""

    name = models.CharField(
        max_length=100,
        unique=True,
        help_text="As colleagues know it. Pulls and values name it as where they came from.",
    )
    kind = models.CharField(
        max_length=20,
        choices=SourceKind,
        help_text="How it is read. It stays of its kind: for another one, add another source.",
    )
    settings = models.JSONField(
        default=dict,
        blank=True,
        help_text='What this kind of source needs, for example {"folder": "monthly"}.',
    )
    schedule = models.CharField(
        max_length=10,
        choices=Schedule,
        default=Schedule.WHEN_ASKED,
        blank=True,
        help_text="Working days are those of England, less your closed days: no weekends, no bank "
        "holidays.",
    )
    weekday = models.PositiveSmallIntegerField(
        "day of the week",
        choices=Weekday,
        null=True,
        blank=True,
        help_text="Only for every week. A bank holiday puts it off to the next working day.",
    )
    working_day = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Only for working days: 1 is the first of the month, or after the quarter.",
    )
    time_of_day = models.TimeField(default=time(6), help_text="When a pull on schedule starts.")
    next_due_at = models.DateTimeField(
        null=True, blank=True, help_text="Worked out afresh whenever the schedule is changed."
    )
    grace_days = models.PositiveSmallIntegerField(
        default=2,
        help_text="Days without a good pull, from when it was due, until the source is silent.",
    )
    rejected_limit = models.PositiveSmallIntegerField(
        "most rejected rows",
        default=20,
        validators=[MaxValueValidator(100)],
        help_text="Per cent of all rows. A pull with more of them stores nothing.",
    )
    enabled = models.BooleanField(
        default=True, help_text="Untick it, and it is no longer pulled on its schedule."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    silence_told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(schedule=Schedule.WEEKLY)
                | Q(weekday__isnull=False, weekday__in=Weekday.values),
                name="source_weekly_names_its_day",
                violation_error_message="Choose the day of the week.",
            ),
            *(
                models.CheckConstraint(
                    condition=~Q(schedule=schedule)
                    | Q(working_day__isnull=False, working_day__range=(1, most)),
                    name=f"source_{schedule.value}_names_its_working_day",
                    violation_error_message=f"Give the working day, from 1 to {most}.",
                )
                for schedule, most in MOST_WORKING_DAYS.items()
            ),
            models.CheckConstraint(
                condition=Q(rejected_limit__lte=100), name="source_rejected_limit_is_per_cent"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Save it. A new schedule, or one without a due date, gets its due date."""
        before = Source.objects.filter(pk=self.pk).first()
        changed = before is not None and self.timetable != before.timetable
        moved = before is not None and _seconds(self.next_due_at) != _seconds(before.next_due_at)
        if not moved and (changed or self.next_due_at is None):
            self.next_due_at = next_due(self.timetable, timezone.now(), current_calendar())
        super().save(*args, **kwargs)

    def clean(self):
        """Say at the field itself what the schedule lacks."""
        if self.schedule == Schedule.WEEKLY and self.weekday is None:
            raise ValidationError({"weekday": "Choose the day of the week."})
        most = MOST_WORKING_DAYS.get(self.schedule)
        if most and not 1 <= (self.working_day or 0) <= most:
            raise ValidationError({"working_day": f"Give the working day, from 1 to {most}."})

    @property
    def timetable(self) -> Timetable:
        """Its schedule as a plain value."""
        return Timetable(Schedule(self.schedule), self.weekday, self.working_day, self.time_of_day)

    def is_due(self, now: datetime | None = None) -> bool:
        """Whether a scheduled pull should start at ``now``."""
        due = self.next_due_at
        return self.enabled and due is not None and due <= (now or timezone.now())

    def silent_from(
        self, last_success: datetime | None, calendar: Calendar = ENGLAND
    ) -> datetime | None:
        """When it counts as silent unless it succeeds before; None without a schedule.

        It should have succeeded at the first due date after its last success, or after it was
        set up; its grace is added to that.
        """
        due = next_due(self.timetable, last_success or self.created_at, calendar)
        return due + timedelta(days=self.grace_days) if self.enabled and due else None


def _seconds(moment: datetime | None) -> datetime | None:
    """The moment as a form gives it back, which has no box for the part of a second."""
    return moment and moment.replace(microsecond=0)
