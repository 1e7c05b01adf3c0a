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
    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=AreaKind, default=AreaKind.COUNCIL)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
