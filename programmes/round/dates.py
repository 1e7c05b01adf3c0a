"""When a round opens, when its report is due and late, and on which days people are reminded.

Days in, days out: no clock and no query. Working days are England's, but for the days that a
``Calendar`` names (``indicators.workdays``).
"""

from datetime import date, timedelta
from typing import Protocol

from indicators.periods.dates import add_months, end_of_months, first_of_month, month_index
from indicators.workdays import ENGLAND, Calendar, is_working_day, nth_working_day
from programmes.choices import ReportFrequency

REMINDED_BEFORE = (5, 1)  # working days before the due day
RETURNED_FOR = 3  # working days in which a returned report is due again
OPENED_LATE_FOR = 5  # working days for a round that opens after its due day

_DAY = timedelta(days=1)
_MONTHS = {ReportFrequency.MONTHLY: 1, ReportFrequency.QUARTERLY: 3}


class Timing(Protocol):
    """When a programme reports: what these rules need of a ``ReportingSchedule``."""

    frequency: str
    due_working_day: int
    grace_days: int


def opens_on(period_end: date, calendar: Calendar = ENGLAND) -> date:
    """The first working day after a period: its round opens then."""
    return working_days_after(period_end, 1, calendar)


def newest_period_end(frequency: str, today: date, calendar: Calendar = ENGLAND) -> date:
    """The last day of the newest month, or quarter of the calendar, whose round has opened."""
    step = _MONTHS[ReportFrequency(frequency)]
    running = first_of_month(month_index(today) // step * step)
    newest = running - _DAY
    return newest if opens_on(newest, calendar) <= today else add_months(running, -step) - _DAY


def next_period_end(frequency: str, period_end: date) -> date:
    """The end of the first whole period after the one that ends on ``period_end``."""
    step = _MONTHS[ReportFrequency(frequency)]
    following = month_index(period_end + _DAY)
    return end_of_months(first_of_month(-(-following // step) * step), step)


def due_on(schedule: Timing, period_end: date, calendar: Calendar = ENGLAND) -> date:
    """The working day after the period on which its report is due."""
    return working_days_after(period_end, schedule.due_working_day, calendar)


def due_when_opened(
    schedule: Timing, period_end: date, today: date, calendar: Calendar = ENGLAND
) -> date:
    """The day a report opened today is due: a new schedule's first round is never born late."""
    due = due_on(schedule, period_end, calendar)
    return due if due >= today else working_days_after(today, OPENED_LATE_FOR, calendar)


def due_after_return(due: date | None, returned_on: date, calendar: Calendar = ENGLAND) -> date:
    """The day a returned report is due again, never sooner than it was due before."""
    again = working_days_after(returned_on, RETURNED_FOR, calendar)
    return max(due, again) if due else again


def late_from(due: date, grace_days: int = 0, calendar: Calendar = ENGLAND) -> date:
    """The first day on which a report counts as late: the grace is over by then."""
    return (working_days_after(due, grace_days, calendar) if grace_days else due) + _DAY


def is_reminder_day(due: date, day: date, calendar: Calendar = ENGLAND) -> bool:
    """5 and 1 working days before the due day, the day itself, and each working day after."""
    if day > due:
        return is_working_day(day, calendar)
    return day == due or day in {
        working_days_before(due, number, calendar) for number in REMINDED_BEFORE
    }


def working_days_after(day: date, number: int, calendar: Calendar = ENGLAND) -> date:
    """The working day of that number, from 1, after ``day``."""
    return nth_working_day(day + _DAY, number, calendar)


def working_days_before(day: date, number: int, calendar: Calendar = ENGLAND) -> date:
    """The working day of that number, from 1, before ``day``."""
    while number:
        day -= _DAY
        number -= is_working_day(day, calendar)
    return day
