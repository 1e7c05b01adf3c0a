from django.db import models

from programmes.choices import DocumentFormat
from programmes.models.report import Report


class Document(models.Model):
    """A file made from a snapshot. The file is written first, then this row."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="documents")
    format = models.CharField(max_length=5, choices=DocumentFormat)
    file = models.FileField(max_length=200)
    sha256 = models.CharField(max_length=64)
    snapshot_digest = models.CharField(
        max_length=64,
        help_text="The snapshot it was made from; an unchanged one is not made twice.",
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format", "snapshot_digest"],
                name="document_once_a_snapshot",
            )
        ]

    def __str__(self):
        return f"{self.report}, {self.get_format_display()}"
