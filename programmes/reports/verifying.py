"""Whether what was issued is still what it was: every file and every snapshot by its hash."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Prefetch

from programmes.choices import ISSUED_FORMATS, ReportState
from programmes.models import Document, Report
from programmes.reports.files import fault_of
from programmes.reports.schema import digest_of

_ISSUED = (ReportState.ISSUED, ReportState.SUPERSEDED)
_AT_ONCE = 50  # reports held in memory


class Verified(NamedTuple):
    """One frozen report: how many of its files were read, and what is wrong, as sentences."""

    report: Report
    files: int
    faults: list[str]


def verify() -> Iterator[Verified]:
    """Hash the snapshot of every frozen report, and every document of those that were issued."""
    documents = Prefetch("documents", Document.objects.order_by("pk"))
    frozen = Report.objects.frozen().select_related("programme").prefetch_related(documents)
    for report in frozen.order_by("pk").iterator(_AT_ONCE):
        held = report.documents.all() if report.state in _ISSUED else []
        yield Verified(report, len(held), [*_of_snapshot(report), *_of_documents(report, held)])


def _of_snapshot(report):
    if digest_of(report.snapshot) != report.digest:
        yield f"{_named(report)}: its stored figures are not the ones that were frozen."


def _of_documents(report, documents):
    if report.state not in _ISSUED:
        return
    made = {row.format for row in documents if row.snapshot_digest == report.digest}
    for format in ISSUED_FORMATS:
        if format not in made:
            yield f"{_named(report)}: its document “{format.label}” is missing."
    for document in documents:
        if fault := fault_of(document.file.name, document.sha256):
            yield f"{_named(report)}: {fault}"


def _named(report):
    return f"{report.programme.code}, {report.period_end}, version {report.version}"
