"""Periods as official sources write them: Explore Education Statistics and Fingertips."""

import re
from datetime import date

from indicators.choices import Basis
from indicators.periods.dates import MONTHS, YearType
from indicators.periods.period import Period
from indicators.periods.plain import PeriodError, quoted, tidy
from indicators.periods.text import parse_period

_YEAR_TYPES = {"AY": YearType.ACADEMIC, "CY": YearType.CALENDAR, "FY": YearType.FINANCIAL}
_CODES = {
    "academic year": "AY",
    "calendar year": "CY",
    "financial year": "FY",
    "reporting year": "RY",
    "tax year": "TY",
} | {month.lower(): f"M{number}" for number, month in enumerate(MONTHS, start=1)}
_ADVICE = "Give its first and last day instead."

_CODE = re.compile(r"(AY|CY|FY)(?:Q([1-4])(?:Q([1-4]))?)?")
_IDENTIFIED_QUARTERS = re.compile(r"(.+ year) (q[1-4])(?:-(q[1-4]))?")
_ONE_YEAR = re.compile(r"[0-9]{4}")

_POOLED_YEARS = re.compile(r"([0-9]{4}) - ([0-9]{2})")
_POOLED_SPLIT_YEARS = re.compile(r"([0-9]{4}/[0-9]{2}) - ([0-9]{2}/[0-9]{2})")
_QUARTERS = re.compile(r"([0-9/]+) (q[1-4]) - ([0-9/]+) (q[1-4])")
_MONTHS = re.compile(r"([a-z]{3} [0-9]{4}) - ([a-z]{3} [0-9]{4})")
_CALENDAR = re.compile(r"[0-9]{4}( q[1-4](-q[1-4])?)?")


def parse_ees_period(time_period: str, time_identifier: str, *, position: bool = False) -> Period:
    """The period of a row of an Explore Education Statistics CSV file.

    ``time_period`` is 4 digits, or 6 for two consecutive years: 201718. ``time_identifier``
    is such as “Financial year Q1-Q2”. Reporting year 2025 is the year to 31 March 2025.
    With ``position`` the value is one on a date: the period is its last day.
    Raises PeriodError for anything else, and for terms and weeks, whose days are not fixed.
    """
    identifier = tidy(time_identifier)
    quarters = _IDENTIFIED_QUARTERS.fullmatch(identifier)
    code = _CODES.get(quarters[1] if quarters else identifier)
    if code is None:
        raise PeriodError(
            f"{quoted(time_identifier)} is not a time identifier with a fixed first and last day. "
            + _ADVICE
        )
    if quarters:
        code += "".join(filter(None, quarters.groups()[1:])).upper()
    if not re.fullmatch(r"[0-9]{4}(?:[0-9]{2})?", time_period):
        raise PeriodError(
            f"{quoted(time_period)} is not a time period, which has 4 digits, or 6 for two years."
        )
    return _of_code(code, time_period, position)


def parse_ees_api_period(code: str, period: str, *, position: bool = False) -> Period:
    """The period of a result of the Explore Education Statistics API: “FYQ1Q2”, “2016/2017”.

    ``position`` and PeriodError as for ``parse_ees_period``.
    """
    if not re.fullmatch(r"[0-9]{4}(?:/[0-9]{4})?", period):
        raise PeriodError(f"{quoted(period)} is not a period, which is like 2025 or 2016/2017.")
    return _of_code(code, period, position)


def _of_code(code: str, years: str, position: bool) -> Period:
    period = _tax_year(years) if code == "TY" else _parse_code(code, years)
    return Period(period.end, period.end, Basis.SNAPSHOT) if position else period


def _parse_code(code: str, years: str) -> Period:
    if code == "RY":
        return parse_period(f"reporting year {years}")
    if code in _CODES.values() and code.startswith("M"):
        return parse_period(f"{MONTHS[int(code[1:]) - 1]} {years}")
    found = _CODE.fullmatch(code)
    if not found:
        raise PeriodError(
            f"{quoted(code)} is not a code with a fixed first and last day. {_ADVICE}"
        )
    year_type = _YEAR_TYPES[found[1]]
    if year_type is not YearType.CALENDAR:
        years = _both_years(years)
    quarters = [f"q{quarter}" for quarter in found.groups()[1:] if quarter]
    return parse_period(f"{'-'.join(quarters)} {years}", year_type)


def _both_years(years: str) -> str:
    """One year that stands for a split one is its first: 2024 for 2024/25."""
    return f"{years}/{int(years) + 1}" if _ONE_YEAR.fullmatch(years) else years


def _tax_year(years: str) -> Period:
    first = parse_period(_both_years(years), YearType.FINANCIAL).start.year
    return Period(date(first, 4, 6), date(first + 1, 4, 5), Basis.YEAR)


def parse_fingertips_period(text: str, year_type: YearType | str | None = None) -> Period:
    """The period of a Fingertips row: “2006/07”, “2006 - 08”, “Feb 2009 - Jan 2010”.

    ``year_type`` is the indicator's own, for Fingertips prints financial and academic years
    alike. A span of quarters or months is named by its start and, at 12 months, is rolling;
    several years pooled are on the basis of a year. Raises PeriodError.
    """
    plain = tidy(text)
    if found := _POOLED_YEARS.fullmatch(plain):
        return _pooled(*found.groups())
    if found := _POOLED_SPLIT_YEARS.fullmatch(plain):
        return parse_period(f"{found[1]} to {found[2]}", year_type)
    if found := _QUARTERS.fullmatch(plain):
        first, first_quarter, last, last_quarter = found.groups()
        # Rolling quarters are of financial or calendar years, never of academic ones.
        kind = YearType.FINANCIAL if "/" in first else YearType.CALENDAR
        ends = (f"{first_quarter} {first}", f"{last_quarter} {last}")
        return _rolling(*(parse_period(end, kind) for end in ends))
    if found := _MONTHS.fullmatch(plain):
        return _rolling(*(parse_period(month) for month in found.groups()))
    if _CALENDAR.fullmatch(plain):
        return parse_period(plain, YearType.CALENDAR)
    return parse_period(plain, year_type)


def _pooled(first: str, last: str) -> Period:
    century = int(first[:2]) + (last < first[2:])
    return parse_period(f"calendar years {first} to {century}{last}")


def _rolling(first: Period, last: Period) -> Period:
    span = Period(first.start, last.end, Basis.ROLLING_12_MONTHS)
    if span.start > span.end or span.months % 12:
        raise PeriodError(f"{span.label()} is not of 12 months, nor of whole years. {_ADVICE}")
    return span if span.months == 12 else Period(span.start, span.end, Basis.YEAR)
