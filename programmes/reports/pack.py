"""A meeting pack: several frozen reports as one tagged PDF and one spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from programmes.reports import plain
from programmes.reports.cells import Cell, Sheet, Sparkline, workbook
from programmes.reports.figure_sheets import RECENT
from programmes.reports.pack_lines import PackLine, line_of, worst_first
from programmes.reports.pdf import render_pdf
from programmes.reports.render import (
    programme_name,
    record_of,
    report_context,
    state_of,
    stylesheet,
)
from programmes.reports.schema import Snapshot
from programmes.reports.workbook import SHEETS

MOST_INDICATORS = 640  # in one PDF: ten reports of 40 take 0.7 GB of memory
_PARTS = (
    ("milestones", "Milestones"),
    ("risks", "Risks"),
    ("indicators", "Indicators"),
    ("annex", "How ratings were reached"),
)


@dataclass(frozen=True)
class PackedReport:
    """A report of the pack. Every id within it begins with ``ids``."""

    snapshot: Snapshot
    line: PackLine
    ids: str

    @property
    def name(self) -> str:
        """“Programme 6”."""
        return programme_name(self.snapshot)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The ids of the parts that the contents list, with their names."""
        return [(f"{self.ids}{key}", name) for key, name in _PARTS]

    def body(self) -> SafeString:
        """The report itself."""
        context = report_context(self.snapshot, self.ids)
        return SafeString(render_to_string("reports/_body.html", context))


def render_pack_pdf(title: str, snapshots: Sequence[Snapshot]) -> bytes:
    """The pack as one PDF, tagged for PDF/UA-1. The same reports give the same bytes.

    Raises ``pdf.RenderError`` where they are too long for one PDF.
    """
    return render_pdf(pack_html(title, snapshots), most=MOST_INDICATORS)


def pack_html(title: str, snapshots: Sequence[Snapshot]) -> str:
    """A summary of one page, the contents, then each report from a page of its own."""
    reports = [
        PackedReport(snapshot, line_of(snapshot), f"r{number}-")
        for number, snapshot in enumerate(snapshots, 1)
    ]
    places = {row.line: row for row in reports}
    context = {
        "title": title,
        "reports": reports,
        "summary": [places[line] for line in worst_first([row.line for row in reports])],
        "dated": max(snapshot.report_date for snapshot in snapshots),
        "area": snapshots[0].programme.area,
        "stylesheet": SafeString(stylesheet()),
        "pack_style": SafeString(_pack_style()),
    }
    return render_to_string("reports/pack.html", context)


def _pack_style():
    return Path(finders.find("css/pack.css")).read_text(encoding="utf-8")


def render_pack_xlsx(title: str, snapshots: Sequence[Snapshot]) -> bytes:
    """The pack as one workbook: a line for each programme, then every sheet of a report.

    A sheet holds the rows of all programmes, so that they filter and add up together.
    """
    sheets = {"Where to look": _where_to_look(snapshots)}
    numbers_above = _rows_above(snapshots)
    for name, sheet in SHEETS.items():
        together: list[tuple[Cell, ...]] = []
        for snapshot, above in zip(snapshots, numbers_above, strict=True):
            headings, rows = sheet(snapshot)
            together += [
                (programme_name(snapshot), *(_moved(cell, above) for cell in row)) for row in rows
            ]
        sheets[name] = (("Programme", *headings), together)
    return workbook(
        sheets,
        title=title,
        author=snapshots[0].programme.area,
        day=max(snapshot.report_date for snapshot in snapshots),
        foot=title,
    )


def _rows_above(snapshots):
    """How many recent values stand above those of each report."""
    above, so_far = [], 0
    for snapshot in snapshots:
        above.append(so_far)
        so_far += len(SHEETS[RECENT](snapshot)[1])
    return above


def _moved(cell, above):
    return cell.moved(above, 1) if isinstance(cell, Sparkline) else cell


def _where_to_look(snapshots) -> Sheet:
    headings = (
        "Programme", "Title", "Period to", "Reported status", "Evidence suggests", "Red figures",
        "Rated figures", "Late milestones", "Milestones", "Top risk", "Its score",
        "Decisions wanted", "Version and state", "Record",
    )  # fmt: skip
    rows = worst_first([line_of(snapshot) for snapshot in snapshots])
    return headings, [_line_row(row, row.snapshot) for row in rows]


def _line_row(row: PackLine, snapshot: Snapshot):
    return (
        programme_name(snapshot),
        snapshot.programme.title,
        snapshot.period_end,
        plain.label(snapshot.status.reported or "", "rag") or "Not set yet",
        plain.label(snapshot.status.evidence, "rag"),
        row.red,
        row.rated,
        row.late,
        len(snapshot.milestones),
        row.top_risk.title if row.top_risk else "",
        row.top_risk.score if row.top_risk else None,
        row.wanted,
        state_of(snapshot),
        record_of(snapshot),
    )
