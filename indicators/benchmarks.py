"""How a value stands beside a benchmark: better, similar or worse.

The comparisons of Fingertips (Office for Health Improvement and Disparities) and the quartile
bands of the Department for Education's local authority interactive tool, written anew.
"""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from indicators.choices import Polarity
from indicators.intervals import Interval, normal_quantile, score_bounds
from indicators.statistical_inputs import (
    StatisticsError,
    bounds,
    fraction,
    listed,
    number,
    polarity_of,
    some,
)


class Standing(StrEnum):
    """Where a value stands; higher and lower where neither way is better."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"


def compare_with_benchmark(
    interval: Interval, benchmark: float | Decimal, polarity: Polarity
) -> Standing:
    """Similar where the benchmark is in the value's own interval, ends included; one unit.

    Raises StatisticsError where the interval's ends are not in order or something is not a
    number.
    """
    lower, upper = bounds(interval.lower, interval.upper)
    middle = number("benchmark", benchmark)
    return _standing(lower > middle, upper < middle, polarity)


def funnel_limits(
    benchmark: float | Decimal, denominator: int | Decimal, confidence: float = 0.95
) -> Interval:
    """Limits round a benchmark proportion for a value made of that many cases; from 0 to 1.

    Raises StatisticsError where the benchmark is not a proportion, or the denominator is not a
    whole number above zero.
    """
    middle, total = fraction("benchmark", benchmark), some("denominator", denominator)
    return Interval(middle, *score_bounds(total * middle, total, normal_quantile(confidence)))


def compare_with_funnel(value: float | Decimal, limits: Interval, polarity: Polarity) -> Standing:
    """Similar where the value is within the funnel limits of its denominator, ends included.

    Raises StatisticsError where the limits are not in order or something is not a number.
    """
    lower, upper = bounds(limits.lower, limits.upper)
    found = number("value", value)
    return _standing(found > upper, found < lower, polarity)


def compare_with_range(
    value: float | Decimal, lower: float | Decimal, upper: float | Decimal, polarity: Polarity
) -> Standing:
    """Similar from the lower end up to the upper, which itself counts as above.

    Raises StatisticsError where the lower end is above the upper, or something is not a number.
    """
    low, high = bounds(lower, upper)
    found = number("value", value)
    return _standing(found >= high, found < low, polarity)


def _standing(above: bool, below: bool, polarity: Polarity) -> Standing:
    way = polarity_of(polarity)
    if not (above or below):
        return Standing.SIMILAR
    if way == Polarity.NEITHER:
        return Standing.HIGHER if above else Standing.LOWER
    return Standing.BETTER if above == (way == Polarity.HIGHER) else Standing.WORSE


def quartile_band(
    value: float | Decimal, quartiles: Sequence[float | Decimal], polarity: Polarity
) -> str | None:
    """A for the best quarter of areas to D for the worst; None where neither way is better.

    ``quartiles`` are the three cuts, lowest first; a value on a cut is in the band below it.
    Raises StatisticsError where there are not three in order, or something is not a number.
    """
    cuts = [number("quartile", cut) for cut in listed("quartiles", quartiles)]
    if len(cuts) != 3 or any(a > b for a, b in pairwise(cuts)):
        raise StatisticsError("Give the three quartiles, lowest first.")
    place = bisect_left(cuts, number("value", value))
    way = polarity_of(polarity)
    if way == Polarity.NEITHER:
        return None
    return "DCBA"[place] if way == Polarity.HIGHER else "ABCD"[place]
