"""Jobs of the programmes app: load the row, call the service, no more."""

from celery import shared_task
from django.utils import timezone

from programmes.models import Report
from programmes.reports.documents import make_document


@shared_task
def make_documents(report_pk: int, formats: list[str]) -> None:
    """Make the documents of a report; a document that stands already is left alone."""
    report = Report.objects.select_related("programme__area").get(pk=report_pk)
    for format in formats:
        make_document(report, format, timezone.localdate())
