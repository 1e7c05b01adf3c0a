"""How a council's own files write periods: what the text of one cell says of first and last day."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from django.db.models import TextChoices

from indicators.choices import Basis
from indicators.periods import (
    Period,
    PeriodError,
    YearType,
    add_months,
    first_of_month,
    last_day,
    month_index,
    parse_fingertips_period,
    parse_period,
)
from indicators.sources.cells import CellError

PeriodReader = Callable[[str], tuple[date, date]]


class Notation(TextChoices):
    """What a period column holds. All but the first and last name only where a period ends."""

    LABEL = "label", "The period in full: January 2017, Q2 2016/17, 12 months to January 2017"
    MONTH = "month", "A month or a day in it: the period is that month"
    QUARTER = "quarter", "The month that a quarter, or 3 months, ends with"
    YEAR_TO_DATE = "year_to_date", "The month that a year to date ends with"
    TWELVE_MONTHS = "12_months", "The month that 12 months end with"
    MONTH_END = "month_end", "A month: the value is the position on its last day"
    DAY = "day", "A day: the value is the position on it"
    FINGERTIPS = "fingertips", "As Fingertips writes it: 2016/17, 2014 - 16, 2016/17 Q1"


def period_reader(notation: str = Notation.LABEL, year_type: str = "") -> PeriodReader:
    """A function from the text of a cell to the first and last day of its period.

    ``year_type`` says which year 2016/17 and year to date mean: financial, academic or calendar.
    The function raises CellError, in words for the person who keeps the file.
    """
    notation, year_type = Notation(notation), YearType(year_type) if year_type else None

    @lru_cache(maxsize=1024)
    def read(text: str) -> tuple[date, date]:
        if not text:
            raise CellError("This cell is empty. Write a period, such as January 2017.")
        try:
            period = _read(text, notation, year_type)
        except PeriodError as error:
            raise CellError(str(error)) from error
        return period.start, period.end

    return read


def _read(text: str, notation: Notation, year_type: YearType | None) -> Period:
    if notation == Notation.FINGERTIPS:
        return parse_fingertips_period(text, year_type)
    period = parse_period(text, year_type)
    if notation == Notation.LABEL:
        return period
    if notation == Notation.DAY:
        return Period(period.end, period.end, Basis.SNAPSHOT)
    end = last_day(period.end.year, period.end.month)
    return Period(_first_day(notation, end, year_type), end, Basis.MONTH)


def _first_day(notation: Notation, end: date, year_type: YearType | None) -> date:
    if notation == Notation.MONTH_END:
        return end
    if notation == Notation.YEAR_TO_DATE:
        return (year_type or YearType.FINANCIAL).first_day(end)
    months = {Notation.MONTH: 1, Notation.QUARTER: 3, Notation.TWELVE_MONTHS: 12}[notation]
    return first_of_month(month_index(add_months(end, 1 - months)))
