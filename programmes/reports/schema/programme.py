"""What the snapshot says of the programme: status, sections, milestones and risks."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CouncilFacts:
    """The council's name and main colour when the figures were frozen; empty in older reports."""

    name: str = ""
    colour: str = ""


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
    """The chair's judgement, and what the evidence suggests, kept apart.

    ``stood``: reports running, this one included, with this reported status; 0: not counted.
    """

    reported: str | None
    evidence: str
    evidence_reason: str
    trend: str
    reason: str
    difference_reason: str = ""
    history: tuple[PastStatus, ...] = ()
    stood: int = 0


@dataclass(frozen=True)
class EntryText:
    """One paragraph, and the period end of the report it was first written in.

    ``stood``: reports running, this one included, in which it reads the same.
    ``from_commitment``: it answers something that the last report promised.
    """

    text: str
    carried_from: date | None = None
    due: date | None = None
    variance: str = ""
    reason: str = ""
    remedy: str = ""
    stood: int = 1
    from_commitment: bool = False


@dataclass(frozen=True)
class CommitmentRow:
    """An action that the last report promised, as it was worded there, and what became of it."""

    text: str
    due: date | None
    outcome: str
    reason: str = ""
    remedy: str = ""


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
    """A milestone; slippage in days from its first baseline.

    ``agreed`` is the newest date that somebody approved in its place; ``key`` names it in the
    form.
    """

    title: str
    baseline: date
    forecast: date | None
    completed: date | None
    slippage_days: int
    rag: str
    rag_reason: str
    progress: str
    remedy: str = ""
    agreed: date | None = None
    agreed_reason: str = ""
    agreed_by: str = ""
    key: str = ""


@dataclass(frozen=True)
class RiskRow:
    """A risk; score is likelihood times impact, 1 to 25. ``previous``: in the last report.

    ``key`` names it in the form.
    """

    title: str
    likelihood: int
    impact: int
    score: int
    band: str
    movement: str
    previous_score: int | None
    mitigation: str
    owner: str
    previous_likelihood: int | None = None
    previous_impact: int | None = None
    key: str = ""


@dataclass(frozen=True)
class ExemptSection:
    """A section that the public may not see; ``paragraph`` of Schedule 12A, Part 1, 1 to 7."""

    section: str
    paragraph: int
    reason: str


@dataclass(frozen=True)
class DecisionRow:
    """A decision wanted of the executive, and its outcome once there is one.

    ``asked``: reports running, this one included, that ask for it.
    """

    text: str
    outcome: str = ""
    asked: int = 1
    note: str = ""
    decided: date | None = None
