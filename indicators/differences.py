"""Whether two proportions, or two counts, differ by more than chance.

Only for independent cases: whether two periods may be tested at all is for
``indicators.assessment.comparable`` to say.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import hypot, sqrt

from indicators.intervals import Interval, two_sided_p, wilson
from indicators.statistical_inputs import cases, number, positive, some, whole

LEAST_EXPECTED = 5  # cases in a cell: below it the normal approximation is not close enough


class Method(StrEnum):
    """The test that was used, as it is printed."""

    POOLED_Z = "z test of two proportions"
    FISHER = "Fisher’s exact test"
    BINOMIAL = "exact binomial test of two counts"


@dataclass(frozen=True)
class Difference:
    """The first value less the second, with its test.

    ``p`` is two-sided; ``z`` is None for an exact test; ``lower`` and ``upper`` enclose the
    difference at 95% and are None for two counts.
    """

    value: float
    p: float
    test: Method
    z: float | None = None
    lower: float | None = None
    upper: float | None = None


def two_proportions(
    count_a: int | Decimal, n_a: int | Decimal, count_b: int | Decimal, n_b: int | Decimal
) -> Difference:
    """Test count_a of n_a against count_b of n_b; difference and interval in proportions.

    Pooled z without continuity correction, or Fisher's exact test where a cell expects fewer
    than 5 cases; the interval is Newcombe's, made of the two Wilson intervals. Raises
    StatisticsError as ``wilson`` does.
    """
    table = *cases(count_a, n_a), *cases(count_b, n_b)
    a, b = wilson(*table[:2]), wilson(*table[2:])
    interval = {
        "lower": a.value - b.value - hypot(a.value - a.lower, b.upper - b.value),
        "upper": a.value - b.value + hypot(a.upper - a.value, b.value - b.lower),
    }
    if _least_expected(*table) < LEAST_EXPECTED:
        return Difference(a.value - b.value, _fisher_p(*table), Method.FISHER, **interval)
    z = _pooled_z(a, b, *table)
    return Difference(a.value - b.value, two_sided_p(z), Method.POOLED_Z, z, **interval)


def _least_expected(count_a: int, n_a: int, count_b: int, n_b: int) -> float:
    found, total = count_a + count_b, n_a + n_b
    return min(found, total - found) * min(n_a, n_b) / total


def _pooled_z(a: Interval, b: Interval, count_a: int, n_a: int, count_b: int, n_b: int) -> float:
    pooled = (count_a + count_b) / (n_a + n_b)
    return (a.value - b.value) / sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b))


def _fisher_p(count_a: int, n_a: int, count_b: int, n_b: int) -> float:
    from scipy import stats  # here: it takes most of a second to load

    table = [[count_a, n_a - count_a], [count_b, n_b - count_b]]
    return float(stats.fisher_exact(table).pvalue)


def two_counts(
    count_a: int | Decimal,
    count_b: int | Decimal,
    exposure_a: float | Decimal = 1,
    exposure_b: float | Decimal = 1,
) -> Difference:
    """Test two counts of events over two exposures (days, populations, both in one unit).

    The difference is in events for each unit of exposure. Given how many events there were in
    all, the first count is binomial. No event at all is no difference: p is 1. Raises
    StatisticsError where a count is negative or not whole, or an exposure not above zero.
    """
    from scipy import stats  # here: it takes most of a second to load

    a, b = whole("first count", count_a), whole("second count", count_b)
    time_a, time_b = positive("first exposure", exposure_a), positive("second exposure", exposure_b)
    difference = a / time_a - b / time_b
    if a + b == 0:
        return Difference(difference, 1.0, Method.BINOMIAL)
    found = stats.binomtest(a, a + b, time_a / (time_a + time_b))
    return Difference(difference, float(found.pvalue), Method.BINOMIAL)


def overlap_corrected(z: float, months_apart: int, window: int = 12) -> float:
    """The z of two rolling windows, corrected for the months they share; approximate.

    Two sums of ``window`` months that end ``months_apart`` months apart differ only by the
    months they do not share, so the plain z is too small. Raises StatisticsError where the
    months apart or the window are not at least 1.
    """
    apart, months = some("number of months apart", months_apart), some("window", window)
    return number("z", z) / sqrt(min(apart, months) / months)
