from django.conf import settings
from django.db import models
from django.urls import reverse

from indicators.models import Area, Indicator
from indicators.models.history import KeptHistory
from programmes.choices import Role


class Programme(models.Model):
    """An improvement programme: what is promised, and who delivers it."""

    code = models.CharField(
        max_length=20,
        unique=True,
        help_text="A short code of your own that never changes. It stands in web addresses.",
    )
    number = models.CharField(
        max_length=10,
        blank=True,
        help_text="Its number in your plan: 6 makes it “Programme 6”. Empty: it goes by its title.",
    )
    title = models.CharField(
        max_length=200, help_text="Its name, as it stands at the head of the report."
    )
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        related_name="programmes",
        help_text="Your council. The reports of the programme show the values of this area.",
    )
    delivery_group = models.CharField(
        max_length=200, blank=True, help_text="Who delivers it. It stands at the head of reports."
    )
    plan = models.CharField(
        max_length=200,
        blank=True,
        help_text="The plan that it belongs to. It stands at the head of reports.",
    )
    year = models.CharField(
        max_length=20, blank=True, help_text="The year of the plan, such as 2026/27."
    )

    history = KeptHistory()

    class Meta:
        ordering = ["number", "code"]

    def __str__(self):
        return f"Programme {self.number}" if self.number else self.title

    def get_absolute_url(self):
        return reverse("programme", args=[self.code])


class Membership(models.Model):
    """Who leads and who chairs a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name="person",
        help_text="Somebody with an account. They see this programme, and no other by it.",
    )
    role = models.CharField(
        max_length=10,
        choices=Role,
        help_text="A lead fills in the reports; a chair also sets the status and submits them.",
    )

    history = KeptHistory()

    class Meta:
        ordering = ["programme", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user", "role"],
                name="membership_once_a_role",
                violation_error_message="This person already has that role here.",
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} of {self.programme}"


class Priority(models.Model):
    """A numbered aim of a programme, under which its indicators stand."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="priorities")
    number = models.PositiveSmallIntegerField(
        help_text="Priorities stand in this order in the report."
    )
    title = models.CharField(max_length=200, help_text="What it is to achieve.")

    class Meta:
        ordering = ["programme", "number"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="priority_once_a_number",
                violation_error_message="This programme already has a priority of that number.",
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"


class ProgrammeIndicator(models.Model):
    """An indicator's place in a programme's report."""

    priority = models.ForeignKey(
        Priority,
        models.CASCADE,
        related_name="placements",
        help_text="The aim of a programme that it stands under.",
    )
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="placements",
        help_text="It may stand under priorities of several programmes.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Indicators stand in this order in the report, lowest number first."
    )

    class Meta:
        ordering = ["priority", "position", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "indicator"],
                name="placement_once_a_priority",
                violation_error_message="This priority already has that indicator.",
            )
        ]

    def __str__(self):
        return f"{self.indicator} under {self.priority}"
