"""The exchange format: a programme with its indicators, targets and values, as files.

A folder of CSV files, or one workbook with sheets of the same names. ``load`` adds and changes,
and never takes anything away; run twice it changes nothing. Its observations go through
``indicators.pulls``, the one writer of values.
"""

from programmes.exchange.loading import Counts, load
from programmes.exchange.reading import ExchangeError, read

__all__ = ["Counts", "ExchangeError", "load", "read"]
