"""How programmes stand side by side, from the snapshots of their newest reports."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.choices import Rag
from programmes.choices import MilestoneRag
from programmes.models import Programme, Report
from programmes.reports.schema import Snapshot, from_data
from programmes.status import is_very_high

_SEVERITY = {Rag.RED: 0, Rag.AMBER: 1}
_NOT_REPORTED, _NO_WORRY = 2, 3


@dataclass(frozen=True)
class Standing:
    """One programme in the review. Counts are None until a report has been submitted.

    ``report`` is the newest one that is frozen; ``writing`` a newer one that is still open.
    """

    programme: Programme
    report: Report | None
    writing: Report | None = None
    reported: str | None = None
    evidence: str | None = None
    red: str | None = None
    late: str | None = None
    very_high: str | None = None
    waiting: int | None = None
    red_count: int = 0

    @property
    def frozen(self) -> bool:
        """Whether there are figures that can no longer change."""
        return self.evidence is not None

    @property
    def differs(self) -> bool:
        """Whether the chair's judgement is not what the evidence suggests."""
        return self.frozen and self.reported != self.evidence


def standing_of(
    programme: Programme, report: Report | None, newest: Report | None = None
) -> Standing:
    """How a programme stands by its newest frozen ``report``; ``newest`` may be a draft."""
    writing = newest if newest and newest.is_open else None
    if report is None:
        return Standing(programme, None, writing)
    snapshot = from_data(report.snapshot)
    rated = [row.rag for row in snapshot.indicators if row.rag != Rag.NOT_RATED]
    return Standing(
        programme,
        report,
        writing,
        reported=snapshot.status.reported,
        evidence=snapshot.status.evidence,
        red=_share(rated.count(Rag.RED), len(rated)),
        late=_share(_late(snapshot), len(snapshot.milestones)),
        very_high=_share(_very_high(snapshot), len(snapshot.risks)),
        waiting=report.waiting,
        red_count=rated.count(Rag.RED),
    )


def worst_first(standings: Sequence[Standing]) -> list[Standing]:
    """By the worse of judgement and evidence, then where they differ, then by red figures."""
    return sorted(standings, key=_weight)


def _weight(row):
    worst = min(_SEVERITY.get(rag, _NO_WORRY) for rag in (row.reported, row.evidence))
    if not row.frozen:
        worst = _NOT_REPORTED
    return worst, not row.differs, -row.red_count, row.programme.number, row.programme.code


def _share(count, total):
    return f"{count} of {total}" if total else "–"


def _late(snapshot: Snapshot):
    return sum(
        row.slippage_days > 0 and row.rag != MilestoneRag.COMPLETE for row in snapshot.milestones
    )


def _very_high(snapshot: Snapshot):
    return sum(is_very_high(row.score, snapshot.key.risk_levels) for row in snapshot.risks)
