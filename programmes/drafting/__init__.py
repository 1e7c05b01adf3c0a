"""Writing in an open report: its texts, answers and status, and the trail of who changed them."""

from programmes.drafting.fetching import fetch, locked
from programmes.drafting.places import ALL, Place, plain
from programmes.drafting.saving import Saved, lines_of, remove, save, settle
from programmes.drafting.trail import newest_change, record

__all__ = [
    "ALL",
    "Place",
    "Saved",
    "fetch",
    "lines_of",
    "locked",
    "newest_change",
    "plain",
    "record",
    "remove",
    "save",
    "settle",
]
