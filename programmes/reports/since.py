"""What the data says now beside what an issued report printed. Never inside the report."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from programmes.models import Report
from programmes.reports.compose import priority_rows
from programmes.reports.schema import CategoryRow, IndicatorRow, PriorityRows, Snapshot

_NOTHING = "no value"
_GONE = "not in this programme any more"


class Difference(NamedTuple):
    """One thing that a report printed and that reads otherwise now."""

    code: str
    name: str
    what: str
    printed: str
    now: str


def changed_since(report: Report, snapshot: Snapshot) -> list[Difference]:
    """How the report's figures and targets would read if they were taken now, where they differ.

    The period and the tolerance are the report's own. A fixed number of queries.
    """
    rows = priority_rows(report, Decimal(snapshot.key.amber_tolerance_percent))
    now = {row.code: row for row in _indicators(rows)}
    return [found for row in snapshot.indicators for found in _of(row, now.get(row.code))]


def _indicators(priorities: tuple[PriorityRows, ...]) -> Iterator[IndicatorRow]:
    return (row for priority in priorities for row in priority.indicators)


def _of(row: IndicatorRow, now: IndicatorRow | None) -> Iterator[Difference]:
    if now is None:
        yield Difference(row.code, row.name, "Indicator", row.name, _GONE)
        return
    if row.name != now.name:
        yield Difference(row.code, row.name, "Name", row.name, now.name)
    yield from _figures(row, row, now)
    categories = {category.name: category for category in now.categories}
    for category in row.categories:
        yield from _figures(row, category, categories.get(category.name), category.name)


def _figures(row, printed, now, category="") -> Iterator[Difference]:
    for name, word in (("current", "Value"), ("previous", "Previous value"), ("target", "Target")):
        was, is_now = _label(printed, name), _label(now, name)
        if was != is_now:
            what = f"{word}, {category}" if category else word
            yield Difference(row.code, row.name, what, was, is_now)


def _label(row: IndicatorRow | CategoryRow | None, name: str) -> str:
    """“54.5% (12 of 22)”; a value whose counts alone changed differs too."""
    facts = getattr(row, name) if row else None
    if facts is None:
        return _NOTHING if name != "target" else "no target"
    counts = getattr(facts, "counts", "")
    return f"{facts.label} ({counts})" if counts else facts.label
