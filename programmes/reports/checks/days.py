"""Dates in what people typed that cannot be, or cannot have been yet."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indicators.periods import MONTHS, last_day
from programmes.reports.sentences import sentences

_FAR_YEARS = 75
_NAMES = {
    short: number
    for number, month in enumerate(MONTHS, 1)
    for short in (month.lower(), month[:3].lower(), *(["sept"] if number == 9 else []))
}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_IN_WORDS = re.compile(
    rf"(?:(?<![\w.,])(?P<day>[0-9]{{1,2}})(?: ?(?:st|nd|rd|th))? (?:of )?)?"
    rf"\b(?P<month>{_MONTH})\b(?:\.?,? (?P<year>[12][0-9]{{3}})\b)?",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(
    r"(?<![\w/.-])(?P<day>[0-3]?[0-9])(?P<sep>[/.-])(?P<month>[01]?[0-9])(?P=sep)"
    r"(?P<year>[12][0-9]{3}|[0-9]{2})(?![\w/-]|\.[0-9])"
)
# What is said of a day that is still to come.
_AHEAD = re.compile(
    r"\b(?:will|shall|due|from|by|until|till|plan(?:s|ned)?|expect(?:s|ed)?|forecast|next|before"
    r"|start(?:s|ing)?|begin(?:s|ning)?|opens|opening|ends|ending|runs|goes|comes|takes|moves|meets"
    r"|scheduled|booked|(?:set|ready|agreed|date|dates) for|to (?:be|start|begin|open|run|take))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Typed:
    """A date as it was typed; a part that was not typed is None."""

    words: str
    day: int | None
    month: int
    year: int | None

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; 29 February without a year may be."""
        if not 1 <= self.month <= 12:
            return False
        most = monthrange(self.year or 2000, self.month)[1]
        return self.day is None or 1 <= self.day <= most

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; None without a year."""
        return date(self.year, self.month, self.day or 1) if self.year and self.exists else None


def typed_dates(text: str) -> list[Typed]:
    """Every date of a text: “31 January 2017”, “3rd Feb”, “March 2017”, “31/01/2017”."""
    found = [_in_words(match) for match in _IN_WORDS.finditer(text)]
    found += [_in_numbers(match) for match in _IN_NUMBERS.finditer(text)]
    return [typed for typed in found if typed]


def _in_words(match):
    """None for a month alone, and for “32 may attend”."""
    day, year = _number(match["day"]), _number(match["year"])
    alone = day is None and year is None
    if alone or (match["month"] in ("may", "march") and year is None):
        return None
    return Typed(match[0].strip(), day, _NAMES[match["month"].lower()], year)


def _in_numbers(match):
    """None for what is a date only by chance, such as the years 16/17/18."""
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if len(match["year"]) == 2:
        return Typed(match[0], day, month, year + 2000) if 1 <= month <= 12 else None
    return Typed(match[0], day, month, year)


def _number(text):
    return int(text) if text else None


def impossible(text: str) -> list[str]:
    """The dates of a text that no calendar has, such as 31 February."""
    return [typed.words for typed in typed_dates(text) if not typed.exists]


def far_off(text: str, period_end: date) -> list[str]:
    """The dates of a text whose year is a slip of about a century."""
    return [
        typed.words
        for typed in typed_dates(text)
        if typed.exists and typed.year and abs(typed.year - period_end.year) >= _FAR_YEARS
    ]


def not_yet(text: str, report_date: date, period_end: date) -> Iterator[str]:
    """The dates of an achievement after both the report date and the end of its period.

    A sentence that speaks of what is to come may name one.
    """
    known = max(report_date, last_day(period_end.year, period_end.month))
    for sentence in sentences(text):
        for typed in typed_dates(sentence):
            ahead = typed.earliest and typed.earliest > known
            near = typed.year and typed.year - period_end.year < _FAR_YEARS
            if ahead and near and not _AHEAD.search(sentence):
                yield typed.words
