from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from programmes.models.programme import Programme
from programmes.models.report import Report

_ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class RiskScore(models.Model):
    """How serious a risk is: the columns it shares with its updates."""

    likelihood = models.PositiveSmallIntegerField(
        validators=_ONE_TO_FIVE,
        help_text="From 1 to 5, in the words of the risk scheme. The score is it times the impact.",
    )
    impact = models.PositiveSmallIntegerField(
        validators=_ONE_TO_FIVE, help_text="From 1 to 5, in the words of the risk scheme."
    )
    mitigation = models.TextField(blank=True, help_text="What is being done about it.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="%(class)s_scored_1_to_5",
                violation_error_message="Likelihood and impact are each from 1 to 5.",
            )
        ]

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact


class RiskQuerySet(models.QuerySet):
    """Risks as the reports print them."""

    def open_at(self, day: date):
        """Those that were open at the end of that day, whether or not they were closed since."""
        return self.filter(models.Q(closed_on__isnull=True) | models.Q(closed_on__gt=day))


class Risk(RiskScore):
    """Something that may stop a programme, as it stands now."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="risks")
    title = models.CharField(max_length=200, help_text="What may happen, and what it would do.")
    owner = models.CharField(
        max_length=100, blank=True, help_text="A role or a team rather than a name."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Risks stand in this order in the report, lowest number first."
    )
    closed_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day it ceased to apply. Empty: it is open and weighs in the evidence.",
    )
    closed_reason = models.TextField(
        "why it was closed", blank=True, help_text="Why it no longer applies."
    )

    objects = RiskQuerySet.as_manager()

    class Meta(RiskScore.Meta):
        abstract = False
        ordering = ["programme", "position", "title"]
        constraints = [
            *RiskScore.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="risk_once_a_title",
                violation_error_message="This programme already has a risk of that title.",
            ),
        ]

    def __str__(self):
        return self.title


class RiskUpdate(RiskScore):
    """How a risk was scored in one report, so that its movement has a history."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="risk_updates")
    risk = models.ForeignKey(Risk, models.CASCADE, related_name="updates")

    class Meta(RiskScore.Meta):
        abstract = False
        ordering = ["risk", "report"]
        constraints = [
            *RiskScore.Meta.constraints,
            models.UniqueConstraint(fields=["report", "risk"], name="risk_update_once_a_report"),
        ]

    def __str__(self):
        return f"{self.risk} in {self.report}"
