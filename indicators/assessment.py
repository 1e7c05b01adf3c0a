"""How a value is rated and which way it is going. Plain values in, plain values out.

A rating and a direction each carry their reason. Unrounded values decide.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.choices import Meaning, Movement, Polarity, Rag, Symbol, ToleranceKind
from indicators.comparability import comparable
from indicators.labels import counts_label, gap_label, places_of, rounded, value_label
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

    Boundaries belong to the better side and unrounded values decide. Not rated: no value,
    information only, no target, or a one-sided target where neither way is better.
    """
    reason = _not_rated_reason(measure, reading, goal)
    if reason:
        return Rating(Rag.NOT_RATED, reason)
    value = judged_value(measure.unit, reading)
    bound, missed = _nearest_bound(measure, goal, value)
    allowance = goal.allowance(bound)
    if missed <= 0:
        rag, reason = Rag.GREEN, f"Meets the target of {goal_label(measure, goal)}."
    else:
        rag = Rag.AMBER if missed <= allowance else Rag.RED
        reason = _miss_reason(measure, goal, rag, allowance)
        reason += _unrounded_sentence(measure, reading, rag, bound, allowance)
    if goal.indicative:
        reason += " Indicative: the target is for another group or period."
    return Rating(rag, reason, _limit(measure, goal, bound, allowance))


def _not_rated_reason(measure, reading, goal):
    if reading is None:
        return "no value"
    if measure.information_only:
        return "information only"
    if reading.value is None:
        return Symbol(reading.symbol).label.lower()
    if goal is None:
        return "no target"
    if measure.polarity == Polarity.NEITHER and not goal.two_sided:
        return "no better direction"
    return ""


def _nearest_bound(measure, goal, value):
    """The bound that decides, and by how much it is missed; zero or less where it is met."""
    if not goal.two_sided:
        side = 1 if measure.polarity == Polarity.HIGHER else -1
        return goal.value, side * (goal.value - value)
    lower, upper = (goal.value, goal.value) if goal.closer else (goal.lower, goal.upper)
    return (lower, lower - value) if value < lower else (upper, value - upper)


def _limit(measure, goal, bound, allowance):
    """Where amber ends, as printed: “from 90.25%”, “to 21.735%”, “38% to 63%”, or “none”."""
    if not allowance:
        return "none"
    if goal.two_sided:
        lower, upper = (goal.value, goal.value) if goal.closer else (goal.lower, goal.upper)
        edges = (lower - goal.allowance(lower), upper + goal.allowance(upper))
        return " to ".join(value_label(edge, measure.unit, places_of(edge)) for edge in edges)
    higher = measure.polarity == Polarity.HIGHER
    edge = bound - allowance if higher else bound + allowance
    return f"{'from' if higher else 'to'} {value_label(edge, measure.unit, places_of(edge))}"


def _miss_reason(measure, goal, rag, allowance):
    within = "by no more than" if rag == Rag.AMBER else "by more than"
    band = gap_label(allowance, measure.unit)
    if goal.tolerance_kind == ToleranceKind.RELATIVE:
        band = f"{goal.tolerance.normalize():f}% of it ({band})"
    if not allowance:
        return f"Misses the target of {goal_label(measure, goal)}, which has no amber band."
    return f"Misses the target of {goal_label(measure, goal)} {within} {band}."


def _unrounded_sentence(measure, reading, rag, bound, allowance):
    """A sentence where the value, as printed, seems to have met what it misses."""
    value = judged_value(measure.unit, reading)
    below = value < bound
    missed = bound
    if rag == Rag.RED and allowance:
        missed = bound - allowance if below else bound + allowance

    def meets(number, limit):
        return number >= limit if below else number <= limit

    printed = rounded(value, shown_places(measure, reading))
    printed_bound = rounded(bound, min(measure.decimals, places_of(bound)))
    if not (meets(printed, missed) or meets(printed, printed_bound)):
        return ""
    enough = range(shown_places(measure, reading) + 1, places_of(value))
    telling = (places for places in enough if not meets(rounded(value, places), missed))
    exact = value_label(value, measure.unit, next(telling, places_of(value)))
    target = f" and the target {value_label(bound, measure.unit, places_of(bound))}"
    return (
        f" It is printed as {reading_label(measure, reading)}; unrounded it is {exact}"
        f"{target if printed_bound != bound else ''}."
    )


def direction(
    measure: Measure, current: Reading | None, previous: Reading | None, goal: Goal | None = None
) -> Direction:
    """Movement of the number, its meaning, and whether it was tested.

    The meaning follows polarity; where neither way is better but the target has two sides,
    coming nearer to it is improving.
    """
    if current is None:
        return _no_arrow("no value to compare")
    if previous is None:
        return _no_arrow("no earlier value")
    comparison = comparable(current, previous)
    if not comparison.allowed:
        return _no_arrow(comparison.reason)
    movement = movement_between(measure, current, previous)
    return Direction(
        movement,
        _meaning(measure, movement, _nearer(measure, current, previous, goal)),
        signal(measure, comparison, current, previous),
        change_label(measure, movement, previous),
    )


def _no_arrow(reason):
    return Direction(Movement.NONE, Meaning.NOT_KNOWN, f"not tested: {reason}", reason)


def movement_between(measure: Measure, current: Reading, previous: Reading) -> Movement:
    """Which way the number went between two readings that may be compared."""
    change = judged_value(measure.unit, current) - judged_value(measure.unit, previous)
    places = max(shown_places(measure, reading) for reading in (current, previous))
    if abs(change) < Decimal(1).scaleb(-places) or abs(change) <= measure.level_within:
        return Movement.SAME
    return Movement.UP if change > 0 else Movement.DOWN


def _nearer(measure, current, previous, goal):
    """By how much the value came nearer to a two-sided target; none where that says nothing."""
    if goal is None or not goal.two_sided or measure.polarity != Polarity.NEITHER:
        return None
    now, then = (judged_value(measure.unit, reading) for reading in (current, previous))
    return goal.miss(then) - goal.miss(now)


def _meaning(measure, movement, nearer):
    if measure.information_only:
        return Meaning.NOT_JUDGED
    if movement == Movement.SAME or nearer == 0:
        return Meaning.NO_CHANGE
    up = movement == Movement.UP
    if nearer is not None:
        return Meaning.IMPROVING if nearer > 0 else Meaning.WORSENING
    if measure.polarity == Polarity.NEITHER:
        return Meaning.INCREASING if up else Meaning.DECREASING
    return Meaning.IMPROVING if up == (measure.polarity == Polarity.HIGHER) else Meaning.WORSENING


def change_label(measure: Measure, movement: Movement, previous: Reading) -> str:
    """The movement of a reading in words: “down from 13.9% (71 of 510)”."""
    counts = counts_label(previous.numerator, previous.denominator)
    return change_words(movement, reading_label(measure, previous), counts)


def change_words(movement: str, label: str, counts: str) -> str:
    """The movement from a printed value and its printed counts, in words."""
    word = {Movement.UP: "up from", Movement.DOWN: "down from"}.get(movement, "level with")
    return f"{word} {label} ({counts})" if counts else f"{word} {label}"
