"""The tables of the Word document that hold what people wrote: a dictionary a row."""

from functools import partial

from docxtpl import RichText

from indicators.periods import day_label
from programmes.choices import OPEN_STATES
from programmes.reports import exempt, plain, round_words
from programmes.reports.schema import Snapshot

_SHADES = {"red": "A4161A", "amber": "F9CF63", "green": "E3F1E8", "complete": "E1EAF5"}


def table_rows(snapshot: Snapshot) -> dict:
    """The tables of what people wrote, and what stands in place of one without a row."""
    none = partial(exempt.none_words, snapshot)
    wanted = _none("decision is wanted", snapshot.state in OPEN_STATES)
    tables = {
        "milestones": [_milestone(row) for row in snapshot.milestones],
        "risks": [_risk(number, row) for number, row in enumerate(snapshot.risks, 1)],
        "decisions": [_decision(row) for row in snapshot.decisions],
    }
    words = {
        "milestones": "No milestone is set for this programme.",
        "risks": "No risk is open for this programme.",
        "decisions": wanted,
    }
    return {
        "commitments": [_commitment(row) for row in snapshot.commitments],
        "outcomes": [_outcome(row) for row in snapshot.outcomes],
        **tables,
        **{f"no_{name}": "" if tables[name] else none(name, said) for name, said in words.items()},
    }


def _none(what, still_open):
    return "Nothing entered yet." if still_open else f"No {what}."


def tag(rag: str) -> dict:
    """A rating and the shade of its cell: red is white on solid, so that it weighs most."""
    colour = "FFFFFF" if rag == "red" else "17242D"
    word = RichText(plain.label(rag, "rag"), bold=True, color=colour, size=18)
    return {"rating": word, "shade": _SHADES.get(rag, "auto")}


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
        **tag(row.rag),
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
