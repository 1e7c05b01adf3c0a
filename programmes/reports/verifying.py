"""Whether what was issued is still what it was: every file and every snapshot by its hash."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Prefetch

from programmes.choices import ISSUED_FORMATS, DocumentFormat, ReportState, WorkState
from programmes.models import Document, Pack, Report
from programmes.reports.files import fault_of
from programmes.reports.schema import digest_of

_ISSUED = (ReportState.ISSUED, ReportState.SUPERSEDED)
_OF_PACKS = (DocumentFormat.PDF, DocumentFormat.XLSX)
_AT_ONCE = 50  # reports held in memory


class Verified(NamedTuple):
    """A frozen report or a meeting pack: how many of its files were read, and what is wrong.

    ``faults`` are sentences.
    """

    of: Report | Pack
    files: int
    faults: list[str]


def verify() -> Iterator[Verified]:
    """Hash the snapshot of every frozen report, every document that was issued, and every pack."""
    yield from _reports()
    yield from _packs()


def _reports():
    documents = Prefetch("documents", Document.objects.order_by("pk"))
    frozen = Report.objects.frozen().select_related("programme").prefetch_related(documents)
    for report in frozen.order_by("pk").iterator(_AT_ONCE):
        held = report.documents.all() if report.state in _ISSUED else []
        yield Verified(report, len(held), [*_of_snapshot(report), *_of_documents(report, held)])


def _packs():
    for pack in Pack.objects.filter(state=WorkState.DONE).order_by("pk").iterator():
        yield Verified(pack, len(_OF_PACKS), list(_of_pack(pack)))


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


def _of_pack(pack):
    for format in _OF_PACKS:
        if fault := fault_of(getattr(pack, format).name, getattr(pack, f"{format}_sha256")):
            yield f"{pack.title}, number {pack.pk}: {fault}"


def _named(report):
    return f"{report.programme.code}, {report.period_end}, version {report.version}"
