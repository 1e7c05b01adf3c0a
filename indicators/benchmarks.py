"""How a value stands beside a benchmark: better, similar or worse.

The comparisons of Fingertips (Office for Health Improvement and Disparities) and the quartile
bands of the Department for Education's local authority interactive tool, written anew.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from indicators.choices import Polarity, Unit
from indicators.definitions import why_apart
from indicators.intervals import (
    Interval,
    normal_quantile,
    rate_interval,
    score_bounds,
    wilson,
)
from indicators.readings import Measure, Reading, judged_value
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


@dataclass(frozen=True)
class BenchmarkStanding:
    """Better, similar or worse (nothing where neither way is better), and how far to trust it.

    ``indicative``: the two are of different periods. ``reason`` says how it was found, and
    ``apart`` why the two may not be compared.
    """

    verdict: str = ""
    indicative: bool = False
    reason: str = ""
    apart: str = ""


def standing_of(measure: Measure, current: Reading | None, benchmark: Reading) -> BenchmarkStanding:
    """Compare a value with a benchmark by its 95% interval where it has counts, else plainly."""
    if current is None or current.value is None or benchmark.value is None:
        return BenchmarkStanding()
    indicative = (current.period.start, current.period.end) != (
        benchmark.period.start,
        benchmark.period.end,
    )
    if apart := why_apart(current.period, benchmark.period, measure.definitions):
        return BenchmarkStanding("", indicative, apart, apart)
    if measure.polarity == Polarity.NEITHER or measure.information_only:
        return BenchmarkStanding("", indicative, "neither way is better")
    interval, multiplier = _interval(measure, current)
    value = judged_value(measure.unit, current)
    if interval is None:
        interval, multiplier = Interval(float(value), float(value), float(value)), 1
        reason = "the two values as they stand"
    else:
        reason = "the 95% interval that the counts give"
    standing = compare_with_benchmark(
        interval, float(benchmark.value) / multiplier, measure.polarity
    )
    return BenchmarkStanding(_WORDS.get(standing, ""), indicative, reason)


_WORDS = {Standing.BETTER: "better", Standing.SIMILAR: "similar", Standing.WORSE: "worse"}


def _interval(measure, reading):
    """The interval, and what its bounds are multiplied by to be in the indicator's unit."""
    if None in (reading.numerator, reading.denominator):
        return None, 1
    try:
        if measure.unit == Unit.PERCENT:
            return wilson(reading.numerator, reading.denominator), 100
        if measure.unit == Unit.RATE_PER_10000:
            return rate_interval(reading.numerator, reading.denominator, 10000), 1
    except StatisticsError:
        return None, 1
    return None, 1
