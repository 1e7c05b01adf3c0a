"""The snapshot: all that a report says, as plain frozen values.

Compose makes it, every renderer reads it and nothing else. Measured numbers are exact
``Decimal`` and become strings in JSON, dates become ISO text. Labels are part of it, so
that an old report keeps the words it was issued with. Fields may be added; none is renamed.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import msgspec

SCHEMA = 1


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


@dataclass(frozen=True)
class TargetFacts:
    """The target in force, with where it comes from; ``label`` is as printed: “at most 20.7%”."""

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    origin: str
    vintage: str
    label: str
    amber_limit: str = ""
    note: str = ""


@dataclass(frozen=True)
class ValueFacts:
    """One value with its counts and period; ``label`` and ``counts`` are as printed."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    start: date
    end: date
    period: str
    label: str
    status: str
    stale: bool = False
    period_short: str = ""
    counts: str = ""
    note: str = ""


@dataclass(frozen=True)
class BenchmarkValue:
    """Another area's value, each with its own period."""

    area: str
    value: Decimal | None
    period: str
    label: str = ""


@dataclass(frozen=True)
class DirectionOfTravel:
    """Three facts: where the number went, what that means, whether it is unusual."""

    movement: str
    meaning: str
    signal: str
    reason: str


@dataclass(frozen=True)
class CategoryRow:
    """A band or breakdown under its indicator."""

    name: str
    target: TargetFacts | None
    current: ValueFacts | None
    previous: ValueFacts | None
    direction: DirectionOfTravel


@dataclass(frozen=True)
class Point:
    """One point of a sparkline; no value where the source gave a symbol."""

    end: date
    value: Decimal | None
    joined: bool = True


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator as the report shows it.

    ``change`` says the movement in words, such as “down from 13.9% (71 of 510)”;
    ``joined`` of a series point is false where it may not be compared with the one before.
    """

    code: str
    name: str
    unit: str
    polarity: str
    frequency: str
    basis: str
    target: TargetFacts | None
    current: ValueFacts | None
    previous: ValueFacts | None
    benchmarks: tuple[BenchmarkValue, ...]
    categories: tuple[CategoryRow, ...]
    rag: str
    rag_reason: str
    direction: DirectionOfTravel
    warnings: tuple[str, ...] = ()
    information_only: bool = False
    expected_period: str = ""
    change: str = ""
    note: str = ""
    series: tuple[Point, ...] = ()


@dataclass(frozen=True)
class PriorityRows:
    """A numbered priority with its indicators."""

    number: int
    title: str
    indicators: tuple[IndicatorRow, ...] = ()


@dataclass(frozen=True)
class Key:
    """The settings this report was judged by, printed in its key."""

    amber_tolerance_percent: Decimal
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """A whole report."""

    kind: str
    programme: ProgrammeFacts
    period_end: date
    report_date: date
    version: int
    state: str
    status: Status
    sections: tuple[SectionText, ...]
    milestones: tuple[MilestoneRow, ...]
    risks: tuple[RiskRow, ...]
    decisions: tuple[DecisionRow, ...]
    priorities: tuple[PriorityRows, ...]
    key: Key
    warnings: tuple[str, ...] = ()
    submitted_on: date | None = None
    schema: int = field(default=SCHEMA)

    @property
    def indicators(self) -> list[IndicatorRow]:
        """Every indicator, in the order of the report."""
        return [row for priority in self.priorities for row in priority.indicators]

    def to_data(self) -> dict:
        """Plain JSON values: exact numbers and dates as text."""
        return msgspec.to_builtins(self)

    @property
    def digest(self) -> str:
        """SHA-256 of the figures and words; the same snapshot always gives the same one."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def from_data(data: dict) -> Snapshot:
    """The snapshot that ``to_data`` gave. Raises ``msgspec.ValidationError`` on anything else."""
    return msgspec.convert(data, Snapshot)
