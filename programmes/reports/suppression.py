"""Which values of an indicator's row an audience may not see. Plain values out of the snapshot."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from indicators.choices import Basis, Unit
from indicators.disclosure import (
    Cell,
    Profile,
    is_hidden,
    one_whole,
    suppressed,
    suppressed_totals,
)
from programmes.reports.schema import IndicatorRow, ValueFacts

_PER = {Unit.PERCENT: 100, Unit.RATE_PER_10000: 10_000}
Flags = tuple[bool, bool]


@dataclass(frozen=True)
class Hidden:
    """Whether the current and the previous value are hidden: of the headline, of each category."""

    headline: Flags
    categories: tuple[Flags, ...]


def hidden_values(row: IndicatorRow, profile: Profile) -> Hidden:
    """What to leave out of a row: small numbers, and what they could be worked out from."""
    ends = _hidden_totals(row, profile)
    headline = [
        _hidden_value(facts, row, profile) or (facts is not None and facts.end in ends)
        for facts in (row.current, row.previous)
    ]
    columns = [
        _hidden_column(row, name, hide, profile)
        for name, hide in zip(("current", "previous"), headline, strict=True)
    ]
    columns[0] = _either(columns[0], _hidden_differences(row, headline, profile))
    for place, name in enumerate(("current", "previous")):
        headline[place] |= any(columns[place]) and _counted_up(row, name, profile)
    return Hidden(tuple(headline), tuple(zip(*columns, strict=True)))


def hidden_points(row: IndicatorRow, profile: Profile) -> tuple[bool, ...]:
    """Which points of a row's series to leave out.

    A share of an earlier period comes without counts, so it is judged by the largest
    denominator that is known.
    """
    if row.unit != Unit.COUNT and not profile.with_percentage:
        return (False,) * len(row.series)
    ends = _hidden_totals(row, profile)
    known = [facts.denominator for facts in (row.current, row.previous) if facts]
    denominator = max((count for count in known if count is not None), default=None)
    return tuple(
        point.end in ends or is_hidden(profile, _point_cell(row.unit, point.value, denominator))
        for point in row.series
    )


def _point_cell(unit: str, value: Decimal | None, denominator: Decimal | None) -> Cell:
    if unit == Unit.COUNT:
        return Cell(value)
    if unit not in _PER or value is None or denominator is None:
        return Cell()
    return Cell(value * denominator / _PER[unit], denominator, part=unit == Unit.PERCENT)


def _cell(unit: str, facts: ValueFacts | None, profile: Profile) -> Cell | None:
    """The counts behind a value: of a count the value itself, or its numerator if that is small."""
    if facts is None:
        return None
    count = facts.numerator
    if unit == Unit.COUNT and not profile.small(count):
        count = facts.value
    return Cell(count, facts.denominator, part=unit == Unit.PERCENT)


def _hidden_value(facts, row, profile):
    return facts is not None and is_hidden(profile, _cell(row.unit, facts, profile))


def _hidden_column(row, name, headline_hidden, profile):
    """The categories of one period to leave out."""
    total = getattr(row, name)
    total_known = total is not None and total.value is not None and not headline_hidden
    cells = [_cell(row.unit, getattr(band, name), profile) for band in row.categories]
    return suppressed(profile, cells, total_known=total_known)


def _either(flags, others):
    return tuple(one or other for one, other in zip(flags, others, strict=True))


def _counted_up(row, name, profile):
    """Whether a headline is no count of its own, but a share summed over bands of one whole."""
    facts = getattr(row, name)
    cells = [_cell(row.unit, getattr(band, name), profile) for band in row.categories]
    return facts is not None and facts.numerator is None and one_whole(cells)


def _hidden_differences(row, headline_hidden, profile):
    """The categories of a running total that add a small number to the one before."""
    if row.basis != Basis.YEAR_TO_DATE:
        return (False,) * len(row.categories)
    return suppressed(
        replace(profile, denominator_min=0),
        [_added(row.unit, band.current, band.previous, profile) for band in row.categories],
        total_known=not any(headline_hidden) and None not in (row.current, row.previous),
    )


def _added(unit, current, previous, profile):
    if current is None or previous is None or current.start != previous.start:
        return None
    return _cell(unit, current, profile).minus(_cell(unit, previous, profile))


def _hidden_totals(row: IndicatorRow, profile: Profile) -> set[date]:
    """The ends of the running totals to leave out, each year read from its first that is held."""
    newest = row.current or row.previous
    if row.basis != Basis.YEAR_TO_DATE or newest is None:
        return set()
    years = defaultdict(list)
    for end, cell in sorted(_totals(row, profile).items()):
        years[_year(end, newest.start)].append((end, cell))
    return {
        end
        for totals in years.values()
        for (end, _), hide in zip(
            totals, suppressed_totals(profile, [cell for _, cell in totals]), strict=True
        )
        if hide
    }


def _totals(row, profile):
    """The running totals that are known by their counts, by the end of each."""
    totals = {}
    if row.unit == Unit.COUNT:
        totals = {point.end: Cell(point.value) for point in row.series if point.value is not None}
    for facts in filter(None, (row.previous, row.current)):
        cell = _cell(row.unit, facts, profile)
        if cell.count is not None:
            totals[facts.end] = cell
    return totals


def _year(end: date, start: date) -> int:
    """The year a running total belongs to; years begin on the day and month of ``start``."""
    return end.year - ((end.month, end.day) < (start.month, start.day))
