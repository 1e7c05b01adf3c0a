"""Frozen reports made by hand, for what the review says of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from programmes.choices import ReportState
from programmes.models import Programme, Report
from programmes.reports.schema import (
    CommitmentRow,
    DirectionOfTravel,
    EntryText,
    IndicatorRow,
    PastStatus,
    PriorityRows,
    RiskRow,
    SectionText,
    Snapshot,
    Status,
)
from tests.factories import ReportFactory
from tests.snapshot_figures import indicator
from tests.snapshots import empty_snapshot

DECEMBER, JANUARY = date(2016, 12, 31), date(2017, 1, 31)
SUBMITTED_AT = datetime(2017, 2, 14, 10, 42, tzinfo=UTC)
USUAL = "within usual variation (p = 0.412, Fisher’s exact test)"
UNUSUAL = "beyond usual variation (p = 0.012, Fisher’s exact test)"


def status(reported="amber", evidence="amber", *, stood=1, past=(), why="") -> Status:
    """A judgement; ``past`` holds what was reported and suggested before, the oldest first."""
    history = tuple(
        PastStatus(date(2016, number, 28), was, suggested)
        for number, (was, suggested) in enumerate(past, 12 - len(past))
    )
    return Status(reported, evidence, "", "not_known", "", why, history, stood)


def figure(code: str, rag="green", meaning="improving", signal=USUAL) -> IndicatorRow:
    """An indicator with a rating and a direction."""
    travel = DirectionOfTravel("up", meaning, signal, "")
    return indicator(code, rag=rag, direction=travel)


def figures(red: int, green: int = 0) -> list[IndicatorRow]:
    """So many red figures, then so many green ones."""
    rags = ["red"] * red + ["green"] * green
    return [figure(f"T-{number:02}", rag) for number, rag in enumerate(rags)]


def risk(score_of=(4, 5), movement="up", title="Posts stay empty") -> RiskRow:
    """An open risk of likelihood times impact."""
    likelihood, impact = score_of
    return RiskRow(
        title, likelihood, impact, likelihood * impact, "High", movement, None, "", "Health"
    )


def commitments(*outcomes: str) -> tuple[CommitmentRow, ...]:
    """A promise for each outcome."""
    return tuple(CommitmentRow(f"Action {n}", None, outcome) for n, outcome in enumerate(outcomes))


def lines(*stood: int) -> tuple[SectionText, ...]:
    """Achievements that have read the same for so many reports."""
    entries = tuple(EntryText(f"Line {n}", stood=number) for n, number in enumerate(stood))
    return (SectionText("achievements", "Achievements", entries=entries),)


def snapshot(rows=(), end: date = JANUARY, **parts) -> Snapshot:
    """A report with those figures; the other parts are empty unless they are given."""
    given = {"status": status(), "priorities": (PriorityRows(1, "Help", tuple(rows)),)}
    return replace(empty_snapshot(state="submitted"), period_end=end, **given | parts)


def hand_in(programme: Programme, said: Snapshot, **columns) -> Report:
    """The programme's report that says that, submitted."""
    columns = {"submitted_at": SUBMITTED_AT, "due_on": date(2017, 2, 14)} | columns
    return ReportFactory(
        programme=programme,
        period_end=said.period_end,
        state=ReportState.SUBMITTED,
        rag=said.status.reported,
        snapshot=said.to_data(),
        digest=said.digest,
        **columns,
    )
