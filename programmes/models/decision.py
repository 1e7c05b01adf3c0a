from django.conf import settings
from django.db import models

from indicators.names import name_of
from programmes.choices import DecisionOutcome
from programmes.models.entry import new_key
from programmes.models.report import Report


class DecisionQuerySet(models.QuerySet):
    """Decisions through the versions of their reports."""

    def same_as(self, decision: "Decision"):
        """The decision in every version of its report: a correction keeps its key."""
        report = decision.report
        return self.filter(
            key=decision.key,
            report__programme=report.programme_id,
            report__kind=report.kind,
            report__period_end=report.period_end,
        )


class Decision(models.Model):
    """Something a report asks the executive to decide, and what it decided."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="decisions")
    text = models.TextField(help_text="What the executive is asked to decide, as it is printed.")
    key = models.CharField(max_length=32, default=new_key, editable=False)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its place among the decisions wanted, lowest number first."
    )
    asked = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text="How many reports running have asked for it."
    )
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to", editable=False
    )
    outcome = models.CharField(
        max_length=10,
        choices=DecisionOutcome,
        default=DecisionOutcome.WANTED,
        blank=True,
        help_text="What was decided. What is deferred is asked for again in the next report.",
    )
    note = models.TextField(blank=True, help_text="Conditions, or why. It stands by the outcome.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who decided it, or chaired the meeting that did.",
    )
    decided_on = models.DateField(
        null=True, blank=True, help_text="Needed with an outcome. Empty while none is given."
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["report", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="decision_says_something"),
            models.CheckConstraint(
                condition=models.Q(outcome="") | models.Q(decided_on__isnull=False),
                name="decision_outcome_is_dated",
            ),
            models.UniqueConstraint(fields=["report", "key"], name="decision_once_a_key"),
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def decider(self) -> str:
        """Who decided it, by name; empty where that is not kept."""
        user = self.decided_by
        return name_of(user) if user else ""
