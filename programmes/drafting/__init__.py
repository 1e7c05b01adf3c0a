"""Writing in an open report: its texts, answers and status, and the trail of who changed them."""

from programmes.drafting.locking import locked
from programmes.drafting.milestones import add_milestone, rebaseline
from programmes.drafting.places import ALL, Place, plain
from programmes.drafting.refusals import Refused
from programmes.drafting.risks import add_risk, close_risk, reopen_risk
from programmes.drafting.saving import Saved, lines_of, remove, save, settle
from programmes.drafting.trail import newest_change, record
from programmes.reports.fetching import fetch

__all__ = [
    "ALL",
    "Place",
    "Refused",
    "Saved",
    "add_milestone",
    "add_risk",
    "close_risk",
    "fetch",
    "lines_of",
    "locked",
    "newest_change",
    "plain",
    "rebaseline",
    "record",
    "remove",
    "reopen_risk",
    "save",
    "settle",
]
