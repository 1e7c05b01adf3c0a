"""The report as a spreadsheet: numbers as numbers, so that they can be worked with."""

from collections.abc import Callable

from indicators.periods import day_label
from programmes.choices import Section
from programmes.reports import exempt, figure_sheets, overview, plain, round_words, written_sheets
from programmes.reports.cells import Sheet, workbook
from programmes.reports.render import (
    brand_of,
    correction_of,
    programme_name,
    record_of,
    record_words,
    state_of,
    title_of,
)
from programmes.reports.schema import Snapshot
from programmes.reports.workings import every_answer


def render_xlsx(snapshot: Snapshot) -> bytes:
    """The report as an .xlsx file. The same snapshot gives the same bytes.

    A sheet for each part of it. A number has the format of its unit and the digits it was
    supplied with; a text that begins with “=” stays a text.
    """
    return workbook(
        {name: sheet(snapshot) for name, sheet in SHEETS.items()},
        title=title_of(snapshot),
        author=snapshot.programme.delivery_group,
        day=snapshot.report_date,
        foot=f"{title_of(snapshot)}. Record {record_of(snapshot)}",
        colour=brand_of(snapshot),
    )


def _summary(snapshot) -> Sheet:
    programme, status = snapshot.programme, snapshot.status
    rows = [
        (programme_name(snapshot), programme.title),
        *([("Council", snapshot.council.name)] if snapshot.council.name else []),
        ("Area", programme.area),
        ("Delivery group", programme.delivery_group),
        ("Plan", programme.plan),
        ("Year", programme.year),
        ("Period to", snapshot.period_end),
        ("Report date", snapshot.report_date),
        ("Version and state", state_of(snapshot)),
        ("Correction", correction_of(snapshot)),
        ("Record", record_words(snapshot)),
        ("Reported status", plain.label(status.reported or "", "rag") or "Not set yet"),
        ("Reason", status.reason),
        ("Why it differs from the evidence", status.difference_reason),
        ("Evidence suggests", plain.label(status.evidence, "rag")),
        ("How it was worked out", status.evidence_reason),
        ("Since the last report", plain.label(status.trend, "trend")),
        ("Time at this status", round_words.status_run(status)),
        *((day_label(past.period_end), plain.past_words(past)) for past in status.history),
        ("Indicators", overview.tally(snapshot.indicators)),
        *(
            (f"{Section(section).label}: exempt", said)
            for section, said in exempt.marks_of(snapshot).items()
        ),
        *(("Check", warning) for warning in snapshot.warnings),
        *(("How to read it", sentence) for sentence in snapshot.key.sentences),
        *(("What this copy leaves out", sentence) for sentence in snapshot.disclosure),
    ]
    return ("What", "This report"), rows


def _workings(snapshot) -> Sheet:
    headings = ("Code", "Category", "Question", "Answer", "Pull")
    return headings, list(every_answer(snapshot.indicators))


SHEETS: dict[str, Callable[[Snapshot], Sheet]] = {
    "Summary": _summary,
    "Indicators": figure_sheets.indicators,
    "Categories": figure_sheets.categories,
    "Milestones": written_sheets.milestones,
    "Risks": written_sheets.risks,
    "Text": written_sheets.texts,
    "Workings": _workings,
    "Definitions": figure_sheets.definitions,
    "Targets": figure_sheets.targets,
    "Values": figure_sheets.values,
    figure_sheets.RECENT: figure_sheets.recent_values,
    "Background papers": written_sheets.papers,
}
