"""The exchange format: a programme with its indicators, targets and values, as files.

A folder of CSV files, or one workbook with sheets of the same names. ``load`` adds and changes,
and never takes anything away; run twice it changes nothing. Its observations go through
``indicators.pulls``, the one writer of values. ``check`` tells what a load would do, ``template``
makes the workbook to fill in, and ``marked`` shows somebody the faults in theirs.
"""

from programmes.exchange.loading import Counts, load
from programmes.exchange.marking import marked
from programmes.exchange.outlook import Outlook, check
from programmes.exchange.reading import ChildrenListed, ExchangeError, read
from programmes.exchange.template import TEMPLATE_NAME, template

__all__ = [
    "TEMPLATE_NAME",
    "ChildrenListed",
    "Counts",
    "ExchangeError",
    "Outlook",
    "check",
    "load",
    "marked",
    "read",
    "template",
]
