"""Intervals round proportions, counts and rates.

They are for the rate that lies behind a figure, not for sampling error: a council counts every
child, and another year as good would still not give the same count. Formulas as published in
PHEindicatormethods (Wilson; Byar from ten cases on, exact below), written anew.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import erfc, sqrt
from statistics import NormalDist

from indicators.statistical_inputs import StatisticsError, cases, number, positive, whole

EXACT_BELOW = 10  # cases: Byar's approximation is not close enough


@dataclass(frozen=True)
class Interval:
    """A value and the interval round it, all in one unit."""

    value: float
    lower: float
    upper: float


def normal_quantile(confidence: float) -> float:
    """How many standard deviations either side hold that share: 1.959964 for 0.95.

    Raises StatisticsError unless the confidence is above 0 and below 1.
    """
    return -NormalDist().inv_cdf(_tail(confidence))


def _tail(confidence: float) -> float:
    found = number("confidence", confidence)
    if not 0 < found < 1:
        raise StatisticsError(f"The confidence is {found:g}: give one such as 0.95.")
    return (1 - found) / 2


def two_sided_p(z: float) -> float:
    """How likely chance alone is to give ``z`` or more, either way."""
    return erfc(abs(z) / sqrt(2))


def score_bounds(found: float, total: float, z: float) -> tuple[float, float]:
    """Wilson's two ends, between 0 and 1, for ``found`` (not always whole) of ``total``."""
    share = found / total
    middle = 2 * found + z**2
    spread = z * sqrt(z**2 + 4 * found * (1 - share))
    lower, upper = ((middle + side) / (2 * (total + z**2)) for side in (-spread, spread))
    return max(0.0, min(lower, share)), min(1.0, max(upper, share))


def wilson(count: int | Decimal, denominator: int | Decimal, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of a proportion, between 0 and 1.

    Raises StatisticsError where the denominator is 0, or less than the count, or where
    either is negative or not whole.
    """
    found, total = cases(count, denominator)
    return Interval(found / total, *score_bounds(found, total, normal_quantile(confidence)))


def count_interval(count: int | Decimal, confidence: float = 0.95) -> Interval:
    """Interval of a count of events, in events: Byar's from 10 on, exact Poisson below.

    Raises StatisticsError where the count is negative or not whole.
    """
    found = whole("count", count)
    if found < EXACT_BELOW:
        return Interval(found, *_exact_bounds(found, _tail(confidence)))
    z = normal_quantile(confidence)
    return Interval(found, _byar(found, -z), _byar(found + 1, z))


def _byar(count: int, z: float) -> float:
    return count * (1 - 1 / (9 * count) + z / (3 * sqrt(count))) ** 3


def _exact_bounds(count: int, tail: float) -> tuple[float, float]:
    from scipy import stats  # here: it takes most of a second to load

    lower = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0
    return float(lower), float(stats.chi2.isf(tail, 2 * count + 2) / 2)


def rate_interval(
    count: int | Decimal,
    population: float | Decimal,
    multiplier: float | Decimal,
    confidence: float = 0.95,
) -> Interval:
    """Interval of a rate, in events for each ``multiplier`` of the population.

    ``rate_interval(266, 22771, 10000)`` is 116.8 per 10,000, from 103.2 to 131.7. Raises
    StatisticsError as count_interval does, and where population or multiplier is not above zero.
    """
    scale = positive("multiplier", multiplier) / positive("population", population)
    found = count_interval(count, confidence)
    return Interval(found.value * scale, found.lower * scale, found.upper * scale)
