"""Reports that have printed an indicator, so that a value revised since can say so.

Whatever makes reports tells of them here; indicators know nothing of programmes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from indicators.models import Area, Indicator, Revision


@dataclass(frozen=True)
class Printed:
    """A report with figures up to ``period_end`` that were fixed ``at`` that moment.

    ``event`` says so in words, “Programme 6 submitted its report to 31 January 2017”.
    """

    event: str
    url: str
    period_end: date
    at: datetime


class Teller(Protocol):
    """Gives the reports that print an indicator for an area, so far as the user may see them."""

    def __call__(self, indicator: Indicator, area: Area, user) -> Iterable[Printed]: ...


_tellers: list[Teller] = []


def tell_by(teller: Teller) -> None:
    """Have ``teller`` asked from now on; an app says so when it is ready."""
    if teller not in _tellers:
        _tellers.append(teller)


def reports_that_print(indicator: Indicator, area: Area, user) -> list[Printed]:
    """Every report that prints the indicator for that area and that the user may see."""
    return [printed for teller in _tellers for printed in teller(indicator, area, user)]


def printed_before(revision: Revision, reports: Iterable[Printed]) -> Printed | None:
    """The report that had printed a value before it was revised, or None.

    Of several it is the one for the period of the value, or for the first period after it.
    """
    ended, revised_at = revision.observation.period_end, revision.replaced_at
    there = (row for row in reports if row.period_end >= ended and row.at < revised_at)
    return min(there, key=lambda row: (row.period_end, row.at), default=None)
