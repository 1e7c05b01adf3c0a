from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programmes.choices import Section
from programmes.models.report import Report


class Exemption(models.Model):
    """A section that a copy for the public leaves out, and the law that lets it.

    Only ``exempting`` writes it. ``paragraph`` is of Part 1 of Schedule 12A of the Local
    Government Act 1972.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="exemptions")
    section = models.CharField(max_length=20, choices=Section)
    paragraph = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(7)],
        help_text="Of Part 1 of Schedule 12A of the Local Government Act 1972, from 1 to 7.",
    )
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["report", "section"]
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="exemption_once_a_section"),
            models.CheckConstraint(
                condition=Q(paragraph__range=(1, 7)),
                name="exemption_paragraph_of_1_to_7",
                violation_error_message="The paragraph is from 1 to 7.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.get_section_display()}, paragraph {self.paragraph}"
