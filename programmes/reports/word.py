"""The report as a Word document, from a template that a council can edit in Word."""

import zipfile
from datetime import date, datetime
from io import BytesIO

from docxtpl import RichText
from jinja2 import TemplateError

from indicators.periods import day_label
from programmes.choices import OPEN_STATES
from programmes.reports import overview, plain, round_words
from programmes.reports.render import (
    RenderError,
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
from programmes.reports.word_template import environment, open_template, own_template
from programmes.reports.workings import workings_of

_SHADES = {"red": "A4161A", "amber": "F9CF63", "green": "E3F1E8", "complete": "E1EAF5"}


def render_docx(snapshot: Snapshot) -> bytes:
    """The report as a .docx file. The same snapshot and template give the same bytes.

    Raises ``RenderError`` where the council's own template cannot be used.
    """
    document = open_template()
    try:
        document.render(_clean(_context(snapshot)), environment(), autoescape=True)
    except TemplateError as error:
        raise RenderError(f"The Word template {own_template()} failed: {error}.") from error
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
    workings = workings_of(rows)
    still_open = snapshot.state in OPEN_STATES
    return {
        "area": snapshot.programme.area,
        "kind": kind_of(snapshot),
        "title": f"{programme_name(snapshot)}: {snapshot.programme.title}",
        "foot": f"{title_of(snapshot)}. Record {record_of(snapshot)}",
        "record": record_words(snapshot),
        "facts": _facts(snapshot),
        "status": _status(snapshot),
        "warnings": list(snapshot.warnings),
        "grid_title": f"Where to look: {overview.tally(rows)}",
        "grid": _grid(overview.grid_of(rows)),
        "commitments": [_commitment(row) for row in snapshot.commitments],
        "outcomes": [_outcome(row) for row in snapshot.outcomes],
        "decisions": [_decision(row) for row in snapshot.decisions],
        "no_decisions": "" if snapshot.decisions else _none("decision is wanted", still_open),
        "sections": {
            key: {"title": row.title, "lines": plain.section_lines(row, snapshot.state)}
            for key, row in sections_of(snapshot).items()
        },
        "milestones": [_milestone(row) for row in snapshot.milestones],
        "no_milestones": "" if snapshot.milestones else "No milestone is set for this programme.",
        "risks": [_risk(number, row) for number, row in enumerate(snapshot.risks, 1)],
        "no_risks": "" if snapshot.risks else "No risk is open for this programme.",
        "key": [*snapshot.key.sentences, *snapshot.disclosure],
        "priorities": [_priority(row) for row in snapshot.priorities],
        "workings": [_working(line) for line in workings.lines],
        "no_workings": "" if rows else "No indicator is placed in this report.",
        "workings_source": _source(workings),
        "not_rated": [
            f"{reason[0].upper()}{reason[1:]}: {', '.join(row.code for row in group)}"
            for reason, group in overview.not_rated_by_reason(rows).items()
        ],
    }


def _none(what, still_open):
    return "Nothing entered yet." if still_open else f"No {what}."


def _tag(rag):
    """A rating and the shade of its cell: red is white on solid, so that it weighs most."""
    colour = "FFFFFF" if rag == "red" else "17242D"
    word = RichText(plain.label(rag, "rag"), bold=True, color=colour, size=18)
    return {"rating": word, "shade": _SHADES.get(rag, "auto")}


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
            **(_tag(status.reported) if status.reported else reported),
        },
        {
            "name": "What the evidence suggests",
            "why": status.evidence_reason,
            **_tag(status.evidence),
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
            **_tag(line.rag),
        }
        for line in grid.lines
    ]


def _decision(row):
    boxes = "☐ Agreed   ☐ Declined\n☐ Deferred   ☐ Noted"
    return {
        "text": row.text,
        "asked": round_words.asked_words(row),
        "outcome": plain.label(row.outcome, "outcome") if row.outcome else boxes,
    }


def _outcome(row):
    return {"text": row.text, "outcome": round_words.outcome_words(row), "note": row.note}


def _commitment(row):
    return {
        "text": row.text,
        "due": day_label(row.due, short=True) if row.due else "–",
        "outcome": round_words.commitment_words(row),
    }


def _milestone(row):
    until = "No new date"
    if row.completed or row.forecast:
        word = "done" if row.completed else "forecast"
        until = f"{day_label(row.completed or row.forecast, short=True)}, {word}"
    return {
        "title": row.title,
        "progress": row.progress,
        "remedy": f"Remedial action: {row.remedy}" if row.remedy else "",
        "agreed": round_words.agreed_words(row),
        "baseline": day_label(row.baseline, short=True),
        "until": until,
        "slippage": plain.slippage(row.slippage_days),
        "why": "" if row.rag == "complete" else row.rag_reason,
        **_tag(row.rag),
    }


def _risk(number, row):
    doing = f"Doing: {row.mitigation}\n" if row.mitigation else ""
    return {
        "title": f"{number}. {row.title}",
        "detail": f"{doing}Owner: {row.owner or 'not named'}",
        "likelihood": row.likelihood,
        "impact": row.impact,
        "score": f"{row.score}, {row.band.lower()}",
        "movement": plain.risk_words(row),
    }


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
        **_tag(row.rag),
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
        **_tag(line.row.rag),
    }


def _source(workings):
    if not workings.source:
        return ""
    return f"Where nothing else is said, a value came from: {workings.source}"
