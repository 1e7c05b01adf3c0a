"""Documents kept as files. The file is written first, then the row that names it."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile

from programmes.models import Document, Report
from programmes.reports.formats import file_name, render
from programmes.reports.issue import snapshot_of


def current_document(report: Report, format: str, digest: str) -> Document | None:
    """The document already made from the snapshot with that digest."""
    return Document.objects.filter(report=report, format=format, snapshot_digest=digest).first()


def make_document(report: Report, format: str, as_at: date) -> Document:
    """Make a document of the report as it reads now, unless that snapshot has one already.

    Two workers at once make the same bytes, and the unique key keeps one row.
    """
    snapshot = snapshot_of(report, as_at)
    if made := current_document(report, format, snapshot.digest):
        return made
    content = render(snapshot, format)
    document = Document(
        report=report,
        format=format,
        sha256=hashlib.sha256(content).hexdigest(),
        snapshot_digest=snapshot.digest,
    )
    folder = f"{snapshot.programme.code}/{snapshot.period_end.isoformat()}/{snapshot.digest[:16]}"
    document.file.save(f"{folder}/{file_name(snapshot, format)}", ContentFile(content), save=False)
    kept, _ = Document.objects.get_or_create(
        report=report,
        format=format,
        snapshot_digest=snapshot.digest,
        defaults={"file": document.file.name, "sha256": document.sha256},
    )
    return kept
