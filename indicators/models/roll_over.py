from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.models.target import Target


class RollOver(models.Model):
    """Targets that are being copied to another year. Only ``roll_over.py`` saves what it plans."""

    starts = models.DateField()
    ends = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="roll_over_ends_after_it_starts"
            )
        ]

    def __str__(self):
        return f"Targets from {self.starts} to {self.ends}"


class RollOverRow(models.Model):
    """One target that is copied, and what it is to be in the other year."""

    roll_over = models.ForeignKey(RollOver, models.CASCADE, related_name="rows")
    target = models.ForeignKey(Target, models.CASCADE, related_name="roll_over_rows")
    value = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    lower = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    upper = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    origin = models.CharField(max_length=200)
    vintage = models.CharField(max_length=50, blank=True)
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = [
            "target__indicator__code",
            "target__category__position",
            "target__category__name",
            "pk",
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["roll_over", "target"], name="roll_over_row_once_a_target"
            )
        ]

    def __str__(self):
        return f"{self.target} in {self.roll_over}"
