"""What the snapshot says of the programme: status, sections, milestones and risks."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ProgrammeFacts:
    """The head of the report."""

    code: str
    number: str
    title: str
    area: str
    delivery_group: str
    plan: str
    year: str


@dataclass(frozen=True)
class PastStatus:
    """How an earlier report of the programme was rated."""

    period_end: date
    reported: str | None
    evidence: str


@dataclass(frozen=True)
class Status:
    """The chair's judgement, and what the evidence suggests, kept apart."""

    reported: str | None
    evidence: str
    evidence_reason: str
    trend: str
    reason: str
    difference_reason: str = ""
    history: tuple[PastStatus, ...] = ()


@dataclass(frozen=True)
class EntryText:
    """One paragraph, and the period end of the report it was first written in."""

    text: str
    carried_from: date | None = None


@dataclass(frozen=True)
class SectionText:
    """A written section: entries, or a nil return, or neither while it is a draft."""

    key: str
    title: str
    nil: bool = False
    nil_by: str = ""
    entries: tuple[EntryText, ...] = ()


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone; slippage in days from its baseline."""

    title: str
    baseline: date
    forecast: date | None
    completed: date | None
    slippage_days: int
    rag: str
    rag_reason: str
    progress: str


@dataclass(frozen=True)
class RiskRow:
    """A risk; score is likelihood times impact, 1 to 25."""

    title: str
    likelihood: int
    impact: int
    score: int
    band: str
    movement: str
    previous_score: int | None
    mitigation: str
    owner: str


@dataclass(frozen=True)
class DecisionRow:
    """A decision wanted of the executive, and its outcome once there is one."""

    text: str
    outcome: str = ""
