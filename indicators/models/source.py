from django.db import models
from django.utils import timezone

from indicators.choices import SourceKind


class Source(models.Model):
    """Somewhere values are pulled from, and when."""

    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=SourceKind)
    settings = models.JSONField(
        default=dict,
        blank=True,
        help_text='What this kind of source needs, for example {"folder": "monthly"}.',
    )
    schedule = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Days between pulls. Empty: only when somebody asks.",
    )
    next_due_at = models.DateTimeField(null=True, blank=True)
    enabled = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(schedule__isnull=True) | models.Q(schedule__gte=1),
                name="source_schedule_at_least_a_day",
                violation_error_message="Pull at most once a day.",
            )
        ]

    def __str__(self):
        return self.name

    def is_due(self, now=None) -> bool:
        """Whether a scheduled pull should start at ``now``."""
        due = self.next_due_at
        return self.enabled and due is not None and due <= (now or timezone.now())
