"""How a programme went over its reports. Plain values out of snapshots.

Where many reports are looked back on, ``Past`` holds the few parts that are read of each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from indicators.choices import Rag
from indicators.periods import day_label
from programmes.reports.schema import (
    IndicatorRow,
    Key,
    MilestoneRow,
    PriorityRows,
    RiskRow,
    Snapshot,
    from_plain,
)
from programmes.risk_scheme import DEFAULT_LEVELS, Level

Square = tuple[int, int]  # likelihood and impact, 1 to 5 each
LEAST_REPORTS = 2  # one report is no trend


@dataclass(frozen=True)
class Past:
    """What is looked back on of one report."""

    period_end: date
    reported: str | None
    evidence: str
    milestones: tuple[MilestoneRow, ...] = ()
    risks: tuple[RiskRow, ...] = ()


@dataclass(frozen=True)
class Line:
    """One milestone or risk over the reports: a value at each, or None where it is not there.

    Of a milestone the days it is late, of a risk its score. ``told`` is its course in words, each
    change once, and ``now`` where it stands in the newest report.
    """

    title: str
    values: tuple[int | None, ...]
    told: str
    now: str


@dataclass(frozen=True)
class Trends:
    """A programme over its reports, the oldest first; ``indicators`` those rated in the newest.

    ``levels`` are those by which the newest report judges risks.
    """

    pasts: tuple[Past, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    levels: tuple[Level, ...] = DEFAULT_LEVELS

    @property
    def shown(self) -> bool:
        """Whether there is anything to look back on."""
        return self.compared or bool(self.indicators)

    @property
    def span(self) -> str:
        """“Feb 2015 to Jan 2017”: what the pictures show from left to right."""
        first, last = (f"{self.pasts[n].period_end:%b %Y}" for n in (0, -1))
        return f"{first} to {last}" if self.compared else last

    @property
    def compared(self) -> bool:
        """Whether there are two reports or more."""
        return len(self.pasts) >= LEAST_REPORTS

    @property
    def milestones(self) -> list[Line]:
        """How late each milestone of the newest report was in every report."""
        return self._lines("milestones", _days_late, expected_words, _late_words)

    @property
    def risks(self) -> list[Line]:
        """The score of each risk of the newest report in every report."""
        return self._lines("risks", _score, score_words, _level_words)

    @property
    def risk_squares(self) -> list[list[Square]]:
        """The squares of the matrix in which each risk of the newest report was, one after another.

        The last is where it is now; one in which it stayed is given once.
        """
        return [
            [square for square, _ in groupby((row.likelihood, row.impact) for row in course if row)]
            for _, course in self._courses("risks")
        ]

    def _courses(self, name):
        """Each row of the newest report, and what it was in every report: itself, None or other."""
        if not self.compared:
            return []
        held = [{_name(row): row for row in getattr(past, name)} for past in self.pasts]
        newest = getattr(self.pasts[-1], name)
        return [(row, [rows.get(_name(row)) for rows in held]) for row in newest]

    def _lines(self, name, value_of, words_of, now_words):
        lines = []
        for row, course in self._courses(name):
            values = tuple(None if found is None else value_of(found) for found in course)
            lines.append(Line(row.title, values, self._told(course, words_of), now_words(row)))
        return lines

    def _told(self, course, words_of):
        """“12 from Oct 2016; 16 from Dec 2016”."""
        dated = [
            (words_of(row), past.period_end)
            for row, past in zip(course, self.pasts, strict=True)
            if row is not None
        ]
        runs = [(words, next(run)[1]) for words, run in groupby(dated, itemgetter(0))]
        return "; ".join(f"{words} from {first:%b %Y}" for words, first in runs)


def trends_of(snapshots: Iterable[Snapshot]) -> Trends:
    """The trends of one programme's reports, in whatever order they come."""
    by_period = {snapshot.period_end: snapshot for snapshot in snapshots}
    ordered = [by_period[day] for day in sorted(by_period)]
    pasts = tuple(
        Past(
            snapshot.period_end,
            snapshot.status.reported,
            snapshot.status.evidence,
            snapshot.milestones,
            snapshot.risks,
        )
        for snapshot in ordered
    )
    if not ordered:
        return Trends()
    newest = ordered[-1]
    return Trends(pasts, _rated(newest.priorities), newest.key.risk_levels)


def trends_from_parts(
    parts: Sequence[Mapping], priorities: Sequence[Mapping], key: Mapping
) -> Trends:
    """The same from parts of stored snapshots as plain data, one a period, the oldest first.

    Each of ``parts`` has the names of ``Past``; ``priorities`` and ``key`` are those of the newest
    snapshot.
    """
    pasts = tuple(from_plain(part, Past) for part in parts)
    rated = _rated(from_plain(priorities, tuple[PriorityRows, ...]))
    return Trends(pasts, rated, from_plain(key, Key).risk_levels)


def _rated(priorities):
    """Every rated indicator, in the order of the report."""
    rows = [row for priority in priorities for row in priority.indicators]
    return tuple(row for row in rows if row.rag != Rag.NOT_RATED)


def _name(row):
    return row.key or row.title


def _days_late(row):
    return row.slippage_days


def expected_words(row: MilestoneRow) -> str:
    """“20 Feb 2017 (27 days late)”."""
    if until := row.completed or row.forecast:
        done = "done " if row.completed else ""
        return f"{done}{day_label(until, short=True)} ({_late_words(row)})"
    return "no new date"


def _late_words(row):
    days = abs(row.slippage_days)
    if not days:
        return "on its baseline"
    return f"{days:,} day{'' if days == 1 else 's'} {'late' if row.slippage_days > 0 else 'early'}"


def _score(row):
    return row.score


def score_words(row: RiskRow) -> str:
    """“16 (4 × 4)”: the score, and likelihood times impact."""
    return f"{row.score} ({row.likelihood}\u00a0×\u00a0{row.impact})"


def _level_words(row):
    return f"{row.score}, {row.band.lower()}"
