from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from indicators.choices import ObservationStatus, Symbol
from indicators.models.area import Area
from indicators.models.indicator import Category, Indicator
from indicators.models.pull import Pull


class Reported(models.Model):
    """What a source said of one period: the columns an observation shares with its history."""

    value = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    places = models.PositiveSmallIntegerField(
        default=0, help_text="Digits after the point, as supplied."
    )
    numerator = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    symbol = models.CharField(max_length=20, choices=Symbol, default=Symbol.NONE, blank=True)
    status = models.CharField(
        max_length=20, choices=ObservationStatus, default=ObservationStatus.FINAL
    )
    not_comparable = models.BooleanField(
        default=False, help_text="Not comparable with the values before it."
    )
    note = models.CharField(max_length=500, blank=True)
    as_at = models.DateField(null=True, blank=True, help_text="When the source took the figure.")

    class Meta:
        abstract = True

    @property
    def printed(self) -> str:
        """The number with the digits that were supplied, or why there is none."""
        if self.value is None:
            return self.get_symbol_display()
        return f"{self.value:.{self.places}f}"


class Observation(Reported):
    """One value of one indicator, area, category and period. Only ``pulls.py`` writes it."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    area = models.ForeignKey(Area, models.PROTECT, related_name="observations")
    category = models.ForeignKey(Category, models.PROTECT, related_name="observations")
    period_start = models.DateField()
    period_end = models.DateField()
    pull = models.ForeignKey(Pull, models.PROTECT, related_name="observations")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["indicator", "area", "category", "period_end", "period_start"]
        constraints = [
            # Also the index behind "latest" and "previous": ends last, so it is read backwards.
            models.UniqueConstraint(
                fields=["indicator", "area", "category", "period_end", "period_start"],
                name="observation_once_a_period",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")),
                name="observation_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="observation_denominator_above_zero",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, symbol=Symbol.NONE)
                | (Q(value__isnull=True) & ~Q(symbol=Symbol.NONE)),
                name="observation_value_or_symbol",
            ),
        ]

    def __str__(self):
        return f"{self.printed}, period to {date_format(self.period_end)}"


class Revision(Reported):
    """What an observation said before a pull changed it. Only ``pulls.py`` writes it."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    pull = models.ForeignKey(
        Pull,
        models.PROTECT,
        related_name="+",
        help_text="The pull that had brought this value.",
    )
    replaced_by = models.ForeignKey(Pull, models.PROTECT, related_name="revisions")
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["observation", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "revision"], name="revision_once_an_observation"
            )
        ]

    def __str__(self):
        return f"{self.printed}, until {date_format(timezone.localdate(self.replaced_at))}"
