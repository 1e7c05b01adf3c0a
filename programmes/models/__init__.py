"""The tables of the programmes app."""

from programmes.models.decision import Decision
from programmes.models.document import Document
from programmes.models.entry import Entry, NilReturn
from programmes.models.milestone import Milestone, MilestoneUpdate
from programmes.models.programme import (
    Membership,
    Priority,
    Programme,
    ProgrammeIndicator,
)
from programmes.models.report import Report
from programmes.models.risk import Risk, RiskUpdate

__all__ = [
    "Decision",
    "Document",
    "Entry",
    "Membership",
    "Milestone",
    "MilestoneUpdate",
    "NilReturn",
    "Priority",
    "Programme",
    "ProgrammeIndicator",
    "Report",
    "Risk",
    "RiskUpdate",
]
