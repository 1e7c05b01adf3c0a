"""The formats of a report: each a function from the snapshot to the bytes of a file."""

import json
from collections.abc import Callable

from programmes.choices import DocumentFormat
from programmes.reports.pdf import ARCHIVE, render_pdf
from programmes.reports.render import report_html
from programmes.reports.schema import INTERNAL, Snapshot
from programmes.reports.word import render_docx
from programmes.reports.workbook import render_xlsx

CONTENT_TYPES = {
    DocumentFormat.HTML: "text/html; charset=utf-8",
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.ARCHIVE: "application/pdf",
    DocumentFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentFormat.JSON: "application/json",
}


def _html(snapshot: Snapshot) -> bytes:
    return report_html(snapshot).encode()


def _pdf(snapshot: Snapshot) -> bytes:
    return render_pdf(report_html(snapshot, on_paper=True))


def _archive(snapshot: Snapshot) -> bytes:
    return render_pdf(report_html(snapshot, on_paper=True), variant=ARCHIVE)


def _json(snapshot: Snapshot) -> bytes:
    return json.dumps(snapshot.to_data(), indent=2, ensure_ascii=False).encode() + b"\n"


_RENDERERS: dict[str, Callable[[Snapshot], bytes]] = {
    DocumentFormat.HTML: _html,
    DocumentFormat.PDF: _pdf,
    DocumentFormat.ARCHIVE: _archive,
    DocumentFormat.DOCX: render_docx,
    DocumentFormat.XLSX: render_xlsx,
    DocumentFormat.JSON: _json,
}


def render(snapshot: Snapshot, format: str) -> bytes:
    """The report as a file of that format. Raises ``pdf.RenderError`` where it cannot be made."""
    return _RENDERERS[DocumentFormat(format)](snapshot)


def file_name(snapshot: Snapshot, format: str) -> str:
    """“P6-highlight-2017-01-31-v1.pdf”; a copy for others says whose: “…-v1-public.pdf”.

    The PDF for an archive is “…-v1-archive.pdf”.
    """
    copy = "" if snapshot.audience == INTERNAL else f"-{snapshot.audience}"
    ending = "-archive.pdf" if format == DocumentFormat.ARCHIVE else f".{format}"
    return (
        f"{snapshot.programme.code}-{snapshot.kind}-{snapshot.period_end.isoformat()}"
        f"-v{snapshot.version}{copy}{ending}"
    )
