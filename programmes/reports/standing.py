"""How a programme stands by its newest report, beside the one before. Plain values out of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from indicators.choices import Meaning, Rag
from programmes.choices import CommitmentOutcome, MilestoneRag, RiskMovement
from programmes.reports.glance import Glance, RatedFigure
from programmes.reports.round_words import reports_with
from programmes.reports.schema import Status
from programmes.status import is_very_high

_UNUSUAL = "beyond usual variation"
_WORSE, _BETTER = Meaning.WORSENING, Meaning.IMPROVING


class Share(NamedTuple):
    """So many out of so many: “4 of 9”, or a dash where there is none."""

    count: int
    total: int

    def __str__(self):
        return f"{self.count} of {self.total}" if self.total else "–"


class Moved(NamedTuple):
    """The codes of the figures that moved since the last report.

    ``missed`` and ``met``: their target was crossed; ``worse`` and ``better``: their arrow was
    reversed; ``unusual``: the change is beyond usual variation.
    """

    missed: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    better: tuple[str, ...] = ()
    unusual: tuple[str, ...] = ()


class TopRisk(NamedTuple):
    """The open risk with the highest score, 1 to 25."""

    title: str
    score: int
    movement: str
    very_high: bool


@dataclass(frozen=True)
class Standing:
    """One frozen report. ``was`` is the status reported before, None where there is none.

    ``stood`` counts the reports running with the status reported now, ``had_stood`` those that
    had the status before; ``differed`` those in which judgement and evidence differ.
    ``red_change`` is None without a report before.
    """

    period_end: date
    reported: str | None
    evidence: str
    was: str | None
    stood: int
    had_stood: int
    differed: int
    explained: bool
    red: Share
    red_change: int | None
    moved: Moved
    slipped: Share
    late: Share
    unchanged: int
    unchanged_for: int
    risk: TopRisk | None

    @property
    def differs(self) -> bool:
        """Whether the chair's judgement is not what the evidence suggests, if it suggests any."""
        return self.evidence != Rag.NOT_RATED and self.reported != self.evidence

    @property
    def turned(self) -> bool:
        """Whether the status is another one than in the last report."""
        return bool(self.was and self.reported) and self.was != self.reported


def standing_of(now: Glance, before: Glance | None) -> Standing:
    """How a programme stands by two reports; ``before`` is the last frozen one before ``now``."""
    red = _red(now)
    unchanged = [entry.stood for section in now.sections for entry in section.entries]
    unchanged = [stood for stood in unchanged if stood > 1]
    slipped = sum(row.outcome == CommitmentOutcome.SLIPPED for row in now.commitments)
    return Standing(
        period_end=now.period_end,
        reported=now.status.reported,
        evidence=now.status.evidence,
        was=before.status.reported if before else None,
        stood=reports_with(now.status),
        had_stood=reports_with(before.status) if before else 0,
        differed=_differed(now.status),
        explained=bool(now.status.difference_reason),
        red=red,
        red_change=red.count - _red(before).count if before else None,
        moved=_moved(now.figures, before.figures if before else ()),
        slipped=Share(slipped, len(now.commitments)),
        late=_late(now),
        unchanged=len(unchanged),
        unchanged_for=max(unchanged, default=0),
        risk=_top_risk(now),
    )


def _red(glance):
    rated = [row.rag for row in glance.figures if row.rag != Rag.NOT_RATED]
    return Share(rated.count(Rag.RED), len(rated))


def _late(glance):
    late = sum(
        row.slippage_days > 0 and row.rag != MilestoneRag.COMPLETE for row in glance.milestones
    )
    return Share(late, len(glance.milestones))


def _differed(status: Status):
    """Counted back through the history that the report prints."""
    count = 0
    past = [(row.reported, row.evidence) for row in status.history]
    for reported, evidence in reversed([*past, (status.reported, status.evidence)]):
        if not reported or evidence in (reported, Rag.NOT_RATED):
            break
        count += 1
    return count


def _moved(now: Sequence[RatedFigure], before: Sequence[RatedFigure]) -> Moved:
    last = {row.code: row for row in before}
    both = [(row, last[row.code]) for row in now if row.code in last]
    return Moved(
        missed=_codes(both, lambda row, was: was.rag == Rag.GREEN and _misses(row)),
        met=_codes(both, lambda row, was: _misses(was) and row.rag == Rag.GREEN),
        worse=_codes(both, lambda row, was: _went(was, row) == (_BETTER, _WORSE)),
        better=_codes(both, lambda row, was: _went(was, row) == (_WORSE, _BETTER)),
        unusual=tuple(row.code for row in now if row.direction.signal.startswith(_UNUSUAL)),
    )


def _codes(both, rule):
    return tuple(row.code for row, was in both if rule(row, was))


def _misses(row):
    return row.rag in (Rag.RED, Rag.AMBER)


def _went(*rows):
    return tuple(row.direction.meaning for row in rows)


def _top_risk(glance):
    if not glance.risks:
        return None
    rising = (RiskMovement.UP, RiskMovement.NEW)
    top = max(glance.risks, key=lambda row: (row.score, row.movement in rising))
    very_high = is_very_high(top.score, glance.key.risk_levels)
    return TopRisk(top.title, top.score, top.movement, very_high)
