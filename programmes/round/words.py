"""Days and reports of a round in words: “Tuesday 21 February”, “in 5 days”, “2 days late”."""

from datetime import date
from typing import NamedTuple

from indicators.periods.dates import day_label, month_label

FORTNIGHT = 14  # days in which a weekday says more than a year


class Lateness(NamedTuple):
    """How a report stands against its due day, and whether that counts as late."""

    words: str
    late: bool = False


def report_name(period_end: date) -> str:
    """“January 2017 report”."""
    return f"{month_label(period_end)} report"


def spoken_day(day: date, today: date) -> str:
    """“Tuesday 21 February” within a fortnight of today, else “21 February 2017”."""
    if abs((day - today).days) <= FORTNIGHT:
        return f"{day:%A} {day.day} {day:%B}"
    return day_label(day)


def distance(day: date, today: date) -> str:
    """“in 5 days”, “tomorrow”, “today”, “yesterday” or “2 days ago”."""
    number = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if number in near:
        return near[number]
    return f"in {number} days" if number > 0 else f"{-number} days ago"


def days(number: int) -> str:
    """“1 day”, “2 days”."""
    return f"{number} day{'' if number == 1 else 's'}"


def lateness(due: date | None, late_from: date | None, today: date, came: date | None) -> Lateness:
    """“Due tomorrow” or “2 days late” of a report still open; of one that ``came``, “On time”.

    Days are counted from the due day, also where days of grace put off that they count.
    """
    if due is None or late_from is None:
        return Lateness("–")
    if came is not None:
        return Lateness("On time" if came < late_from else f"Came {days((came - due).days)} late")
    if today <= due:
        return Lateness(f"Due {distance(due, today)}")
    over = days((today - due).days)
    return Lateness(f"{over} late", True) if today >= late_from else Lateness(f"{over} into grace")


def due_sentence(due: date, late_from: date, today: date) -> str:
    """“is due on Tuesday 21 February, in 5 days”, or “was due on … and is 2 days late”."""
    if today < late_from:
        verb = "is" if today <= due else "was"
        return f"{verb} due on {spoken_day(due, today)}, {distance(due, today)}"
    return f"was due on {spoken_day(due, today)} and is {days((today - due).days)} late"


def listed(words: list[str]) -> str:
    """“one, two and three”."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
