"""Periods from the names people write. What is ambiguous or cannot be is refused, never guessed.

Each reader takes text that ``plain_label`` has made plain. It returns a period, or
none where the text is not of its shape, or raises PeriodError where it is but cannot be read.
"""

import re
from collections.abc import Iterable
from datetime import date

from indicators.choices import Basis
from indicators.periods.dates import YearType, add_months, first_of_window, last_day
from indicators.periods.parts import (
    read_day,
    read_end,
    read_month,
    read_start,
    read_year,
    whole_year,
)
from indicators.periods.period import Period, whole_months
from indicators.periods.plain import EXAMPLES, PeriodError, plain_label, quoted

_YEAR_WORD = re.compile(
    r"\b(?:(financial|academic|calendar|reporting)(?: years?)?\b|(fy|ay|cy|ry)(?=[ \d]|$))",
    re.ASCII,
)
_YEAR_CODES = {"fy": "financial", "ay": "academic", "cy": "calendar", "ry": "reporting"}
_WINDOW = re.compile(
    r"(?P<rolling>(?:rolling|last|past) )?(?:(?P<count>\d{1,3})[ -]?)?"
    r"(?P<unit>month|year|quarter)s?(?P<rolling_after> rolling)?"
    r"(?P<joined> (?:up )?(?:to|ending|ended))? (?P<end>.+)",
    re.ASCII,
)
_QUARTER = re.compile(
    r"(?P<before>.*?) ?\bq(?:uarters?)? ?(?P<first>\d)"
    r"(?: ?(?:-|to) ?(?:q(?:uarter)? ?)?(?P<last>\d)\b)?(?: (?P<after>.*))?",
    re.ASCII,
)
_YEARS = re.compile(r"([\d/-]+) to ([\d/-]+)", re.ASCII)
_NUMBERS = re.compile(r"[\d/. -]+", re.ASCII)
_POSITION = re.compile(r"(?:position )?(?:at|on) (?P<day>.+)|(?P<bare>end .+)")
_DASH = re.compile(r"(?<=[a-z]{3})-(?=[a-z])|(?<=\d{4})-(?=[a-z])", re.ASCII)

_UNITS = {"month": 1, "quarter": 3, "year": 12}  # months


def parse_period(text: str, year_type: YearType | str | None = None) -> Period:
    """The period that a label names: “Rolling 12 months January 17”, “Q2 2016/17”, “31/01/2017”.

    ``year_type`` says which kind of year 2016/17 and year to date mean, where the label does
    not say so itself. Without one 2016/17 is ambiguous; a year to date starts on 1 April.
    Raises PeriodError, which says why and what to write instead.
    """
    return parse_period_with_notes(text, year_type)[0]


def parse_period_with_notes(
    text: str, year_type: YearType | str | None = None
) -> tuple[Period, tuple[str, ...]]:
    """As ``parse_period``, with a sentence for everything assumed or left out in reading it."""
    plain, notes = plain_label(text)
    return _read(plain, _year_type(year_type)), notes


def _year_type(given: YearType | str | None) -> YearType | None:
    if not given:
        return None
    if given not in list(YearType):
        raise PeriodError(
            f"{quoted(str(given))} is not a year type. Write financial, academic or calendar."
        )
    return YearType(given)


def _read(text: str, year_type: YearType | None) -> Period:
    said = _YEAR_WORD.search(text)
    if not said:
        return _first(_READERS, text, year_type)
    rest = " ".join(f"{text[: said.start()]} {text[said.end() :]}".split())
    if not rest:
        raise PeriodError(f"{quoted(text)} does not say which year. Write it behind, like 2016/17.")
    word = said[1] or _YEAR_CODES[said[2]]
    if word == "reporting":
        return _reporting_year(rest)
    year_type = YearType(word)
    period = _first(_READERS_OF_A_YEAR, rest, year_type)
    if period.start.month != year_type.first_month and period.basis == Basis.YEAR_TO_DATE:
        raise PeriodError(f"{quoted(text)} does not start with the {year_type} year. Check both.")
    return period


def _first(readers: Iterable, text: str, year_type: YearType | None) -> Period:
    for reader in readers:
        if period := reader(text, year_type):
            return period
    raise PeriodError(f"{quoted(text)} does not name a period. {EXAMPLES}")


def _year_to_date(text: str, year_type: YearType | None) -> Period | None:
    words = text.split()
    if "ytd" not in words:
        return None
    words.remove("ytd")
    if words[:1] in (["to"], ["ending"]):
        del words[0]
    rest = " ".join(words)
    if ends := _two_ends(rest):
        return _running_total(*_from_to(*ends))
    end = read_end(rest)
    return _running_total((year_type or YearType.FINANCIAL).first_day(end), end)


def _running_total(start: date, end: date) -> Period:
    if start == end or all(start != year_type.first_day(end) for year_type in YearType):
        raise PeriodError(
            f"A year to date runs from the first day of a year to a later day of the same year, "
            f"and {Period(start, end, Basis.YEAR_TO_DATE).label()} does not. Check both ends."
        )
    return Period(start, end, Basis.YEAR_TO_DATE)


def _window(text: str, year_type: YearType | None) -> Period | None:
    found = _WINDOW.fullmatch(text)
    if not found or not (found["joined"] or (found["unit"] == "month" and found["count"])):
        return None
    end, count = read_end(found["end"]), int(found["count"] or 1)
    rolling = bool(found["rolling"] or found["rolling_after"])
    basis = _basis_of_window(count, found["unit"], rolling)
    if basis is None or (basis == Basis.QUARTER and end != last_day(end.year, end.month)):
        raise PeriodError(
            f"{quoted(text)} is no kind of period that values are kept for. Those that run to a "
            "day are 3 months, 12 months and whole years; a quarter runs to the end of a month."
        )
    start = first_of_window(end, count * _UNITS[found["unit"]])
    whole_year(f"{start.year:04}")
    return Period(start, end, basis)


