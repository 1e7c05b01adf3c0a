"""What is said of a target: how much, where it comes from, when it holds and what is still amber.

No query is made here.
"""

from decimal import Decimal

from indicators.assessed import goal_of, measure_of
from indicators.choices import ToleranceKind
from indicators.labels import gap_label
from indicators.models import Target
from indicators.periods import day_label
from indicators.readings import Measure, amount_label, goal_label


def target_words(target: Target | None, measure: Measure, default_tolerance: Decimal) -> str:
    """“at least 70%”; just the amount for a band; nothing without a target."""
    if target is None:
        return ""
    goal = goal_of(target, default_tolerance)
    if target.category.name and goal.value is not None:
        return amount_label(measure, goal.value)
    return goal_label(measure, goal)


def tolerance_words(target: Target, measure: Measure, default_tolerance: Decimal) -> str:
    """How far off is still amber: “5% of the target”, “3 points”, “none”."""
    goal = goal_of(target, default_tolerance)
    if not goal.tolerance:
        return "none"
    if goal.tolerance_kind == ToleranceKind.RELATIVE:
        return "none" if target.value == 0 else f"{goal.tolerance.normalize():f}% of the target"
    return gap_label(goal.tolerance, measure.unit)


def tolerance_origin(target: Target) -> str:
    """Whose the tolerance is: the target's own, its indicator's, or the default."""
    if target.amber_tolerance is not None:
        return "set with the target"
    if target.indicator.tolerance is not None:
        return "set for the indicator"
    return "the default"


def origin_words(target: Target) -> str:
    """“statistical neighbour average, 2015/16”."""
    return ", ".join(filter(None, (target.origin, target.vintage)))


def in_force_words(target: Target) -> str:
    """“from 1 April 2016 to 31 March 2017”, or “since 1 April 2016”."""
    start = day_label(target.effective_from)
    if target.effective_to is None:
        return f"since {start}"
    return f"from {start} to {day_label(target.effective_to)}"


def target_sentence(target: Target, measure: Measure, default_tolerance: Decimal) -> str:
    """“At most 20.7%: statistical neighbour average, 2015/16. In force since 1 April 2016.”"""
    words = target_words(target, measure, default_tolerance)
    said = f"{words[0].upper()}{words[1:]}: {origin_words(target)}"
    return f"{said}. In force {in_force_words(target)}."


def goal_words(target: Target | None) -> str:
    """“at most 20.7%”, in the unit of its indicator; “no target”."""
    if target is None:
        return "no target"
    # How far off is still amber is no part of these words.
    return target_words(target, measure_of(target.indicator), Decimal(0))


def goal_and_origin(target: Target | None) -> str:
    """“at most 20.7% (statistical neighbour average, 2015/16)”."""
    return goal_words(target) + (f" ({origin_words(target)})" if target else "")
