from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models.functions import Cast, Concat
from django.utils.formats import date_format

from indicators.definitions import NewDefinition
from indicators.models.aggregates import Lines
from indicators.models.history import KeptHistory
from indicators.models.indicator import Indicator


class DefinitionChange(models.Model):
    """A new definition of an indicator from a day on. No value is compared over that day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="definition_changes")
    effective_from = models.DateField(
        "first day",
        help_text=(
            "The first day that is counted by the new definition. From here on no arrow, run, "
            "average or trend reaches back over this day, and a period that runs over it, such "
            "as a rolling year, is compared with no other. Submitted reports stay as they are."
        ),
    )
    sentence = models.CharField(
        "what changed",
        max_length=300,
        help_text="One sentence. Reports print it where the arrow would stand.",
    )

    history = KeptHistory()

    class Meta:
        ordering = ["indicator", "effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "effective_from"],
                name="definition_change_once_a_day",
                violation_error_message=(
                    "This indicator already has a new definition from that day. Change its "
                    "sentence instead."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(sentence=""),
                name="definition_change_says_what",
                violation_error_message="Say in a sentence what changed.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator.code}: new definition from {date_format(self.effective_from)}"

    def save(self, *args, **kwargs):
        """Keep the sentence on one line."""
        self.sentence = " ".join(self.sentence.split())
        super().save(*args, **kwargs)


def definitions_column(indicator: str) -> models.Subquery:
    """The new definitions of the indicator with the key in that column, for ``definitions_of``.

    A column of a query that is made anyway.
    """
    line = Concat(
        Cast("effective_from", models.TextField()),
        models.Value(" "),
        "sentence",
        output_field=models.TextField(),
    )
    changes = DefinitionChange.objects.filter(indicator=models.OuterRef(indicator)).order_by()
    return models.Subquery(changes.annotate(lines=Lines(line, models.Value("\n"))).values("lines"))


def definitions_of(column: str | None) -> Sequence[NewDefinition]:
    """What ``definitions_column`` gave, the oldest first."""
    lines = sorted(line.partition(" ") for line in (column or "").split("\n") if line)
    return tuple(NewDefinition(date.fromisoformat(day), said) for day, _, said in lines)
