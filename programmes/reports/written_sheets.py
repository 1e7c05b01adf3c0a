"""The sheets of the workbook that hold what people wrote: headings, then rows of cells."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from programmes.choices import DecisionOutcome
from programmes.reports import background, exempt, plain, round_words
from programmes.reports.cells import Sheet
from programmes.reports.render import sections_of
from programmes.reports.schema import SectionText, Snapshot


class _Row(NamedTuple):
    """A row of the sheet of texts."""

    section: str
    text: str
    outcome: str = ""
    due: date | None = None
    kind: str = ""
    why: str = ""
    remedy: str = ""
    note: str = ""


def milestones(snapshot: Snapshot) -> Sheet:
    """A row for each milestone."""
    headings = (
        "Milestone", "Baseline", "Forecast", "Completed", "Slippage, days", "Rating", "Reason",
        "Progress", "Remedial action", "New date agreed", "Why agreed", "Agreed by",
    )  # fmt: skip
    return headings, [
        (
            row.title,
            row.baseline,
            row.forecast,
            row.completed,
            row.slippage_days,
            plain.label(row.rag, "rag"),
            row.rag_reason,
            row.progress,
            row.remedy,
            row.agreed,
            row.agreed_reason,
            row.agreed_by,
        )
        for row in snapshot.milestones
    ]


def risks(snapshot: Snapshot) -> Sheet:
    """A row for each risk."""
    headings = (
        "Risk", "Likelihood", "Impact", "Score", "Band", "Movement", "Previous score",
        "Previous likelihood", "Previous impact", "What is being done", "Owner",
    )  # fmt: skip
    return headings, [
        (
            row.title,
            row.likelihood,
            row.impact,
            row.score,
            row.band,
            plain.label(row.movement, "risk_movement"),
            row.previous_score,
            row.previous_likelihood,
            row.previous_impact,
            row.mitigation,
            row.owner,
        )
        for row in snapshot.risks
    ]


def texts(snapshot: Snapshot) -> Sheet:
    """A row for each promise, line and decision."""
    headings = (
        "Section", "Text", "Outcome", "Due", "Kind", "Why", "Remedial action", "Note",
    )  # fmt: skip
    rows = list(_promises(snapshot))
    withheld = exempt.withheld_in(snapshot)
    for section in sections_of(snapshot).values():
        if section.key not in withheld:
            rows += _lines(section, snapshot.state)
    return headings, rows + [
        _Row(
            "Decisions wanted",
            row.text,
            DecisionOutcome(row.outcome).label,
            note="\n".join(filter(None, (row.note, round_words.asked_words(row)))),
        )
        for row in snapshot.decisions
    ]


def papers(snapshot: Snapshot) -> Sheet:
    """A row for each pull that a figure came from."""
    headings = ("Source", "Taken", "Pull", "Values used")
    return headings, [
        (row.source, row.when, row.pull, row.figures)
        for row in background.background_papers(snapshot)
    ]


def _promises(snapshot) -> Iterator[_Row]:
    """What the last report promised and asked for."""
    for row in snapshot.outcomes:
        outcome = round_words.outcome_words(row)
        yield _Row("Decisions of the last report", row.text, outcome, note=row.note)
    for row in snapshot.commitments:
        outcome = round_words.commitment_words(row)
        yield _Row(
            "Promised in the last report",
            row.text,
            outcome,
            due=row.due,
            why=row.reason,
            remedy=row.remedy,
        )


def _lines(section: SectionText, state: str) -> Iterator[_Row]:
    if not section.entries:
        yield from (_Row(section.title, line) for line in plain.section_lines(section, state))
    for entry in section.entries:
        yield _Row(
            section.title,
            entry.text,
            due=entry.due,
            kind=plain.label(entry.variance, "variance"),
            why=entry.reason,
            remedy=entry.remedy,
            note=round_words.history_words(entry),
        )
