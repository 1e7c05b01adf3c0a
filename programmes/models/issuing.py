"""Issuing reports and making meeting packs: work that a job does, and how far it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from programmes.choices import LIVE_WORK_STATES, WorkState
from programmes.models.report import Report


class Work(models.Model):
    """Something a job does once, whatever happens to its worker: the row is the truth.

    ``attempt`` counts the workers that took it, ``heartbeat`` is the last sign of life of the one
    that has it, ``error`` says in words why it ended without success.
    """

    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0, editable=False)
    heartbeat = models.DateTimeField(null=True, blank=True, editable=False)
    step = models.CharField(max_length=100, blank=True, editable=False)
    error = models.TextField(blank=True, editable=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_live(self) -> bool:
        """Whether it waits for a worker or has one."""
        return self.state in LIVE_WORK_STATES


class IssueBatch(models.Model):
    """The reports that somebody asked to issue at once."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "issue batches"

    def __str__(self):
        return f"Batch {self.pk}"


class Issuing(Work):
    """One report on its way to be issued."""

    batch = models.ForeignKey(IssueBatch, models.CASCADE, related_name="issuings")
    report = models.ForeignKey(Report, models.CASCADE, related_name="issuings")

    class Meta:
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=LIVE_WORK_STATES),
                name="issuing_one_live_a_report",
            )
        ]

    def __str__(self):
        return f"Issuing {self.report}"


class Pack(Work):
    """A meeting pack: several reports in one PDF and one spreadsheet."""

    title = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reports = models.ManyToManyField(Report, related_name="packs")
    pdf = models.FileField(max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    xlsx = models.FileField(max_length=200, blank=True)
    xlsx_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title
