"""How a value is rated and which way it is going. Plain values in, plain values out.

A rating and a direction each carry their reason. Unrounded values decide.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.choices import Meaning, Movement, Polarity, Rag, Symbol, ToleranceKind
from indicators.comparability import comparable
from indicators.labels import counts_label, gap_label, places_of, value_label
from indicators.readings import (
    Goal,
    Measure,
    Reading,
    goal_label,
    judged_value,
    reading_label,
    shown_places,
)
from indicators.signals import signal


@dataclass(frozen=True)
class Rating:
    """A rating, why, and the value at which amber ends, as printed."""

    rag: Rag
    reason: str
    amber_limit: str = ""


@dataclass(frozen=True)
class Direction:
    """Where the number went, what that means, whether it is unusual, and why."""

    movement: Movement
    meaning: Meaning
    signal: str
    reason: str


def rate(measure: Measure, reading: Reading | None, goal: Goal | None) -> Rating:
    """Rate a value against the target in force.

    Boundaries belong to the better side. Not rated: no value, information only, no target,
    or a single target where neither way is better.
    """
    reason = _not_rated_reason(measure, reading, goal)
    if reason:
        return Rating(Rag.NOT_RATED, reason)
    value = judged_value(measure.unit, reading)
    below, above = _bounds(measure, goal)
    bound = below if below is not None and value < below else above
    if (below is None or value >= below) and (above is None or value <= above):
        met = below if above is None else above
        return Rating(
            Rag.GREEN,
            f"Meets the target of {goal_label(measure, goal)}.",
            _limit(measure, goal, met),
        )
    allowance = goal.allowance(bound)
    rag = Rag.AMBER if abs(value - bound) <= allowance else Rag.RED
    return Rating(rag, _miss_reason(measure, goal, rag, allowance), _limit(measure, goal, bound))


def _not_rated_reason(measure, reading, goal):
    if reading is None:
        return "no value"
    if measure.information_only:
        return "information only"
    if reading.value is None:
        return Symbol(reading.symbol).label.lower()
    if goal is None:
        return "no target"
    if measure.polarity == Polarity.NEITHER and goal.value is not None:
        return "no better direction"
    return ""


def _bounds(measure, goal):
    if goal.value is None:
        return goal.lower, goal.upper
    return (goal.value, None) if measure.polarity == Polarity.HIGHER else (None, goal.value)


def _limit(measure, goal, bound):
    allowance = goal.allowance(bound)
    below, _ = _bounds(measure, goal)
    if not allowance:
        return "none"
    edge = bound - allowance if bound == below else bound + allowance
    return (
        f"{'from' if bound == below else 'to'} {value_label(edge, measure.unit, places_of(edge))}"
    )


def _miss_reason(measure, goal, rag, allowance):
    within = "by no more than" if rag == Rag.AMBER else "by more than"
    band = gap_label(allowance, measure.unit)
    if goal.tolerance_kind == ToleranceKind.RELATIVE:
        band = f"{goal.tolerance.normalize():f}% of it ({band})"
    if not allowance:
        return f"Misses the target of {goal_label(measure, goal)}, which has no amber band."
    return f"Misses the target of {goal_label(measure, goal)} {within} {band}."


def direction(measure: Measure, current: Reading | None, previous: Reading | None) -> Direction:
    """Movement of the number, its meaning by polarity, and whether it was tested."""
    if current is None:
        return _no_arrow("no value to compare")
    if previous is None:
        return _no_arrow("no earlier value")
    comparison = comparable(current, previous)
    if not comparison.allowed:
        return _no_arrow(comparison.reason)
    movement = _movement(measure, current, previous)
    return Direction(
        movement,
        _meaning(measure, movement),
        signal(measure, comparison, current, previous),
        change_label(measure, movement, previous),
    )


def _no_arrow(reason):
    return Direction(Movement.NONE, Meaning.NOT_KNOWN, f"not tested: {reason}", reason)


def _movement(measure, current, previous):
    change = judged_value(measure.unit, current) - judged_value(measure.unit, previous)
    places = max(shown_places(measure, reading) for reading in (current, previous))
    if abs(change) < Decimal(1).scaleb(-places):
        return Movement.SAME
    return Movement.UP if change > 0 else Movement.DOWN


def _meaning(measure, movement):
    if measure.information_only:
        return Meaning.NOT_JUDGED
    if movement == Movement.SAME:
        return Meaning.NO_CHANGE
    up = movement == Movement.UP
    if measure.polarity == Polarity.NEITHER:
        return Meaning.INCREASING if up else Meaning.DECREASING
    return Meaning.IMPROVING if up == (measure.polarity == Polarity.HIGHER) else Meaning.WORSENING


def change_label(measure: Measure, movement: Movement, previous: Reading) -> str:
    """“down from 13.9% (71 of 510)”."""
    word = {Movement.UP: "up from", Movement.DOWN: "down from"}.get(movement, "level at")
    text = f"{word} {reading_label(measure, previous)}"
    counts = counts_label(previous.numerator, previous.denominator)
    return f"{text} ({counts})" if counts else text