def _basis_of_window(count: int, unit: str, rolling: bool) -> Basis | None:
    if unit == "year" and count > 1:
        return Basis.YEAR
    if count == 1 and not rolling:
        return {"quarter": Basis.QUARTER, "year": Basis.YEAR}.get(unit)
    return {3: Basis.LAST_3_MONTHS, 12: Basis.ROLLING_12_MONTHS}.get(count * _UNITS[unit])


def _quarter(text: str, year_type: YearType | None) -> Period | None:
    found = _QUARTER.fullmatch(text)
    if not found:
        return None
    years = [part for part in (found["before"], found["after"]) if part]
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if len(years) != 1:
        raise PeriodError(f"{quoted(text)} does not say which year. Write it like Q2 2016/17.")
    if not (1 <= first <= 4 and 1 <= last <= 4):
        raise PeriodError(f"{quoted(text)} names a quarter beyond the four of a year.")
    year = read_year(years[0], year_type)
    if found["last"] is None:
        return whole_months(add_months(year, 3 * (first - 1)), 3, Basis.QUARTER)
    if first != 1 or last == 1:
        raise PeriodError(
            f"{quoted(text)} is not a running total, which starts with quarter 1. "
            "Write it like Q1 to Q3 2016/17."
        )
    return whole_months(year, 3 * last, Basis.YEAR_TO_DATE)


def _years(text: str, year_type: YearType | None) -> Period | None:
    found = _YEARS.fullmatch(text)
    if not found or _month_or_day(found[1], None):
        return None
    first, last = (read_year(part, year_type) for part in found.groups())
    _in_order(first, last, text)
    return whole_months(first, 12 * (last.year - first.year + 1), Basis.YEAR)


def _numbers(text: str, year_type: YearType | None) -> Period | None:
    first, dash, _ = text.partition(" - ")
    if not _NUMBERS.fullmatch(text) or (dash and _month_or_day(first, None)):
        return None
    return _month_or_day(text, None) or _year(text, year_type)


def _year(text: str, year_type: YearType | None) -> Period:
    return whole_months(read_year(text.replace(" - ", "-"), year_type), 12, Basis.YEAR)


def _reporting_year(text: str) -> Period:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise PeriodError(
            f"{quoted(text)} is not a reporting year, which is one year: 2025 for the year to "
            "31 March 2025."
        )
    return whole_months(date(whole_year(text) - 1, 4, 1), 12, Basis.YEAR)


def _range(text: str, year_type: YearType | None) -> Period | None:
    ends = _two_ends(text)
    if ends is None:
        return None
    start, end = _from_to(*ends)
    basis = _basis_of_span(start, end, year_type)
    if basis is None:
        raise PeriodError(
            f"{quoted(text)} is neither a month, a quarter nor a year, and a year to date starts "
            "in April. Check both ends. Where another kind of year is meant, write academic or "
            "calendar year to date behind them."
        )
    return Period(start, end, basis)


def _basis_of_span(start: date, end: date, year_type: YearType | None) -> Basis | None:
    """What a bare span must be: no other basis is written as its first and last month."""
    months = Period(start, end, Basis.MONTH).months
    if months in (1, 3):
        return Basis.MONTH if months == 1 else Basis.QUARTER
    if months == 12 and start.month not in [kind.first_month for kind in YearType]:
        return Basis.ROLLING_12_MONTHS
    if months and months % 12 == 0:
        return Basis.YEAR
    years = {YearType.FINANCIAL, year_type or YearType.FINANCIAL}
    in_one_year = any(start == kind.first_day(end) for kind in years)
    return Basis.YEAR_TO_DATE if in_one_year and start < end else None


def _two_ends(text: str) -> tuple[str, str] | None:
    for mark in (" to ", " until ", " - "):
        first, found, last = text.partition(mark)
        if found:
            return first, last
    ends = _DASH.split(text)
    return (ends[0], ends[1]) if len(ends) == 2 else None


def _from_to(first: str, last: str) -> tuple[date, date]:
    end = read_end(last)
    start = read_start(first, end)
    _in_order(start, end, f"{first} to {last}")
    return start, end


def _in_order(start: date, end: date, text: str) -> None:
    if start > end:
        raise PeriodError(f"{quoted(text)} ends before it starts. Check both years.")


def _position(text: str, year_type: YearType | None) -> Period | None:
    found = _POSITION.fullmatch(text)
    if not found:
        return None
    named = found["day"] or found["bare"]
    day = read_end(named[4:]) if named.startswith("end ") else read_day(named)
    if day is None:
        raise PeriodError(f"{quoted(text)} does not name a day. Write it like at 31 January 2017.")
    return Period(day, day, Basis.SNAPSHOT)


def _month_or_day(text: str, year_type: YearType | None) -> Period | None:
    if day := read_day(text):
        return Period(day, day, Basis.SNAPSHOT)
    if month := read_month(text):
        return whole_months(month, 1, Basis.MONTH)
    return None


_READERS_OF_A_YEAR = (_year_to_date, _quarter, _years, _year)
_READERS = (
    _year_to_date,
    _window,
    _quarter,
    _years,
    _numbers,
    _range,
    _position,
    _month_or_day,
)
