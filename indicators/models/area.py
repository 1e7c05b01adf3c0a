from django.core.validators import RegexValidator
from django.db import models

from indicators.choices import AreaKind


class Area(models.Model):
    """A council, or something it is compared with."""

    code = models.CharField(
        max_length=20,
        unique=True,
        null=True,
        blank=True,
        help_text="The official code, for example E10000027. Leave empty where there is none.",
    )
    dfe_code = models.CharField(
        "number at the Department for Education",
        max_length=3,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{3}$", "Write the three digits, for example 330.")],
        help_text="Three digits, for example 330. Only needed for a council that is a statistical "
        "neighbour: the department's files name councils by this number.",
    )
    name = models.CharField(
        max_length=100, unique=True, help_text="As it stands in your spreadsheets and on reports."
    )
    kind = models.CharField(
        max_length=20,
        choices=AreaKind,
        default=AreaKind.COUNCIL,
        help_text="What it is to you. The table above says what each kind does.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
