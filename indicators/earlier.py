"""Which earlier value a change is measured against, and how long it has gone one way.

Plain values in, plain values out. A series runs oldest first and ends with the current value.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from indicators.assessment import Direction, change_label, direction, movement_between
from indicators.choices import Against, Basis, Movement
from indicators.comparability import comparable
from indicators.definitions import why_apart
from indicators.periods import add_months, month_index
from indicators.readings import Goal, Measure, Reading, judged_value

AVERAGED = 3
RUN = 3  # movements in one direction that are worth a word
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def numbered(series: Sequence[Reading]) -> list[Reading]:
    """The series with its definitions told apart: each break starts a new one."""
    definition, readings = 1, []
    for reading in series:
        definition += reading.not_comparable
        readings.append(replace(reading, definition=str(definition)))
    return readings


def direction_against(
    measure: Measure, series: Sequence[Reading], against: Against, goal: Goal | None = None
) -> Direction:
    """The direction of the last value of a series by the chosen earlier one."""
    *before, current = numbered(series)
    if against == Against.AVERAGE:
        return _against_average(measure, before, current, goal)
    if against == Against.YEAR:
        found = _year_before(before, current)
        return direction(measure, current, found, goal) if found else _none_of_last_year(measure)
    return direction(measure, current, before[-1] if before else None, goal)


def _year_before(before, current):
    wanted = month_index(add_months(current.period.end, -12))
    return next((found for found in before if month_index(found.period.end) == wanted), None)


def _none_of_last_year(measure):
    return replace(direction(measure, None, None), reason="no value for the same period last year")


def _against_average(measure, before, current, goal):
    compared = [found for found in before if comparable(current, found).allowed][-AVERAGED:]
    if len(compared) < AVERAGED:
        found, apart = direction(measure, None, None), _why_apart(current, before)
        few = f"fewer than {AVERAGED} earlier values to average"
        return replace(found, reason=f"{few}: {apart}" if apart else few)
    values = [judged_value(measure.unit, reading) for reading in compared]
    average = replace(
        compared[-1],
        value=sum(values, Decimal(0)) / AVERAGED,
        places=measure.decimals,
        numerator=None,
        denominator=None,
    )
    found = direction(measure, current, average, goal)
    return replace(
        found,
        signal="not tested: an average of several periods is no period of its own",
        reason=f"{change_label(measure, found.movement, average)}, the average of the last three",
    )


def _why_apart(current, before):
    """Which new definition an average up to ``current`` would have to reach back over."""
    reasons = (
        why_apart(current.period, found.period, current.definitions) for found in reversed(before)
    )
    return next(filter(None, reasons), "")


def run_of(measure: Measure, series: Sequence[Reading]) -> tuple[Movement, int]:
    """Which way the last values have gone and for how many movements, the last one included.

    A level movement, a break or a running total's new year ends the run.
    """
    readings = numbered(series)
    way, length = Movement.NONE, 0
    for later, earlier in zip(reversed(readings), reversed(readings[:-1]), strict=False):
        if not comparable(later, earlier).allowed:
            break
        movement = movement_between(measure, later, earlier)
        if movement == Movement.SAME or way not in (Movement.NONE, movement):
            break
        way, length = movement, length + 1
    return way, length


def run_label(measure: Measure, series: Sequence[Reading]) -> str:
    """“third fall in a row”; nothing for fewer than three, or for a total that only grows."""
    way, length = run_of(measure, series)
    if length < RUN or measure.basis == Basis.YEAR_TO_DATE:
        return ""
    ordinal = _ORDINALS[length - RUN] if length - RUN < len(_ORDINALS) else f"{length}th"
    return f"{ordinal} {'rise' if way == Movement.UP else 'fall'} in a row"
