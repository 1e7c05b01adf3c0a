"""When a source falls due: days of the week, and working days.

They are England's, but for the days that a ``Calendar`` names. Bank holidays are worked out by
rule for every year, so no list of them runs out and nothing is fetched. Moments are compared in
UTC: two local times in the hour that comes twice when the clocks go back would compare as equal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import holidays

from indicators.choices import Schedule, Weekday

LONDON = ZoneInfo("Europe/London")

_BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")
_DAY = timedelta(days=1)
_MONTHS = {Schedule.MONTHLY: 1, Schedule.QUARTERLY: 3}


@dataclass(frozen=True)
class Calendar:
    """Which days are working days: England's, less those ``closed``.

    ``works``: bank holidays on which people work all the same.
    """

    closed: frozenset[date] = frozenset()
    works: frozenset[date] = frozenset()

    def is_holiday(self, day: date) -> bool:
        """Whether a day is off that is not off for being at the weekend."""
        return day in self.closed or (day in _BANK_HOLIDAYS and day not in self.works)


ENGLAND = Calendar()


@dataclass(frozen=True)
class Timetable:
    """When to pull: how often, on which day, at what local time.

    ``weekday`` counts for a weekly schedule. ``working_day`` counts from 1, the first working day
    of the month, or of the month after a quarter's end.
    """

    schedule: Schedule
    weekday: int | None = None
    working_day: int | None = None
    at: time = time(6)

    def __str__(self):
        return {
            Schedule.WHEN_ASKED: "when asked",
            Schedule.DAILY: "every day",
            Schedule.WEEKLY: f"every {Weekday(self.weekday or 0).label}",
            Schedule.MONTHLY: f"working day {self.working_day}",
            Schedule.QUARTERLY: f"working day {self.working_day} after the quarter",
        }[self.schedule]


def next_due(timetable: Timetable, now: datetime, calendar: Calendar = ENGLAND) -> datetime | None:
    """The first moment after ``now`` at which a pull is due, in UTC. None where none is planned.

    A daily pull runs on every day of the year. A weekly one whose day is a bank holiday waits
    for the next working day.
    """
    if timetable.schedule == Schedule.WHEN_ASKED:
        return None
    today = now.astimezone(LONDON).date()
    moments = (_moment(day, timetable.at) for day in _days(timetable, today, calendar))
    return next(moment for moment in moments if moment > now)


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return day.weekday() >= Weekday.SATURDAY


def bank_holiday_name(day: date) -> str:
    """What England calls that bank holiday; empty where it is none."""
    return _BANK_HOLIDAYS.get(day, "")


def bank_holidays(years: Iterable[int]) -> list[tuple[date, str]]:
    """The bank holidays of those years in England by rule, in order, with their names."""
    return sorted(holidays.country_holidays("GB", subdiv="ENG", years=years).items())


def is_working_day(day: date, calendar: Calendar = ENGLAND) -> bool:
    """Neither at the weekend nor a holiday."""
    return not is_weekend(day) and not calendar.is_holiday(day)


def nth_working_day(first: date, number: int, calendar: Calendar = ENGLAND) -> date:
    """The working day of that number, from 1, on or after the day ``first``."""
    day = first - _DAY
    for _ in range(number):
        day = working_day_from(day + _DAY, calendar)
    return day


def working_day_from(day: date, calendar: Calendar = ENGLAND) -> date:
    """``day``, or the next working day where it is none."""
    while not is_working_day(day, calendar):
        day += _DAY
    return day


def _days(timetable: Timetable, today: date, calendar: Calendar) -> Iterator[date]:
    """The days it is due on, in order, from one that is not after ``today``."""
    if timetable.schedule == Schedule.DAILY:
        for number in count():
            yield today + number * _DAY
    elif timetable.schedule == Schedule.WEEKLY:
        # Five weeks back: the day of an earlier week may have been put off until this one.
        first = today + timedelta(days=timetable.weekday - today.weekday() - 35)
        for number in count():
            day = first + timedelta(weeks=number)
            yield working_day_from(day, calendar) if calendar.is_holiday(day) else day
    else:
        step = _MONTHS[timetable.schedule]
        # Two steps back: a high number reaches into the month or quarter that follows.
        first = today.year * 12 + (today.month - 1) // step * step - 2 * step
        for month in count(first, step):
            start = date(month // 12, month % 12 + 1, 1)
            yield nth_working_day(start, timetable.working_day, calendar)


def _moment(day: date, at: time) -> datetime:
    """That local time as UTC. A time that the clocks leave out comes an hour later."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)
