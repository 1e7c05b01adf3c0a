"""What the snapshot says of the indicators, and how each rating was reached."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programmes.risk_scheme import DEFAULT_LEVELS, Level


@dataclass(frozen=True)
class Explanation:
    """A question about a figure, named by ``key``, and its answer; ``pull``: the one it names."""

    key: str
    question: str
    answer: str
    pull: int | None = None


@dataclass(frozen=True)
class TargetFacts:
    """The target in force, with where it comes from; ``label`` is as printed: “at most 20.7%”."""

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    origin: str
    vintage: str
    label: str
    amber_limit: str = ""
    note: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    tolerance: str = ""
    tolerance_origin: str = ""


@dataclass(frozen=True)
class ValueFacts:
    """One value with its counts and period as printed.

    ``taken``: when its source took it; ``pulled``: when the pull that brought it ended.
    """

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    start: date
    end: date
    period: str
    label: str
    status: str
    stale: bool = False
    period_short: str = ""
    counts: str = ""
    note: str = ""
    source: str = ""
    pull: int | None = None
    revision: int | None = None
    taken: date | None = None
    pulled: date | None = None


@dataclass(frozen=True)
class BenchmarkValue:
    """Another area's value, with its own period, and how ours stands against it.

    ``indicative``: the periods differ. ``standing`` says both as printed.
    """

    area: str
    value: Decimal | None
    period: str
    label: str = ""
    verdict: str = ""
    indicative: bool = False
    standing: str = ""


@dataclass(frozen=True)
class DirectionOfTravel:
    """Three facts: where the number went, what that means, whether it is unusual."""

    movement: str
    meaning: str
    signal: str
    reason: str


@dataclass(frozen=True)
class CategoryRow:
    """A band or breakdown under its indicator; ``within`` names the joined band it is part of."""

    name: str
    target: TargetFacts | None
    current: ValueFacts | None
    previous: ValueFacts | None
    direction: DirectionOfTravel
    explanation: tuple[Explanation, ...] = ()
    within: str = ""


@dataclass(frozen=True)
class Point:
    """One point of a sparkline; no value where the source gave a symbol."""

    end: date
    value: Decimal | None
    joined: bool = True


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator as the report shows it.

    ``change`` says the movement in words, such as “down from 13.9% (71 of 510)”;
    ``run`` how long it has gone one way, such as “third fall in a row”;
    ``comment`` is what the lead or chair says beside it;
    ``joined`` of a series point is false where it may not be compared with the one before.
    """

    code: str
    name: str
    unit: str
    polarity: str
    frequency: str
    basis: str
    target: TargetFacts | None
    current: ValueFacts | None
    previous: ValueFacts | None
    benchmarks: tuple[BenchmarkValue, ...]
    categories: tuple[CategoryRow, ...]
    rag: str
    rag_reason: str
    direction: DirectionOfTravel
    warnings: tuple[str, ...] = ()
    information_only: bool = False
    expected_period: str = ""
    change: str = ""
    note: str = ""
    run: str = ""
    series: tuple[Point, ...] = ()
    explanation: tuple[Explanation, ...] = ()
    comment: str = ""


@dataclass(frozen=True)
class PriorityRows:
    """A numbered priority with its indicators."""

    number: int
    title: str
    indicators: tuple[IndicatorRow, ...] = ()


@dataclass(frozen=True)
class Key:
    """The settings this report was judged by, printed in its key."""

    amber_tolerance_percent: Decimal
    sentences: tuple[str, ...] = ()
    risk_levels: tuple[Level, ...] = DEFAULT_LEVELS
