"""Sets of statistical neighbours, which sources name instead of listing their members."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from indicators.choices import AreaKind
from indicators.models.area import Area

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


class NeighbourSet(models.Model):
    """A dated set of areas, whose simple mean is kept as the value of another area."""

    area = models.ForeignKey(
        Area,
        models.PROTECT,
        related_name="neighbour_sets",
        limit_choices_to={"kind": AreaKind.NEIGHBOURS},
        verbose_name="kept under",
        help_text="The area whose values the means become, for example “Statistical neighbours”. "
        "It has to be of the kind “Statistical neighbours”.",
    )
    model = models.CharField(
        max_length=50,
        help_text="Which set it is, with its year, because sets are revised: “2025 model”. "
        "It is printed beside every mean.",
    )
    members = models.ManyToManyField(
        Area,
        related_name="in_neighbour_sets",
        limit_choices_to={"kind": AreaKind.COUNCIL},
        help_text="The councils that are averaged, each counting alike. One without a number for "
        "a period is left out of its mean, and the note of the mean says so.",
    )

    class Meta:
        ordering = ["area__name", "-model"]
        verbose_name = "set of statistical neighbours"
        verbose_name_plural = "sets of statistical neighbours"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "model"],
                name="neighbour_set_once",
                violation_error_message="There is a set of that model already. Change that one.",
            )
        ]

    def __str__(self):
        return f"{self.area}, {self.model}"

    def clean(self):
        """Refuse a set that does not name its year."""
        if not _YEAR.search(self.model):
            raise ValidationError(
                {"model": "Name the year of the set, because sets are revised: “2025 model”."}
            )
