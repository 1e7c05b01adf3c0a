"""Rows with counts for tests of disclosure, and what a copy must not hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.disclosure import PUBLIC, Cell, Profile, is_small
from indicators.labels import counts_label, rounded, value_label
from programmes.reports.disclosure import copy_for
from programmes.reports.schema import (
    CategoryRow,
    DirectionOfTravel,
    IndicatorRow,
    Point,
    PriorityRows,
    Snapshot,
    ValueFacts,
)
from tests.snapshot_figures import indicator
from tests.snapshots import sample_snapshot

NO_ARROW = DirectionOfTravel(
    "none", "not_known", "not tested: no earlier value", "no earlier value"
)
_AGES = {"17": (3, 5), "18": (19, 54), "19": (25, 53), "20": (33, 83), "21": (44, 82)}
_WORDS = {"up": "up from", "down": "down from", "same": "level with"}


def figure(count: int | None, denominator: int | None, *, value: int | None = None) -> ValueFacts:
    """A value of January 2017; without ``value`` the percentage of its counts, to one digit."""
    counts = [None if n is None else Decimal(n) for n in (count, denominator)]
    amount, label = Decimal(value or 0), str(value)
    if value is None:
        exact = Decimal(100) * counts[0] / counts[1] if counts[1] else Decimal(0)
        amount = rounded(exact, 1).normalize() + 0
        label = value_label(amount, "percent", 0 if amount == amount.to_integral() else 1)
    return ValueFacts(
        value=amount,
        numerator=counts[0],
        denominator=counts[1],
        start=date(2016, 4, 1),
        end=date(2017, 1, 31),
        period="January 2017",
        label=label,
        status="final",
        counts=counts_label(*counts),
    )


def moved(movement: str, previous: ValueFacts) -> DirectionOfTravel:
    """A direction with the words that go with its figures."""
    counts = f" ({previous.counts})" if previous.counts else ""
    words = f"{_WORDS[movement]} {previous.label}{counts}"
    return DirectionOfTravel(movement, "improving", "not tested: the same people", words)


def row(current: ValueFacts | None, previous: ValueFacts | None, **changes) -> IndicatorRow:
    """A rated percentage with an arrow between its figures; the previous one is of December."""
    before = previous and replace(previous, end=min(previous.end, date(2016, 12, 31)))
    travel = NO_ARROW
    if current and before:
        travel = moved("up" if current.value > before.value else "down", before)
    figures = {"current": current, "previous": before, "direction": travel, "change": travel.reason}
    return indicator("T4-01", **(figures | changes))


def by_age(**changes) -> IndicatorRow:
    """A share of care leavers in five categories, one of them small."""
    bands = tuple(
        CategoryRow(f"{age} year olds", None, figure(*counts), None, NO_ARROW)
        for age, counts in _AGES.items()
    )
    return replace(row(figure(124, 277), None), categories=bands, **changes)


def line(pairs) -> tuple[Point, ...]:
    """The points of a series from ends and values."""
    return tuple(Point(end, None if n is None else Decimal(n)) for end, n in pairs)


def monthly(*values) -> tuple[Point, ...]:
    """A point at the end of each month of 2016, from January."""
    return line((date(2016, month, 28), value) for month, value in enumerate(values, 1))


def copied(shown: IndicatorRow, profile: Profile = PUBLIC) -> IndicatorRow:
    """A row as it stands in the copy for an audience."""
    return copy_for(snapshot_with(shown), profile).indicators[0]


def snapshot_with(*rows: IndicatorRow) -> Snapshot:
    """A report of these indicators."""
    return sample_snapshot(priorities=(PriorityRows(1, "Help for families", rows),))


def small_counts_of(snapshot: Snapshot, profile: Profile) -> list[str]:
    """Every figure of a copy that a profile ought to have left out."""
    found = []
    for shown in snapshot.indicators:
        counted = shown.unit == "count"
        plain = [b.value for b in shown.benchmarks] + [point.value for point in shown.series]
        found += [f"{shown.code}: {n}" for n in plain if counted and profile.small(n)]
        for band in (shown, *shown.categories):
            for facts in filter(None, (band.current, band.previous)):
                cell = Cell(facts.numerator, facts.denominator, part=shown.unit == "percent")
                if is_small(profile, cell) or (counted and profile.small(facts.value)):
                    found.append(f"{shown.code}: {facts.label} ({facts.counts})")
    return found
