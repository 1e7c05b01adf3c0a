from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from indicators.choices import TargetKind, ToleranceKind
from indicators.models.history import KeptHistory
from indicators.models.indicator import Category, Indicator


class Target(models.Model):
    """What a value is judged against, between two dates. A past report keeps its own."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    category = models.ForeignKey(Category, models.PROTECT, related_name="targets")
    kind = models.CharField(max_length=10, choices=TargetKind, default=TargetKind.SINGLE)
    value = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    lower = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    upper = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    amber_tolerance = models.DecimalField(
        max_digits=15,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="How far off is still amber. Empty: the indicator's own, or the default.",
    )
    tolerance_kind = models.CharField(
        max_length=10, choices=ToleranceKind, default=ToleranceKind.RELATIVE
    )
    origin = models.CharField(
        max_length=200,
        help_text="Where it comes from, for example “statistical neighbour average”.",
    )
    vintage = models.CharField(
        max_length=50,
        blank=True,
        help_text="The period a borrowed figure is for, such as 2015/16.",
    )
    indicative = models.BooleanField(
        default=False,
        help_text="Set for another group or period than the values, so ratings are indicative.",
    )
    effective_from = models.DateField()
    effective_to = models.DateField(
        null=True,
        blank=True,
        help_text="The last day it is in force. Empty: until further notice.",
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was set or changed.")

    history = KeptHistory()

    # Keys of targets that are edited in one form: it compares them with each other itself.
    edited_together = frozenset()

    class Meta:
        ordering = ["indicator", "category", "-effective_from"]
        # That no two are in force on one day is kept by the database too: see overlaps.py.
        indexes = [models.Index(fields=["category", "effective_from"], name="target_of_a_category")]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="target_ends_after_it_starts",
                violation_error_message="The last day in force is before the first.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=(TargetKind.SINGLE, TargetKind.CLOSER),
                    value__isnull=False,
                    lower__isnull=True,
                    upper__isnull=True,
                )
                | Q(
                    kind=TargetKind.RANGE,
                    value__isnull=True,
                    lower__isnull=False,
                    upper__gte=F("lower"),
                ),
                name="target_value_or_range",
                violation_error_message=(
                    "Give one value, or a lower and an upper value with the lower first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(amber_tolerance__isnull=True) | Q(amber_tolerance__gte=0),
                name="target_tolerance_not_negative",
                violation_error_message="A tolerance cannot be negative.",
            ),
        ]

    def __str__(self):
        amounts = (self.value, self.lower, self.upper)
        amount = " to ".join(f"{amount.normalize():f}" for amount in amounts if amount is not None)
        return f"{self.indicator.code}: {amount} from {date_format(self.effective_from)}"

    def clean(self):
        """Refuse a category of another indicator and a second target in force at once."""
        if self.indicator_id and self.category_id:
            if self.category.indicator_id != self.indicator_id:
                raise ValidationError({"category": "This category belongs to another indicator."})
            if other := self._overlapping():
                raise ValidationError({"effective_from": other.overlap_sentence()})

    def overlap_sentence(self, advice: str = "End that one first.") -> str:
        """What to say, and advise, where another target would be in force with this one."""
        until = date_format(self.effective_to) if self.effective_to else "further notice"
        return (
            f"Another target is in force from {date_format(self.effective_from)} until {until}. "
            f"{advice}"
        )

    def overlaps(self, other: "Target") -> bool:
        """Whether both would be in force on some day."""
        return (
            self.category_id == other.category_id
            and (other.effective_to is None or self.effective_from <= other.effective_to)
            and (self.effective_to is None or other.effective_from <= self.effective_to)
        )

    def _overlapping(self):
        if self.effective_from is None:
            return None
        others = Target.objects.filter(category_id=self.category_id).exclude(
            pk__in={self.pk, *self.edited_together} - {None}
        )
        others = others.filter(
            Q(effective_to__isnull=True) | Q(effective_to__gte=self.effective_from)
        )
        if self.effective_to:
            others = others.filter(effective_from__lte=self.effective_to)
        return others.first()
