"""Periods of time: what span a value covers, how it is named and read, how two of them relate.

Plain dates in, plain values out. Names in a report are always made from the dates, never
typed, so that a period and its name cannot disagree; and every name made here can be read
back.
"""

from indicators.periods.checks import period_warnings
from indicators.periods.current import current_window, expected_label, is_stale
from indicators.periods.dates import (
    MONTHS,
    YearType,
    add_months,
    day_label,
    first_of_month,
    last_day,
    month_index,
    month_label,
)
from indicators.periods.official import (
    parse_ees_api_period,
    parse_ees_period,
    parse_fingertips_period,
)
from indicators.periods.period import Period, overlap_months
from indicators.periods.plain import PeriodError
from indicators.periods.text import parse_period, parse_period_with_notes

__all__ = [
    "MONTHS",
    "Period",
    "PeriodError",
    "YearType",
    "add_months",
    "current_window",
    "day_label",
    "expected_label",
    "first_of_month",
    "is_stale",
    "last_day",
    "month_index",
    "month_label",
    "overlap_months",
    "parse_ees_api_period",
    "parse_ees_period",
    "parse_fingertips_period",
    "parse_period",
    "parse_period_with_notes",
    "period_warnings",
]
