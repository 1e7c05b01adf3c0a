"""A day, a month or a year from text that ``tidy`` has made plain."""

import re
from datetime import date

from indicators.periods.dates import MONTHS, YearType, last_day
from indicators.periods.plain import PeriodError, quoted

_LIKELY_YEARS = range(1950, 2100)
_MONTH_NUMBERS = {
    name: number
    for number, full in enumerate(MONTHS, start=1)
    for name in (full.lower(), full[:3].lower())
} | {"sept": 9}

_DAY = re.compile(r"(\d{1,2})[ -]?([a-z]+)[ -]?'?(\d{4}|\d{2})", re.ASCII)
_DAY_IN_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"([a-z]+)[ -]?'?(\d{4}|\d{2})", re.ASCII)
_MONTH_IN_NUMBERS = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
_SPLIT_YEAR = re.compile(r"(\d{4})[/-]?(\d{2})|(\d{4})[/-](\d|\d{4})|(\d{2})[/-](\d{2})", re.ASCII)
_ONE_YEAR = re.compile(r"\d{4}", re.ASCII)


def read_day(text: str) -> date | None:
    """A day from “31 march 2016”, “30/01/2017” or “2017-01-30”; none from any other shape.

    Raises PeriodError for a day that does not exist.
    """
    if found := _DAY.fullmatch(text):
        day, name, year = found.groups()
        return _day(whole_year(year), _month_number(name), int(day))
    if found := _DAY_IN_NUMBERS.fullmatch(text):
        day, _, month, year = found.groups()
        return _day(whole_year(year), int(month), int(day))
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = found.groups()
        return _day(whole_year(year), int(month), int(day))
    return None


def read_month(text: str) -> date | None:
    """The first day of the month in “jan-17”, “january 2017” or “01/2017”; none from any other.

    Raises PeriodError for a month that does not exist.
    """
    if found := _MONTH.fullmatch(text):
        name, year = found.groups()
        return _day(whole_year(year), _month_number(name), 1)
    if found := _MONTH_IN_NUMBERS.fullmatch(text):
        month, year = found.groups()
        return _day(whole_year(year), int(month), 1)
    return None


def read_end(text: str) -> date:
    """The day in the text, or the last day of the month in it. Raises PeriodError for neither."""
    if day := read_day(text):
        return day
    if month := read_month(text):
        return last_day(month.year, month.month)
    raise PeriodError(
        f"{quoted(text)} is not a month or a day. Write it like January 2017 or 31 January 2017."
    )


def read_start(text: str, end: date) -> date:
    """The day in the text, or the first of the month in it; in the year of ``end`` if not said."""
    for candidate in (text, f"{text} {end.year}"):
        if start := read_day(candidate) or read_month(candidate):
            return start
    raise PeriodError(
        f"{quoted(text)} is not a month or a day. Write it like April 2016 or 1 April 2016."
    )


def read_year(text: str, year_type: YearType | None) -> date:
    """The first day of the year in “2016/17”, “2016-17”, “201617”, “16/17”, “2016/7” or “2016”.

    Raises PeriodError where the text is no year, or where it does not say which kind.
    """
    first = _split_year(text)
    if year_type is None:
        raise PeriodError(_which_year(text, first))
    if first is None and year_type is not YearType.CALENDAR:
        year = whole_year(text)
        raise PeriodError(
            f"{quoted(text)} does not say whether {with_article(year_type)} starts or ends in it. "
            f"Write {year_type.year_label(date(year - 1, 1, 1))} or "
            f"{year_type.year_label(date(year, 1, 1))}."
        )
    if first is not None and year_type is YearType.CALENDAR:
        raise PeriodError(
            f"{quoted(text)} names two years, and a calendar year is one. Write it like {first}."
        )
    return date(whole_year(text) if first is None else first, year_type.first_month, 1)


def with_article(year_type: YearType) -> str:
    """“a financial year”, “an academic year”."""
    return f"{'an' if year_type is YearType.ACADEMIC else 'a'} {year_type} year"


def whole_year(text: str) -> int:
    """2017 from “2017” or “17”. Two digits are a year from 1950 to 2049."""
    year = int(text)
    if len(text) == 2:
        return year + (2000 if year < 50 else 1900)
    if year not in _LIKELY_YEARS:
        raise PeriodError(f"{text} is not a likely year. Check it.")
    return year


def _split_year(text: str) -> int | None:
    """The first of the two years in the text; none where there is one year only."""
    if _ONE_YEAR.fullmatch(text):
        return None
    found = _SPLIT_YEAR.fullmatch(text)
    if not found:
        raise PeriodError(f"{quoted(text)} is not a year. Write it like 2016/17.")
    first_text, second = filter(None, found.groups())
    first = whole_year(first_text)
    if not str(first + 1).endswith(second):
        raise PeriodError(
            f"{quoted(text)} is not one year: after {first} comes {first + 1}. "
            f"Write {first}/{(first + 1) % 100:02}, or a month by its name."
        )
    return first


def _which_year(text: str, first: int | None) -> str:
    if first is None:
        year = whole_year(text)
        return (
            f"{quoted(text)} does not say which kind of year. Write “calendar year {year}” or "
            f"“financial year {year - 1}/{year % 100:02}”, or set the year type."
        )
    label = YearType.FINANCIAL.year_label(date(first, 4, 1))
    return (
        f"{quoted(text)} may be a financial or an academic year. "
        f"Write “financial year {label}” or “academic year {label}”, or set the year type."
    )


def _month_number(name: str) -> int:
    if name not in _MONTH_NUMBERS:
        raise PeriodError(f"{quoted(name)} is not a month. Write it like January, or Jan.")
    return _MONTH_NUMBERS[name]


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise PeriodError(f"There is no month {month}. Write the day first, like 31/01/2017.")
    if not 1 <= day <= last_day(year, month).day:
        raise PeriodError(f"There is no {day} {MONTHS[month - 1]} {year}. Check the day.")
    return date(year, month, day)
