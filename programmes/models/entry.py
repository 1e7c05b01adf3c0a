import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from programmes.choices import (
    NIL_SECTIONS,
    WRITTEN_SECTIONS,
    CommitmentOutcome,
    VarianceKind,
)
from programmes.models.report import Report


def new_key() -> str:
    """A name for a row of the form, so that saving the same new row twice makes one."""
    return secrets.token_hex(6)


class Entry(models.Model):
    """One paragraph that a delivery lead or chair wrote in a section of a report.

    Only ``drafting`` and ``round`` write it. ``stood`` counts the reports running, this one
    included, in which its text has been the same. Some fields belong to one section: ``due_on``
    to next actions, ``variance`` to variances, ``reason`` and ``remedy`` to slippage.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="entries")
    section = models.CharField(
        max_length=20,
        choices=[(section.value, section.label) for section in WRITTEN_SECTIONS],
        help_text="The part of the report that it stands in.",
    )
    key = models.CharField(max_length=32, default=new_key, editable=False)
    text = models.TextField(blank=True, help_text="As it is printed.")
    due_on = models.DateField("due", null=True, blank=True)
    variance = models.CharField(max_length=12, choices=VarianceKind, blank=True)
    reason = models.TextField("why it slipped", blank=True)
    remedy = models.TextField("remedial action", blank=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its place in the section, lowest number first."
    )
    stood = models.PositiveSmallIntegerField(default=1, editable=False)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    commitment = models.OneToOneField(
        "Commitment", models.SET_NULL, null=True, blank=True, related_name="entry", editable=False
    )

    class Meta:
        ordering = ["report", "section", "position", "pk"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="", reason="", remedy="", variance="", due_on__isnull=True),
                name="entry_says_something",
            ),
            models.UniqueConstraint(fields=["report", "key"], name="entry_once_a_key"),
        ]

    def __str__(self):
        return self.text[:60]

    def count_reports(self) -> None:
        """Set ``stood`` from what it was carried from."""
        same = self.carried_from is not None and self.carried_from.text == self.text
        self.stood = self.carried_from.stood + 1 if same else 1


class NilReturn(models.Model):
    """A deliberate statement that a section has nothing to report, by whom and when."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="nil_returns")
    section = models.CharField(
        max_length=20,
        choices=[(section.value, section.label) for section in NIL_SECTIONS],
        help_text="A part of the report with nothing to say. Your name is printed with it.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "section"]
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="nil_return_once_a_section")
        ]

    def __str__(self):
        return f"Nil return for {self.get_section_display()} in {self.report}"


class Commitment(models.Model):
    """An action that the last report promised, and what became of it since.

    The answer makes an entry: done an achievement, slipped a slippage, carried a next action.
    A promise taken out of the last report, while that is open again, is no promise any more.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="commitments")
    action = models.ForeignKey(Entry, models.CASCADE, related_name="followed_up")
    outcome = models.CharField(
        max_length=10, choices=CommitmentOutcome, default=CommitmentOutcome.OPEN, blank=True
    )
    reason = models.TextField("why it slipped", blank=True)
    remedy = models.TextField("remedial action", blank=True)

    class Meta:
        ordering = ["report", "action__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "action"], name="commitment_once_an_action")
        ]

    def __str__(self):
        return str(self.action)


class Comment(models.Model):
    """What is said beside one indicator in one report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="comments")
    indicator = models.ForeignKey("indicators.Indicator", models.PROTECT, related_name="comments")
    text = models.TextField()

    class Meta:
        ordering = ["report", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "indicator"], name="comment_once_an_indicator"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]

    def __str__(self):
        return self.text[:60]
