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
    brand_of,
    programme_name,
    record_of,
    report_context,
    state_of,
    stylesheet,
)
from programmes.reports.schema import Snapshot
from programmes.reports.trend_charts import trends_html
from programmes.reports.trend_sheet import NAME as TRENDS
from programmes.reports.trend_sheet import trend_sheet
from programmes.reports.trends import Trends
from programmes.reports.workbook import SHEETS

STYLESHEETS = ("pack", "trends")
MOST_INDICATORS = 640  # in one PDF: ten reports of 40 take half a GB of memory
_PARTS = (
    ("milestones", "Milestones"),
    ("risks", "Risks"),
    ("indicators", "Indicators"),
    ("annex", "How ratings were reached"),
)


@dataclass(frozen=True)
class PackedReport:
    """A report of the pack, and how its programme went. Every id within it begins with ``ids``."""

    snapshot: Snapshot
    trends: Trends
    line: PackLine
    ids: str

    @property
    def name(self) -> str:
        """“Programme 6”."""
        return programme_name(self.snapshot)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The ids of the parts that the contents list, with their names."""
        parts = [*_PARTS, ("trends", "Trends")] if self.trends.shown else _PARTS
        return [(f"{self.ids}{key}", name) for key, name in parts]

    def body(self) -> SafeString:
        """The report itself."""
        context = report_context(self.snapshot, self.ids) | {"on_paper": True}
        return SafeString(render_to_string("reports/_body.html", context))

    def trends_body(self) -> SafeString:
        """How the programme went up to this report: pictures and their numbers."""
        return trends_html(self.trends, ids=self.ids)


def render_pack_pdf(
    title: str, snapshots: Sequence[Snapshot], trends: Sequence[Trends] = ()
) -> bytes:
    """The pack as one PDF, tagged for PDF/UA-1. The same reports give the same bytes.

    ``trends``, where there are any, are those of each report's programme up to that report.
    Raises ``pdf.RenderError`` where they are too long for one PDF.
    """
    return render_pdf(pack_html(title, snapshots, trends), most=MOST_INDICATORS)


def pack_html(title: str, snapshots: Sequence[Snapshot], trends: Sequence[Trends] = ()) -> str:
    """A summary of one page and the contents; then each report and its trends on new pages."""
    pairs = _with_trends(snapshots, trends)
    reports = [
        PackedReport(snapshot, told, line_of(snapshot), f"r{number}-")
        for number, (snapshot, told) in enumerate(pairs, 1)
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
        "brand": _brand_of(snapshots),
    }
    return render_to_string("reports/pack.html", context)


def _with_trends(snapshots, trends):
    return list(zip(snapshots, trends or [Trends()] * len(snapshots), strict=True))


def _brand_of(snapshots):
    """The colour of the report with the newest date."""
    return brand_of(max(snapshots, key=lambda snapshot: snapshot.report_date))


def _pack_style():
    sheets = [Path(finders.find(f"css/{name}.css")) for name in STYLESHEETS]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def render_pack_xlsx(
    title: str, snapshots: Sequence[Snapshot], trends: Sequence[Trends] = ()
) -> bytes:
    """The pack as one workbook: a line for each programme, then every sheet of a report.

    A sheet holds the rows of all programmes, so that they filter and add up together.
    """
    sheets = {"Where to look": _where_to_look(snapshots)}
    above = _rows_above(snapshots)
    for name, sheet in SHEETS.items():
        sheets[name] = _together(snapshots, [sheet(snapshot) for snapshot in snapshots], above)
    told = [trend_sheet(of_one) for _, of_one in _with_trends(snapshots, trends)]
    sheets[TRENDS] = _together(snapshots, told, above)
    return workbook(
        sheets,
        title=title,
        author=snapshots[0].programme.area,
        day=max(snapshot.report_date for snapshot in snapshots),
        foot=title,
        colour=_brand_of(snapshots),
    )


def _together(snapshots: Sequence[Snapshot], parts: Sequence[Sheet], above) -> Sheet:
    """The rows of all programmes on one sheet, each with the name of its programme."""
    rows: list[tuple[Cell, ...]] = []
    for snapshot, (_, of_one), lower in zip(snapshots, parts, above, strict=True):
        name = programme_name(snapshot)
        rows += [(name, *(_moved(cell, lower) for cell in row)) for row in of_one]
    return ("Programme", *parts[0][0]), rows


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
