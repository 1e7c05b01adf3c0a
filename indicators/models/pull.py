from django.conf import settings
from django.db import models
from django.urls import reverse

from indicators.choices import LIVE_PULL_STATES, PullState
from indicators.models.source import Source


class Pull(models.Model):
    """One run of reading a source. Only ``pulls.py`` writes it; the queue only wakes a worker."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="pulls", null=True, blank=True)
    origin = models.CharField(
        max_length=200,
        blank=True,
        help_text="The file or folder, where values were loaded by hand.",
    )
    state = models.CharField(max_length=10, choices=PullState, default=PullState.QUEUED)
    attempt = models.PositiveSmallIntegerField(
        default=0,
        help_text="Counts claims; a worker that lost its claim can write nothing.",
    )
    heartbeat = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent.")
    new = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(state__in=LIVE_PULL_STATES),
                name="pull_one_live_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="pull_progress_is_per_cent"
            ),
        ]

    def __str__(self):
        return f"Pull {self.pk} of {self.source or self.origin}"

    def get_absolute_url(self):
        return reverse("pull", args=[self.pk])

    @property
    def is_live(self) -> bool:
        """Whether it is waiting or running."""
        return self.state in LIVE_PULL_STATES


class Rejection(models.Model):
    """A row that a pull could not take, with the reason. Only ``pulls.py`` writes it."""

    pull = models.ForeignKey(Pull, models.CASCADE, related_name="rejections")
    place = models.CharField("where", max_length=200, help_text="File and line, or sheet and row.")
    field = models.CharField("column", max_length=50, blank=True)
    text = models.CharField("it says", max_length=200, blank=True, help_text="What stood there.")
    message = models.CharField("what is wrong", max_length=300)

    class Meta:
        ordering = ["pull", "pk"]

    def __str__(self):
        return f"{self.place}: {self.message}"
