"""The report as a Word document, from a template that a council can edit in Word."""

import zipfile
from datetime import date, datetime
from io import BytesIO

from docx.shared import RGBColor
from docxtpl import RichText
from jinja2 import TemplateError

from indicators.periods import day_label
from programmes.choices import Section
from programmes.reports import background, exempt, overview, plain, round_words
from programmes.reports.render import (
    RenderError,
    brand_of,
    correction_of,
    kind_of,
    programme_name,
    record_of,
    record_words,
    sections_of,
    state_of,
    title_of,
)
from programmes.reports.schema import INTERNAL, IndicatorRow, Snapshot
from programmes.reports.word_rows import table_rows, tag
from programmes.reports.word_template import (
    TEMPLATE_COLOUR,
    environment,
    open_template,
    own_template,
)
from programmes.reports.workings import workings_of


def render_docx(snapshot: Snapshot) -> bytes:
    """The report as a .docx file. The same snapshot and template give the same bytes.

    Raises ``RenderError`` where the council's own template cannot be used.
    """
    document = open_template()
    try:
        document.render(_clean(_context(snapshot)), environment(), autoescape=True)
    except TemplateError as error:
        raise RenderError(f"The Word template {own_template()} failed: {error}.") from error
    _paint(document.docx, brand_of(snapshot))
    about = document.docx.core_properties
    about.title, about.author = title_of(snapshot), snapshot.programme.delivery_group
    about.created = about.modified = _midnight(snapshot.report_date)
    saved = BytesIO()
    document.save(saved)
    return with_fixed_dates(saved.getvalue(), snapshot.report_date)


def with_fixed_dates(content: bytes, day: date) -> bytes:
    """The same zip file with every member dated ``day`` in place of the time of writing."""
    fixed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return fixed.getvalue()


def _paint(document, colour):
    """Give the styles that have the template's colour that of the council."""
    for style in document.styles if colour else ():
        font = getattr(style, "font", None)
        if font is not None and font.color.rgb == TEMPLATE_COLOUR:
            font.color.rgb = RGBColor.from_string(colour[1:].upper())


def _midnight(day):
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format holds no zone


def _clean(value):
    """Every text of the context without the characters that XML cannot hold."""
    if isinstance(value, str):
        return plain.printable(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value


def _context(snapshot):
    rows = snapshot.indicators
    return {
        "area": ", ".join(filter(None, (snapshot.council.name, snapshot.programme.area))),
        "kind": kind_of(snapshot),
        "title": f"{programme_name(snapshot)}: {snapshot.programme.title}",
        "foot": f"{title_of(snapshot)}. Record {record_of(snapshot)}",
        "record": record_words(snapshot),
        "facts": _facts(snapshot),
        "status": _status(snapshot),
        "warnings": list(snapshot.warnings),
        "grid": _grid(overview.grid_of(rows)),
        "exempt": dict.fromkeys(Section.values, "") | exempt.marks_of(snapshot),
        "sections": _sections(snapshot),
        "key": [*snapshot.key.sentences, *snapshot.disclosure],
        "priorities": [_priority(row) for row in snapshot.priorities],
        "not_rated": [
            f"{reason[0].upper()}{reason[1:]}: {', '.join(row.code for row in group)}"
            for reason, group in overview.not_rated_by_reason(rows).items()
        ],
        "papers": [background.paper_line(row) for row in background.background_papers(snapshot)]
        or [background.none_words(snapshot)],
        "papers_law": background.LAW_WORDS,
        **table_rows(snapshot),
        **_workings(snapshot),
    }


def _sections(snapshot):
    """The written sections; one that this copy leaves out has no line."""
    withheld = exempt.withheld_in(snapshot)
    return {
        key: {
            "title": row.title,
            "lines": [] if key in withheld else plain.section_lines(row, snapshot.state),
        }
        for key, row in sections_of(snapshot).items()
    }


def _workings(snapshot):
    """How ratings were reached, and the heading above the grid of ratings."""
    rows = snapshot.indicators
    workings = workings_of(rows)
    none = exempt.none_words(snapshot, Section.COMMENTS, "No indicator is placed in this report.")
    return {
        "grid_title": f"Where to look: {overview.tally(rows)}" if rows else none,
        "workings": [_working(line) for line in workings.lines],
        "no_workings": "" if rows else none,
        "workings_source": _source(workings),
    }


def _facts(snapshot):
    programme = snapshot.programme
    facts = {
        "Delivery group": programme.delivery_group or "–",
        "Plan and year": ", ".join(filter(None, (programme.plan, programme.year))) or "–",
        "Period to": day_label(snapshot.period_end),
        "Report date": day_label(snapshot.report_date),
        "Version and state": state_of(snapshot),
    }
    if correction := correction_of(snapshot):
        facts["Correction"] = correction
    if snapshot.audience != INTERNAL:
        facts["Copy for"] = f"the {snapshot.audience}"
    return [{"name": name, "value": value} for name, value in facts.items()]


def _status(snapshot):
    status = snapshot.status
    reported = {"rating": RichText("Not set yet", size=18), "shade": "auto"}
    why = [status.reason]
    if status.difference_reason:
        why.append(f"Why it differs from the evidence. {status.difference_reason}")
    trend = {"rating": RichText(plain.label(status.trend, "trend"), size=18), "shade": "auto"}
    return [
        {
            "name": "Reported by the chair",
            "why": "\n".join(filter(None, why)),
            **(tag(status.reported) if status.reported else reported),
        },
        {
            "name": "What the evidence suggests",
            "why": status.evidence_reason,
            **tag(status.evidence),
        },
        {"name": "Since the last report", "why": _history(status), **trend},
    ]


def _history(status):
    if not status.history:
        return "No earlier report to compare with."
    past = [f"{day_label(past.period_end)}: {plain.past_words(past)}" for past in status.history]
    return "\n".join([*filter(None, [round_words.status_run(status)]), *past])


def _grid(grid):
    return [
        {
            "cells": [
                f"{len(cell)}: {', '.join(row.code for row in cell)}" if cell else "0"
                for cell in line.cells
            ],
            "count": line.count,
            **tag(line.rag),
        }
        for line in grid.lines
    ]


def _priority(priority):
    return {
        "title": f"{priority.number}. {priority.title}",
        "tally": overview.tally(priority.indicators)
        if priority.indicators
        else "This priority has no indicators of its own.",
        "rows": [_indicator(row) for row in priority.indicators],
    }


def _indicator(row: IndicatorRow):
    detail = [row.code]
    if row.frequency != "monthly":
        detail.append(plain.label(row.frequency, "frequency").lower())
    if row.information_only:
        detail.append("for information only")
    return {
        "name": row.name,
        "detail": ", ".join(detail),
        "target": plain.target_words(row),
        "origin": plain.origin_words(row),
        "current": plain.current_words(row),
        "period": plain.current_detail(row),
        "direction": plain.direction_words(row),
        "before": plain.previous_words(row),
        "why": row.rag_reason if row.rag == "not_rated" else "",
        "bands": [_band(band) for band in row.categories],
        "notes": plain.note_lines(row),
        **tag(row.rag),
    }


def _band(band):
    return {
        "name": f"   {band.name}",
        "target": band.target.label if band.target else "–",
        "current": plain.current_words(band) if band.current else "no value",
        "direction": plain.direction_words(band),
        "blank": "",
    }


def _working(line):
    return {
        "code": line.row.code,
        "reached": "\n".join(line.lines),
        **tag(line.row.rag),
    }


def _source(workings):
    if not workings.source:
        return ""
    return f"Where nothing else is said, a value came from: {workings.source}"
