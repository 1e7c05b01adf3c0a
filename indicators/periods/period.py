"""A period, its name, and how many months two of them share."""

from dataclasses import dataclass
from datetime import date

from indicators.choices import Basis
from indicators.periods.dates import (
    YearType,
    day_label,
    end_of_months,
    first_of_window,
    last_day,
    month_index,
    month_label,
)

_YEARS = {year_type.first_month: year_type for year_type in YearType}
_RUNNING_TOTALS = {
    YearType.FINANCIAL: "year to date",
    YearType.ACADEMIC: "academic year to date",
    YearType.CALENDAR: "calendar year to date",
}


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
        benchmark of a monthly figure) is named for the span it really covers. Where they
        agree, ``parse_period`` reads the name back as the same period. “Year to date” with
        no kind of year is the financial one.
        """
        if self.start == self.end:
            return f"at {day_label(self.end, short=short)}"
        if self.basis == Basis.YEAR_TO_DATE:
            return self._running_label(short)
        length = self.months or self._months_to_a_day()
        if self.basis in (Basis.ROLLING_12_MONTHS, Basis.LAST_3_MONTHS) and length in (3, 12):
            return f"{length} months to {self._end_label(short)}"
        if length and length % 12 == 0:
            return self._years_label(length // 12, short)
        return self._span_label(short)

    def phrase(self) -> str:
        """The name as it stands in a sentence: “for 12 months to January 2017”."""
        return self.label() if self.start == self.end else f"for {self.label()}"

    def _months_to_a_day(self) -> int | None:
        """3, or a multiple of 12, where it ends on the same day of the month as began it."""
        known = month_index(self.end) - 12  # dates begin with the year 1
        lengths = (3, 12 * (self.end.year - self.start.year))
        return next(
            (n for n in lengths if 0 < n <= known and first_of_window(self.end, n) == self.start),
            None,
        )

    def _running_label(self, short: bool) -> str:
        span = self._span_label(short)
        year_type = _YEARS.get(self.start.month, YearType.FINANCIAL)
        # A quarter, a month and a year from April have names of their own to be told from.
        if self.start.day == 1 and self.start.month == 4 and self.months not in (1, 3, 12):
            return span
        return f"{span}, {_RUNNING_TOTALS[year_type]}"

    def _years_label(self, years: int, short: bool) -> str:
        year_type = _YEARS.get(self.start.month)
        if self.start.day != 1 or year_type is None:
            span = "year" if years == 1 else f"{years} years"
            return f"{span} to {self._end_label(short)}"
        first = year_type.year_label(self.start)
        if years == 1:
            return f"{year_type} year {first}"
        last = year_type.year_label(self.start.replace(year=self.start.year + years - 1))
        return f"{year_type} years {first} to {last}"

    def _span_label(self, short: bool) -> str:
        if self.months is None:
            return f"{day_label(self.start, short=short)} to {day_label(self.end, short=short)}"
        end = month_label(self.end, short=short)
        if self.months == 1:
            return end
        start = month_label(self.start, short=short)
        if self.start.year == self.end.year:
            start = start.rsplit(" ", 1)[0]
        return f"{start} to {end}"

    def _end_label(self, short: bool) -> str:
        to_month = self.months is not None
        return month_label(self.end, short=short) if to_month else day_label(self.end, short=short)


def whole_months(start: date, months: int, basis: Basis) -> Period:
    """The period of ``months`` months from ``start``, which is the first of a month."""
    return Period(start, end_of_months(start, months), basis)


def overlap_months(a: Period, b: Period) -> int:
    """How many months two periods share; a month counts when both cover some of it."""
    start, end = max(a.start, b.start), min(a.end, b.end)
    return month_index(end) - month_index(start) + 1 if start <= end else 0
