"""The few facts of a snapshot that the review needs, read without the rest of it.

A snapshot is mostly series and explanations. Decoding only what is named here takes a small
part of the time, so that all programmes fit on one page.
"""

from dataclasses import dataclass
from datetime import date

import msgspec

from programmes.reports.schema import (
    CommitmentRow,
    DecisionRow,
    DirectionOfTravel,
    SectionText,
    Status,
)
from programmes.risk_scheme import DEFAULT_LEVELS, Level


@dataclass(frozen=True)
class RatedFigure:
    """An indicator: its rating and which way it went."""

    code: str
    rag: str
    direction: DirectionOfTravel


@dataclass(frozen=True)
class RatedPriority:
    """The indicators of a priority."""

    indicators: tuple[RatedFigure, ...] = ()


@dataclass(frozen=True)
class DatedMilestone:
    """A milestone: its rating, and its slippage in days."""

    rag: str
    slippage_days: int


@dataclass(frozen=True)
class ScoredRisk:
    """An open risk and how its score, 1 to 25, moved."""

    title: str
    score: int
    movement: str


@dataclass(frozen=True)
class Levels:
    """The levels of risk that the report was judged by."""

    risk_levels: tuple[Level, ...] = DEFAULT_LEVELS


@dataclass(frozen=True)
class Glance:
    """A report at a glance; each field is as in ``schema.Snapshot``."""

    period_end: date
    status: Status
    sections: tuple[SectionText, ...]
    milestones: tuple[DatedMilestone, ...]
    risks: tuple[ScoredRisk, ...]
    priorities: tuple[RatedPriority, ...]
    key: Levels
    commitments: tuple[CommitmentRow, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()

    @property
    def figures(self) -> list[RatedFigure]:
        """Every indicator, in the order of the report."""
        return [row for priority in self.priorities for row in priority.indicators]


_decoder = msgspec.json.Decoder(Glance)


def read_glance(text: str) -> Glance:
    """The glance at a stored snapshot. Raises ``msgspec.ValidationError`` on any other text."""
    return _decoder.decode(text)
