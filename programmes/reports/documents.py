"""Documents kept as files. The file is written first, then the row that names it."""

import hashlib
from datetime import date

from programmes.models import Document, Report
from programmes.reports.files import keep
from programmes.reports.formats import file_name, render
from programmes.reports.issue import snapshot_of
from programmes.reports.pdf import RenderError
from programmes.reports.schema import Snapshot

MOST_BYTES = 50 * 1024 * 1024


def current_document(report: Report, format: str, digest: str) -> Document | None:
    """The document already made from the snapshot with that digest."""
    return Document.objects.filter(report=report, format=format, snapshot_digest=digest).first()


def make_document(report: Report, format: str, as_at: date) -> Document:
    """Make a document of the report as it reads now, unless that snapshot has one already."""
    return document_of(report, format, snapshot_of(report, as_at))


def document_of(report: Report, format: str, snapshot: Snapshot) -> Document:
    """Make a document of a snapshot of the report, unless it has one already.

    Its file is named by its own bytes too, so of two workers at once neither writes over what
    the other's row promises. Raises ``pdf.RenderError`` where it cannot be made or is too large,
    ``OSError`` where it cannot be kept.
    """
    if made := current_document(report, format, snapshot.digest):
        return made
    content = render(snapshot, format)
    if len(content) > MOST_BYTES:
        raise RenderError(
            f"This file came to {len(content) / 1024**2:.0f} MB and the most that is kept is "
            f"{MOST_BYTES // 1024**2} MB. Split the programme, or shorten what is written."
        )
    sha256 = hashlib.sha256(content).hexdigest()
    kept, _ = Document.objects.get_or_create(
        report=report,
        format=format,
        snapshot_digest=snapshot.digest,
        defaults={"file": keep(_path(snapshot, format, sha256), content), "sha256": sha256},
    )
    return kept


def _path(snapshot, format, sha256):
    """“P6/2017-01-31/1f2e…/P6-highlight-2017-01-31-v1-9c8b….pdf”: snapshot, then file."""
    stem, _, ending = file_name(snapshot, format).rpartition(".")
    folder = f"{snapshot.programme.code}/{snapshot.period_end.isoformat()}/{snapshot.digest[:16]}"
    return f"{folder}/{stem}-{sha256[:16]}.{ending}"
