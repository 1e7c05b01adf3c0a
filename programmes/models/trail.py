"""Who changed what in a report, and what two people wrote at the same time."""

from django.conf import settings
from django.db import models

from programmes.choices import KeptText, Section
from programmes.models.report import Report


class Change(models.Model):
    """One change of one place in a report.

    Only ``drafting``, ``round`` and ``reports/issue.py`` write it. ``place`` is the name of the
    field in the form; of a change of state it is “state”.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="changes")
    section = models.CharField(max_length=20, choices=Section, blank=True)
    place = models.CharField(max_length=100)
    label = models.CharField(max_length=250)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "pk"]
        indexes = [models.Index(fields=["report", "place"], name="change_of_a_place")]

    def __str__(self):
        return f"{self.label} in {self.report}"


class Clash(models.Model):
    """Two people wrote in one place. ``theirs`` was saved first; ``mine`` is kept here.

    ``base`` is what it read before both. ``kept`` says which was chosen in the end.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="clashes")
    section = models.CharField(max_length=20, choices=Section)
    place = models.CharField(max_length=100)
    label = models.CharField(max_length=250)
    base = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    mine = models.TextField(blank=True)
    theirs_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    theirs_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)
    kept = models.CharField(max_length=10, choices=KeptText, default=KeptText.WAITING, blank=True)

    class Meta:
        ordering = ["report", "pk"]
        verbose_name_plural = "clashes"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "place", "by"],
                condition=models.Q(kept=""),
                name="clash_waits_once_a_place",
            )
        ]

    def __str__(self):
        return f"{self.label} in {self.report}"


class Remark(models.Model):
    """What the executive says at a place when it returns a report; no section: the whole."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks")
    section = models.CharField(max_length=20, choices=Section, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="remark_says_something")
        ]

    def __str__(self):
        return self.text[:60]
