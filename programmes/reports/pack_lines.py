"""What to look at in a report, on one line. Plain values out of the snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.choices import Rag
from programmes.choices import DecisionOutcome, MilestoneRag
from programmes.reports.schema import PastStatus, RiskRow, Snapshot

_SEVERITY = {Rag.RED: 0, Rag.AMBER: 1}
_NO_WORRY = 2
_PAST_SHOWN = 3


@dataclass(frozen=True)
class PackLine:
    """One report; ``late`` counts milestones that are late and not complete."""

    snapshot: Snapshot
    red: int
    rated: int
    late: int
    top_risk: RiskRow | None
    wanted: int

    @property
    def differs(self) -> bool:
        """Whether the chair's judgement is not what the evidence suggests."""
        return self.snapshot.status.reported != self.snapshot.status.evidence

    @property
    def past(self) -> tuple[PastStatus, ...]:
        """The last three reports before it, the oldest first."""
        return self.snapshot.status.history[-_PAST_SHOWN:]


def line_of(snapshot: Snapshot) -> PackLine:
    """What to look at in that report."""
    rags = [row.rag for row in snapshot.indicators if row.rag != Rag.NOT_RATED]
    return PackLine(
        snapshot,
        red=rags.count(Rag.RED),
        rated=len(rags),
        late=sum(
            row.slippage_days > 0 and row.rag != MilestoneRag.COMPLETE
            for row in snapshot.milestones
        ),
        top_risk=max(snapshot.risks, key=lambda row: row.score, default=None),
        wanted=sum(row.outcome == DecisionOutcome.WANTED for row in snapshot.decisions),
    )


def worst_first(rows: Sequence[PackLine]) -> list[PackLine]:
    """By the worse of judgement and evidence, then where they differ, then by red figures."""
    return sorted(rows, key=_weight)


def _weight(row):
    status = row.snapshot.status
    worst = min(_SEVERITY.get(rag, _NO_WORRY) for rag in (status.reported, status.evidence))
    return worst, not row.differs, -row.red, -row.late
