"""The report as HTML: one document for file, screen and PDF, from the snapshot alone."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from indicators.brand import is_colour
from indicators.periods import day_label
from programmes.choices import OPEN_STATES, WRITTEN_SECTIONS, ReportKind, ReportState
from programmes.reports import background, exempt, overview
from programmes.reports.charts import Timeline
from programmes.reports.round_words import status_run
from programmes.reports.schema import SectionText, Snapshot
from programmes.risk_scheme import level_ranges

STYLESHEETS = ("report", "report-screen")


class RenderError(Exception):
    """A document could not be made. The message says why and what to do."""


def report_html(snapshot: Snapshot, *, standalone: bool = True, on_paper: bool = False) -> str:
    """A whole HTML document with its style inside, or without style when not ``standalone``.

    ``on_paper``: without what only a screen shows, which a PDF would read and lay out for nothing.
    """
    context = report_context(snapshot) | {"on_paper": on_paper}
    if standalone:
        context["stylesheet"] = SafeString(stylesheet())  # a file of ours, typed by nobody
    return render_to_string("reports/document.html", context)


def stylesheet() -> str:
    """The report's style, for paper and then for a screen."""
    sheets = [Path(finders.find(f"css/{name}.css")) for name in STYLESHEETS]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def report_context(snapshot: Snapshot, ids: str = "") -> dict:
    """What ``reports/_body.html`` needs, in a document or inside a page of the site.

    ``ids`` begins every id, so that several reports can stand in one document.
    """
    rows = snapshot.indicators
    return {
        "ids": ids,
        "report": snapshot,
        "kind": kind_of(snapshot),
        "programme_name": programme_name(snapshot),
        "report_title": title_of(snapshot),
        "state": state_of(snapshot),
        "record": record_of(snapshot),
        "record_words": record_words(snapshot),
        "correction": correction_of(snapshot),
        "open": snapshot.state in OPEN_STATES,
        "sections": sections_of(snapshot),
        "status_run": status_run(snapshot.status),
        "grid": overview.grid_of(rows),
        "directions": overview.DIRECTIONS,
        "tallies": [(row, overview.tally(row.indicators)) for row in snapshot.priorities],
        "recent": any(row.series for row in rows),
        "rated": overview.rated(rows),
        "not_rated": overview.not_rated_by_reason(rows),
        "timeline": Timeline.of(snapshot.milestones, snapshot.report_date),
        "exempt": exempt.marks_of(snapshot),
        "withheld": exempt.withheld_in(snapshot),
        "papers": background.background_papers(snapshot),
        "papers_law": background.LAW_WORDS,
        "no_papers": background.none_words(snapshot),
        "risk_bands": level_ranges(snapshot.key.risk_levels),
        "brand": brand_of(snapshot),
    }


def brand_of(snapshot: Snapshot) -> str:
    """The council's main colour as “#5b2a86”; empty in a report from before it had one."""
    return snapshot.council.colour if is_colour(snapshot.council.colour) else ""


def kind_of(snapshot: Snapshot) -> str:
    """“Highlight report”."""
    return ReportKind(snapshot.kind).label


def programme_name(snapshot: Snapshot) -> str:
    """“Programme 6”, or its code where it has no number."""
    return f"Programme {snapshot.programme.number or snapshot.programme.code}"


def title_of(snapshot: Snapshot) -> str:
    """“Highlight report: Programme 6, period to 31 January 2017”."""
    period = f"period to {day_label(snapshot.period_end)}"
    return f"{kind_of(snapshot)}: {programme_name(snapshot)}, {period}"


def state_of(snapshot: Snapshot) -> str:
    """“1, submitted; figures frozen 17 February 2017”."""
    words = f"{snapshot.version}, {ReportState(snapshot.state).label.lower()}"
    if snapshot.issued_on:
        words = f"{words} {day_label(snapshot.issued_on)}"
    if snapshot.submitted_on and snapshot.state not in OPEN_STATES:
        return f"{words}; figures frozen {day_label(snapshot.submitted_on)}"
    return f"{words}; figures may still change"


def record_of(snapshot: Snapshot) -> str:
    """The first 16 characters of the snapshot's digest, in fours: the foot of every page."""
    return _in_fours(snapshot.digest[:16])


def record_words(snapshot: Snapshot) -> str:
    """What the record is, the whole of it, and which version of the software composed it."""
    by = f" Composed by software version {snapshot.software}." if snapshot.software else ""
    return (
        f"Record {record_of(snapshot)}: the first 16 characters of the SHA-256 of the figures and "
        "words above. The same figures and words always give the same record. In full: "
        f"{_in_fours(snapshot.digest)}.{by}"
    )


def correction_of(snapshot: Snapshot) -> str:
    """“This version corrects version 1. …” with the reason; nothing where it corrects none."""
    if not snapshot.correction:
        return ""
    return f"This version corrects version {snapshot.version - 1}. {snapshot.correction}"


def _in_fours(digest):
    return " ".join(digest[n : n + 4] for n in range(0, len(digest), 4))


def sections_of(snapshot: Snapshot) -> dict[str, SectionText]:
    """Every written section of the form by its key; one the snapshot lacks is empty."""
    held = {section.key: section for section in snapshot.sections}
    return {
        section.value: held.get(section.value, SectionText(section.value, section.label))
        for section in WRITTEN_SECTIONS
    }
