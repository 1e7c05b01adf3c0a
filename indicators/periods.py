"""Periods of time: what span a value covers, how it is named, and how two of them overlap.

Plain dates in, plain values out. Names in a report are always made from the dates here,
never typed, so that a period and its name cannot disagree.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from indicators.choices import Basis, Frequency

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_YEARS = {4: "financial year", 9: "academic year", 1: "calendar year"}


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def month_index(day: date) -> int:
    """Months since year 0, so that months can be subtracted."""
    return day.year * 12 + day.month - 1


def first_of_month(index: int) -> date:
    """The first day of the month with that index."""
    return date(index // 12, index % 12 + 1, 1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of a month stays the last of a month."""
    first = first_of_month(month_index(day) + months)
    end = last_day(first.year, first.month)
    if day == last_day(day.year, day.month):
        return end
    return first.replace(day=min(day.day, end.day))


def day_label(day: date, *, short: bool = False) -> str:
    """“31 January 2017”, or “31 Jan 2017”."""
    return f"{day.day} {month_label(day, short=short)}"


def month_label(day: date, *, short: bool = False) -> str:
    """“January 2017”, or “Jan 2017”."""
    name = MONTHS[day.month - 1]
    return f"{name[:3] if short else name} {day.year}"


@dataclass(frozen=True)
class Period:
    """From ``start`` to ``end``, both included, on a basis such as rolling 12 months."""

    start: date
    end: date
    basis: Basis

    @property
    def months(self) -> int | None:
        """How many whole months it covers; none for a position on a date or odd days."""
        whole = self.start.day == 1 and self.end == last_day(self.end.year, self.end.month)
        return month_index(self.end) - month_index(self.start) + 1 if whole else None

    def label(self, *, short: bool = False) -> str:
        """The name of the period: “12 months to January 2017”, “at 31 January 2017”.

        Made from the dates: a value whose span is not its indicator's basis (a yearly
        benchmark of a monthly figure) is named for the span it really covers.
        """
        if self.start == self.end:
            return f"at {day_label(self.end, short=short)}"
        if self.months is None:
            start, end = (day_label(day, short=short) for day in (self.start, self.end))
            return f"{start} to {end}"
        return self._months_label(short)

    def phrase(self) -> str:
        """The name as it stands in a sentence: “for 12 months to January 2017”."""
        return self.label() if self.start == self.end else f"for {self.label()}"

    def _months_label(self, short: bool) -> str:
        end = month_label(self.end, short=short)
        if self.months == 1:
            return end
        if self.basis in (Basis.ROLLING_12_MONTHS, Basis.LAST_3_MONTHS) and self.months in (3, 12):
            return f"{self.months} months to {end}"
        if self.months == 12 and self.basis != Basis.YEAR_TO_DATE and self.start.month in _YEARS:
            return f"{_YEARS[self.start.month]} {self._year_label()}"
        start = month_label(self.start, short=short)
        if self.start.year == self.end.year:
            start = start.rsplit(" ", 1)[0]
        return f"{start} to {end}"

    def _year_label(self) -> str:
        if self.start.year == self.end.year:
            return str(self.end.year)
        return f"{self.start.year}/{self.end.year % 100:02}"


def overlap_months(a: Period, b: Period) -> int:
    """How many months two periods share; a month counts when both cover some of it."""
    start, end = max(a.start, b.start), min(a.end, b.end)
    return month_index(end) - month_index(start) + 1 if start <= end else 0


def current_window(period_end: date, frequency: Frequency) -> tuple[date, date]:
    """Between which days a value must end to be current for a report to ``period_end``.

    A monthly value ends in the report's own month; a quarterly one may lag a quarter and
    an annual one a year. An older value is never shown as current.
    """
    lag = 0 if frequency == Frequency.MONTHLY else Frequency(frequency).months
    return first_of_month(month_index(period_end) - lag), period_end


def is_stale(end: date, period_end: date, frequency: Frequency) -> bool:
    """Whether the value after the one that ends on ``end`` should have come by now."""
    return add_months(end, Frequency(frequency).months) <= period_end


def expected_label(period_end: date, frequency: Frequency) -> str:
    """What was expected, where no value is current: “January 2017”."""
    name = month_label(period_end)
    return {
        Frequency.MONTHLY: name,
        Frequency.QUARTERLY: f"the quarter to {name}",
        Frequency.ANNUAL: f"the year to {name}",
    }[Frequency(frequency)]
