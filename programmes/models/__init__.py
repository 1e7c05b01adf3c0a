"""The tables of the programmes app."""

from programmes.models.decision import Decision
from programmes.models.document import Document
from programmes.models.entry import Comment, Commitment, Entry, NilReturn
from programmes.models.exemption import Exemption
from programmes.models.issuing import IssueBatch, Issuing, Pack, Work
from programmes.models.milestone import Milestone, MilestoneUpdate, Rebaseline
from programmes.models.programme import (
    Membership,
    Priority,
    Programme,
    ProgrammeIndicator,
)
from programmes.models.report import Report
from programmes.models.risk import Risk, RiskUpdate
from programmes.models.round import Reminder, ReportingSchedule
from programmes.models.scheme import (
    RiskLevel,
    RiskWord,
    current_levels,
    current_scheme,
    levels_column,
    levels_of,
    save_scheme,
    scheme_of,
    scheme_rows,
)
from programmes.models.trail import Change, Clash, Remark

__all__ = [
    "Change",
    "Clash",
    "Comment",
    "Commitment",
    "Decision",
    "Document",
    "Entry",
    "Exemption",
    "IssueBatch",
    "Issuing",
    "Membership",
    "Milestone",
    "MilestoneUpdate",
    "NilReturn",
    "Pack",
    "Priority",
    "Programme",
    "ProgrammeIndicator",
    "Rebaseline",
    "Remark",
    "Reminder",
    "Report",
    "ReportingSchedule",
    "Risk",
    "RiskLevel",
    "RiskUpdate",
    "RiskWord",
    "current_levels",
    "current_scheme",
    "scheme_of",
    "scheme_rows",
    "levels_column",
    "levels_of",
    "save_scheme",
    "Work",
]
