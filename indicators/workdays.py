"""When a source falls due: days of the week, and working days as England has them.

Bank holidays are worked out by rule for every year, so no list of them runs out and nothing is
fetched. Moments are compared in UTC: two local times in the hour that comes twice when the
clocks go back would compare as equal.
"""

from collections.abc import Iterator
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


def next_due(timetable: Timetable, now: datetime) -> datetime | None:
    """The first moment after ``now`` at which a pull is due, in UTC. None where none is planned.

    A daily pull runs on every day of the year. A weekly one whose day is a bank holiday waits
    for the next working day.
    """
    if timetable.schedule == Schedule.WHEN_ASKED:
        return None
    today = now.astimezone(LONDON).date()
    moments = (_moment(day, timetable.at) for day in _days(timetable, today))
    return next(moment for moment in moments if moment > now)


def is_working_day(day: date) -> bool:
    """Neither at the weekend nor a bank holiday in England."""
    return day.weekday() < Weekday.SATURDAY and day not in _BANK_HOLIDAYS


def nth_working_day(first: date, number: int) -> date:
    """The working day of that number, from 1, on or after the day ``first``."""
    day = first - _DAY
    for _ in range(number):
        day = working_day_from(day + _DAY)
    return day


def working_day_from(day: date) -> date:
    """``day``, or the next working day where it is none."""
    while not is_working_day(day):
        day += _DAY
    return day


def _days(timetable: Timetable, today: date) -> Iterator[date]:
    """The days it is due on, in order, from one that is not after ``today``."""
    if timetable.schedule == Schedule.DAILY:
        for number in count():
            yield today + number * _DAY
    elif timetable.schedule == Schedule.WEEKLY:
        # Two weeks back: the day of last week may have been put off until this one.
        first = today + timedelta(days=timetable.weekday - today.weekday() - 14)
        for number in count():
            day = first + timedelta(weeks=number)
            yield working_day_from(day) if day in _BANK_HOLIDAYS else day
    else:
        step = _MONTHS[timetable.schedule]
        # Two steps back: a high number reaches into the month or quarter that follows.
        first = today.year * 12 + (today.month - 1) // step * step - 2 * step
        for month in count(first, step):
            start = date(month // 12, month % 12 + 1, 1)
            yield nth_working_day(start, timetable.working_day)


def _moment(day: date, at: time) -> datetime:
    """That local time as UTC. A time that the clocks leave out comes an hour later."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)
