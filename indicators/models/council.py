"""What the council has set for the whole site, on one row."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Cast, Concat

from indicators import brand

MOST_TOLERANCE = 50


def first_name() -> str:
    """The name until somebody sets it: that of the environment."""
    return settings.COUNCIL_NAME


def first_tolerance() -> int:
    """The amber tolerance until somebody sets it: that of the environment."""
    return settings.DEFAULT_AMBER_TOLERANCE_PERCENT


@dataclass(frozen=True)
class CouncilSettings:
    """The settings of the council as plain values; the tolerance in per cent of a target."""

    name: str
    colour: str
    amber_tolerance: Decimal


class Council(models.Model):
    """The council's name, colour and judgement. One row, which only the admin writes."""

    name = models.CharField(
        "name of the council",
        max_length=100,
        default=first_name,
        help_text="Stands at the head of every page, in its title and on every report.",
    )
    colour = models.CharField(
        "main colour",
        max_length=7,
        default=brand.DEFAULT_COLOUR,
        help_text="Of the header, links, buttons and headings, here and in reports. Its darker "
        "and lighter shades follow from it. Ratings keep their own colours.",
    )
    amber_tolerance = models.PositiveSmallIntegerField(
        "default amber tolerance, per cent",
        default=first_tolerance,
        validators=[MaxValueValidator(MOST_TOLERANCE)],
        help_text="A value that misses its target by no more than this share of the target is "
        "amber, and red beyond it. Only for targets and indicators without a tolerance of their "
        "own. It is printed in the key of every report.",
    )

    class Meta:
        verbose_name = "council: name, colour and tolerance"
        verbose_name_plural = "council: name, colour and tolerance"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="council_is_one"),
            models.CheckConstraint(
                condition=models.Q(amber_tolerance__lte=MOST_TOLERANCE),
                name="council_tolerance_is_a_part",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="council_has_a_name"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Refuse a colour in which text cannot be read."""
        self.colour = self.colour.strip().lower()
        if refusal := brand.colour_refusal(self.colour):
            raise ValidationError({"colour": refusal})

    @property
    def values(self) -> CouncilSettings:
        """The row as plain values."""
        return CouncilSettings(self.name, self.colour, Decimal(self.amber_tolerance))


def current_council() -> CouncilSettings:
    """What the council has set, or the first values where it has not. One query."""
    return (Council.objects.first() or Council()).values


def council_column() -> models.Subquery:
    """The settings as a column of a query that is made anyway; ``council_in`` reads it."""
    line = Concat(
        "colour",
        models.Value("\n"),
        Cast("amber_tolerance", models.TextField()),
        models.Value("\n"),
        "name",
        output_field=models.TextField(),
    )
    return models.Subquery(Council.objects.order_by().annotate(line=line).values("line")[:1])


def council_in(column: str | None) -> CouncilSettings:
    """What ``council_column`` gave; the first values where there is no row."""
    if column is None:
        return Council().values
    colour, tolerance, name = column.split("\n", 2)
    return CouncilSettings(name, colour, Decimal(tolerance))


def council_for(user) -> CouncilSettings:
    """The council's settings, asked for once a request: signing in brings them with the user."""
    if not hasattr(user, "council"):
        user.council = current_council()
    return user.council
