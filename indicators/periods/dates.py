"""Days, months and kinds of year: the arithmetic under periods."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

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


class YearType(StrEnum):
    """Which kind of year a label means. Never guessed: 2016/17 is written alike for two of them."""

    FINANCIAL = "financial"
    ACADEMIC = "academic"
    CALENDAR = "calendar"

    @property
    def first_month(self) -> int:
        """The month it starts in: 4, 9 or 1."""
        return {"financial": 4, "academic": 9, "calendar": 1}[self.value]

    def first_day(self, day: date) -> date:
        """The first day of the year that holds ``day``."""
        return date(day.year - (day.month < self.first_month), self.first_month, 1)

    def year_label(self, first: date) -> str:
        """The year that starts on ``first``: “2016/17”, or “2016” for a calendar year."""
        if self is YearType.CALENDAR:
            return str(first.year)
        return f"{first.year}/{(first.year + 1) % 100:02}"


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


def first_of_window(end: date, months: int) -> date:
    """The first of the ``months`` months that end on ``end``: 1 February for 12 to 31 January."""
    return add_months(end, -months) + timedelta(days=1)


def end_of_months(first: date, months: int) -> date:
    """The last of the ``months`` months that start on ``first``, which is the first of a month."""
    return add_months(first, months) - timedelta(days=1)


def day_label(day: date, *, short: bool = False) -> str:
    """“31 January 2017”, or “31 Jan 2017”."""
    return f"{day.day} {month_label(day, short=short)}"


def month_label(day: date, *, short: bool = False) -> str:
    """“January 2017”, or “Jan 2017”."""
    name = MONTHS[day.month - 1]
    return f"{name[:3] if short else name} {day.year}"
