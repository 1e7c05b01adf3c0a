from django.conf import settings
from django.db import models

from indicators.models.observation import Observation
from indicators.selfchecks import Check


class Acknowledgement(models.Model):
    """Why a finding is left as it is, and by whom. Only ``acknowledgements.py`` writes it."""

    observation = models.ForeignKey(
        Observation,
        models.CASCADE,
        related_name="acknowledgements",
        help_text="The value that the finding is about.",
    )
    check_code = models.CharField(
        "check", max_length=20, choices=[(check.value, check.label) for check in Check]
    )
    revision = models.PositiveIntegerField(
        help_text=(
            "The revisions of all values in the finding, added up. It counts no longer once any "
            "of them is revised."
        )
    )
    reason = models.CharField(max_length=300, help_text="It is left, because…")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "check_code", "revision"],
                name="acknowledgement_once_a_finding",
                violation_error_message="This finding is left as it is already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="acknowledgement_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.get_check_code_display()}: {self.reason}"
