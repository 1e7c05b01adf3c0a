"""XmR control charts: usual variation, and what is beyond it.

The rules of Making Data Count (NHS England) as its R package NHSRplotthedots applies them,
written anew. A gap in the series is the caller's to settle: give values that follow one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise

from indicators.choices import Polarity
from indicators.statistical_inputs import (
    StatisticsError,
    bounds,
    exact,
    listed,
    number,
    polarity_of,
    whole,
)

LEAST_POINTS = 12  # fewer give trial limits
RUN_LENGTH = 7
_LIMIT = Decimal("2.66")  # moving ranges from the mean
_NEAR = _LIMIT * 2 / 3
_OUTLIER = Decimal("3.267")  # times the average moving range


class SpecialCause(StrEnum):
    """A rule that finds more than usual variation, as it is printed."""

    OUTSIDE = "outside the limits"
    TREND = "steadily rising or falling"
    NEAR = "two of three near a limit"
    SHIFT = "run on one side of the mean"


class Variation(StrEnum):
    """What the latest point says."""

    COMMON_CAUSE = "usual variation"
    IMPROVEMENT_HIGH = "improvement, high"
    IMPROVEMENT_LOW = "improvement, low"
    CONCERN_HIGH = "concern, high"
    CONCERN_LOW = "concern, low"
    NEUTRAL_HIGH = "neutral, high"
    NEUTRAL_LOW = "neutral, low"


class Assurance(StrEnum):
    """Whether the target will be met if nothing changes."""

    PASS = "consistent pass"  # noqa: S105 - a verdict
    FAIL = "consistent fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True)
class Limits:
    """The mean and natural process limits, in the values' own unit.

    Near limits lie two thirds of the way out. ``trial``: made of fewer than 12 points. Limits
    of a percentage may lie outside 0 to 100; draw them clipped, test with them as they are.
    """

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    trial: bool


def xmr(
    values: Sequence[float | Decimal],
    fix_after: int | None = None,
    screen_outliers: bool = False,
) -> Limits:
    """Mean and limits, oldest value first, from all points or from the first ``fix_after``.

    ``screen_outliers`` leaves out moving ranges of 3.267 times their average and more, once;
    the Excel tool of Making Data Count does not. Raises StatisticsError with fewer than two
    points, or where a value is not a number.
    """
    points = [exact("value", value) for value in listed("values", values)]
    if fix_after is not None:
        points = points[: whole("number of points to fix the limits after", fix_after)]
    if len(points) < 2:
        raise StatisticsError("Limits need at least two points.")
    mean = sum(points) / len(points)
    spread = _average_range(points, screen_outliers)
    ends = (mean + factor * spread for factor in (-_LIMIT, _LIMIT, -_NEAR, _NEAR))
    return Limits(float(mean), *map(float, ends), trial=len(points) < LEAST_POINTS)


def _average_range(points: list[Decimal], screen_outliers: bool) -> Decimal:
    ranges = [abs(later - earlier) for earlier, later in pairwise(points)]
    average = sum(ranges) / len(ranges)
    if screen_outliers and average:
        ranges = [size for size in ranges if size < _OUTLIER * average]
        average = sum(ranges) / len(ranges)
    return average


def special_causes(
    values: Sequence[float | Decimal], limits: Limits, run_length: int = RUN_LENGTH
) -> list[SpecialCause | None]:
    """The first rule each point falls under, or None: usual variation.

    In order: outside a limit; in a run of ``run_length`` points all rising or all falling;
    near a limit where two of three are, all on one side of the mean; in a run of
    ``run_length`` on one side of the mean. Raises StatisticsError where a value is not a
    number, limits are not in order or the run is shorter than two.
    """
    points = [number("value", value) for value in listed("values", values)]
    lower, upper = bounds(limits.lower, limits.upper)
    length = whole("run length", run_length)
    if length < 2:
        raise StatisticsError("A run has at least two points.")
    sides = [_sign(point - limits.mean) for point in points]
    outside = [not lower <= point <= upper for point in points]
    rules = {
        SpecialCause.OUTSIDE: outside,
        SpecialCause.TREND: _in_trends(points, length),
        SpecialCause.NEAR: _near_limits(points, limits, sides, outside),
        SpecialCause.SHIFT: _in_runs(sides, length),
    }
    return [
        next((rule for rule, found in rules.items() if found[place]), None)
        for place in range(len(points))
    ]


def _sign(amount: float) -> int:
    return (amount > 0) - (amount < 0)


def _in_runs(signs: list[int], length: int) -> list[bool]:
    """Whether each place is in a run of one sign of at least that length; zero is no sign."""
    runs = [(sign, len(list(group))) for sign, group in groupby(signs)]
    return [bool(sign) and size >= length for sign, size in runs for _ in range(size)]


def _in_trends(points: list[float], length: int) -> list[bool]:
    steps = [_sign(later - earlier) for earlier, later in pairwise(points)]
    held = [False, *_in_runs(steps, length - 1), False]
    return [before or after for before, after in pairwise(held)][: len(points)]


def _near_limits(
    points: list[float], limits: Limits, sides: list[int], outside: list[bool]
) -> list[bool]:
    near = [
        not out and not limits.near_lower <= point <= limits.near_upper
        for point, out in zip(points, outside, strict=True)
    ]
    found = [False] * len(points)
    for start in range(len(points) - 2):
        window = slice(start, start + 3)
        if abs(sum(sides[window])) == 3 and sum(near[window]) >= 2:
            found[window] = [a or b for a, b in zip(found[window], near[window], strict=True)]
    return found


def variation(
    values: Sequence[float | Decimal],
    limits: Limits,
    polarity: Polarity,
    run_length: int = RUN_LENGTH,
) -> Variation:
    """What the latest value says: usual variation, or improvement, concern or neutral.

    A run that rises is high and one that falls is low, wherever it stands; any other special
    cause is high above the mean. Raises StatisticsError without values, and as special_causes.
    """
    way = polarity_of(polarity)
    points = [number("value", value) for value in listed("values", values)]
    if not points:
        raise StatisticsError("There is no value to judge.")
    cause = special_causes(points, limits, run_length)[-1]
    if cause is None:
        return Variation.COMMON_CAUSE
    high = points[-1] > (points[-2] if cause == SpecialCause.TREND else limits.mean)
    if way == Polarity.NEITHER:
        return Variation.NEUTRAL_HIGH if high else Variation.NEUTRAL_LOW
    if way == Polarity.HIGHER:
        return Variation.IMPROVEMENT_HIGH if high else Variation.CONCERN_LOW
    return Variation.CONCERN_HIGH if high else Variation.IMPROVEMENT_LOW


def assurance(
    target: float | Decimal | None, limits: Limits, polarity: Polarity
) -> Assurance | None:
    """Whether the limits lie wholly on the good side of the target, wholly beyond, or across.

    None without a target, or where neither way is better. Raises StatisticsError where the
    target is not a number or the limits are not in order.
    """
    way = polarity_of(polarity)
    lower, upper = bounds(limits.lower, limits.upper)
    if target is None or way == Polarity.NEITHER:
        return None
    wanted = number("target", target)
    if lower <= wanted <= upper:
        return Assurance.INCONSISTENT
    below = upper < wanted
    return Assurance.FAIL if below == (way == Polarity.HIGHER) else Assurance.PASS
