from django.conf import settings
from django.db import models

from programmes.choices import Section
from programmes.models.report import Report


class Entry(models.Model):
    """One paragraph that a delivery lead or chair wrote in a section of a report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="entries")
    section = models.CharField(max_length=20, choices=Section)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    class Meta:
        ordering = ["report", "section", "position", "pk"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="entry_says_something")
        ]

    def __str__(self):
        return self.text[:60]


class NilReturn(models.Model):
    """A deliberate statement that a section has nothing to report, by whom and when."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="nil_returns")
    section = models.CharField(max_length=20, choices=Section)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "section"]
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="nil_return_once_a_section")
        ]

    def __str__(self):
        return f"Nil return for {self.get_section_display()} in {self.report}"
