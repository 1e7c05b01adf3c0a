from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse

from indicators.choices import Basis, Frequency, Polarity, ToleranceKind, Unit
from indicators.definitions import NewDefinition
from indicators.models.history import KeptHistory


class Indicator(models.Model):
    """A measure with one definition, wherever it is reported."""

    code = models.CharField(
        max_length=30,
        unique=True,
        help_text=(
            "A short code of your own that never changes, such as EH-01. Spreadsheets and "
            "sources name the indicator by it."
        ),
    )
    name = models.CharField(
        max_length=200, help_text="What is measured, as a reader of the report should see it."
    )
    definition = models.TextField(
        blank=True,
        help_text="What is counted, who is left out, and how it is worked out.",
    )
    unit = models.CharField(max_length=20, choices=Unit, help_text="What a value counts.")
    decimals = models.PositiveSmallIntegerField(
        "digits after the point",
        default=0,
        validators=[MaxValueValidator(4)],
        help_text="The most that are shown. No more are shown than were supplied.",
    )
    polarity = models.CharField(
        max_length=10,
        choices=Polarity,
        help_text=(
            "Which way is good. Ratings follow from it, and whether a change is called improving "
            "or worsening."
        ),
    )
    frequency = models.CharField(
        max_length=10,
        choices=Frequency,
        help_text="How often there is a new value. One that does not come is reported as missing.",
    )
    basis = models.CharField(
        max_length=20,
        choices=Basis,
        help_text=(
            "What span of time one value covers. It decides which earlier value may be compared."
        ),
    )
    information_only = models.BooleanField(
        default=False, help_text="Shown in reports but neither rated nor judged."
    )
    cumulative_to = models.CharField(
        "counted up to the band",
        max_length=100,
        blank=True,
        help_text=(
            "For an indicator in bands: rate the share up to and with this band, such as "
            "“41 to 45”. Empty: bands are shown and not rated."
        ),
    )
    tolerance = models.DecimalField(
        max_digits=15,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="How far from a target is still amber. Empty: the council’s default.",
    )
    tolerance_kind = models.CharField(
        "tolerance measured as",
        max_length=10,
        choices=ToleranceKind,
        default=ToleranceKind.RELATIVE,
        help_text="5 is either 5% of the target, or 5 in the indicator's own unit.",
    )
    level_within = models.DecimalField(
        "level within",
        max_digits=15,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=(
            "A change up to this counts as no change: in points for percentages, else in the unit. "
            "Empty: only a change smaller than the last printed digit."
        ),
    )
    owner = models.CharField(max_length=100, blank=True, help_text="Who answers for the figure.")
    numerator_name = models.CharField(
        "what the numerator counts",
        max_length=100,
        blank=True,
        help_text="For example “assessments finished within 45 working days”.",
    )
    denominator_name = models.CharField(
        "what the denominator counts",
        max_length=100,
        blank=True,
        help_text="For example “all assessments finished in the period”.",
    )

    history = KeptHistory()

    # Its new definitions, where the query brought them: only ``selectors.assess`` does.
    definitions: tuple[NewDefinition, ...] = ()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tolerance__isnull=True) | models.Q(tolerance__gte=0),
                name="indicator_tolerance_not_negative",
                violation_error_message="A tolerance cannot be negative.",
            ),
            models.CheckConstraint(
                condition=models.Q(level_within__isnull=True) | models.Q(level_within__gte=0),
                name="indicator_level_within_not_negative",
                violation_error_message="A change that counts as none cannot be negative.",
            ),
            models.CheckConstraint(
                condition=models.Q(decimals__lte=4),
                name="indicator_decimals_at_most_4",
                violation_error_message="At most 4 digits are kept after the point.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def save(self, *args, **kwargs):
        """Keep the indicator, and see that it has the headline its values hang on."""
        super().save(*args, **kwargs)
        self.categories.get_or_create(name="")

    def get_absolute_url(self):
        return reverse("indicator", args=[self.code])


class Category(models.Model):
    """A band or breakdown of an indicator; the headline is the category without a name."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="categories")
    name = models.CharField(max_length=100, blank=True, help_text="Empty for the headline.")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Bands are shown in this order, the lowest number first."
    )

    class Meta:
        ordering = ["indicator", "position", "name"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "name"],
                name="category_once_an_indicator",
                violation_error_message="This indicator already has a category of that name.",
            )
        ]

    def __str__(self):
        return self.name or "Headline"

    @property
    def is_headline(self) -> bool:
        """Whether this is the indicator as a whole."""
        return not self.name
