"""The whole report as one frozen value, to and from plain data."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

import msgspec

from programmes.reports.schema.measured import IndicatorRow, Key, PriorityRows
from programmes.reports.schema.programme import (
    CommitmentRow,
    CouncilFacts,
    DecisionRow,
    ExemptSection,
    MilestoneRow,
    ProgrammeFacts,
    RiskRow,
    SectionText,
    Status,
)

Part = TypeVar("Part")
SCHEMA = 1
INTERNAL = "internal"


@dataclass(frozen=True)
class Snapshot:
    """A whole report.

    ``commitments`` are what the last report promised; ``outcomes`` the decisions it asked for.
    A copy for another ``audience`` says in ``disclosure`` what was left out of it; one for the
    public has nothing of the sections that are ``exempt``. ``software`` is the version of this
    program that composed it; ``correction`` says why it corrects the version before it.
    """

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
    audience: str = INTERNAL
    disclosure: tuple[str, ...] = ()
    commitments: tuple[CommitmentRow, ...] = ()
    outcomes: tuple[DecisionRow, ...] = ()
    issued_on: date | None = None
    software: str = ""
    correction: str = ""
    exempt: tuple[ExemptSection, ...] = ()
    council: CouncilFacts = CouncilFacts()

    @property
    def indicators(self) -> list[IndicatorRow]:
        """Every indicator, in the order of the report."""
        return [row for priority in self.priorities for row in priority.indicators]

    def to_data(self) -> dict:
        """Plain JSON values: exact numbers and dates as text."""
        return msgspec.to_builtins(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the figures and words; the same snapshot always gives the same one.

        One that was read back keeps the digest of what was stored, whatever fields came since.
        """
        return digest_of(self.to_data())


def digest_of(data: Mapping) -> str:
    """SHA-256 of a snapshot as plain data, in the order of its keys and without space."""
    return hashlib.sha256(msgspec.json.encode(data, order="sorted")).hexdigest()


def from_data(data: dict) -> Snapshot:
    """The snapshot that ``to_data`` gave. Raises ``msgspec.ValidationError`` on anything else."""
    snapshot = msgspec.convert(data, Snapshot)
    vars(snapshot)["digest"] = digest_of(data)
    return snapshot


def from_plain(data: object, kind: type[Part]) -> Part:
    """A part of a snapshot out of plain data. Raises ``msgspec.ValidationError`` as it does."""
    return msgspec.convert(data, kind)
