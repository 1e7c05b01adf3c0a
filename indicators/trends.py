"""Whether a series of years rises or falls by more than chance.

``trend`` and ``trend_of_values`` follow the recent trend of Fingertips (Office for Health
Improvement and Disparities), written anew: the last five years, at 99.8%, and only where
leaving out any one year gives the same way. It is a screen, not an analysis, and refuses
whatever is not five independent years.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import log, sqrt

from indicators.choices import Polarity
from indicators.intervals import normal_quantile, two_sided_p
from indicators.periods import Period, month_index, overlap_months
from indicators.statistical_inputs import (
    SMALLEST_AMOUNT,
    StatisticsError,
    bounds,
    cases,
    number,
    paired,
    polarity_of,
    whole,
)

YEARS = 5
THRESHOLD = normal_quantile(0.998) ** 2  # of chi-squared with one degree of freedom: 9.5495
_WIDTH = Fraction(392, 100)  # of a 95% interval, in standard errors, as Fingertips has it


class TrendDirection(StrEnum):
    """What a trend test finds, as it is printed."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no significant change"
    NOT_CALCULATED = "cannot be calculated"


@dataclass(frozen=True)
class LinearTrend:
    """A straight line through proportions; slope in proportion a step."""

    chi_squared: float
    p: float
    slope: float


@dataclass(frozen=True)
class Trend:
    """The recent trend and why. Numbers are None where it cannot be calculated.

    ``slope`` is a year's change: in log odds for counts, in the values' own unit otherwise.
    """

    direction: TrendDirection
    reason: str
    significant: bool = False
    p: float | None = None
    chi_squared: float | None = None
    slope: float | None = None


def linear_trend(
    counts: Sequence[int | Decimal], denominators: Sequence[int | Decimal]
) -> LinearTrend:
    """Chi-squared test for a linear trend in two or more proportions (Cochran-Armitage).

    Points are one step apart. Raises StatisticsError where there are fewer than two points, a
    pair is no proportion, or every proportion is 0 or every one is 1.
    """
    pairs = [cases(*pair) for pair in paired(counts=counts, denominators=denominators)]
    found, total = sum(x for x, _ in pairs), sum(n for _, n in pairs)
    if len(pairs) < 2 or found in (0, total):
        raise StatisticsError("A trend needs two points, and cases both with and without.")
    steps = list(enumerate(pairs, start=1))
    rise = total * sum(t * x for t, (x, _) in steps) - found * sum(t * n for t, (_, n) in steps)
    spread = total * sum(t * t * n for t, (_, n) in steps) - sum(t * n for t, (_, n) in steps) ** 2
    chi_squared = total * rise**2 / (found * (total - found) * spread)
    return LinearTrend(chi_squared, two_sided_p(sqrt(chi_squared)), rise / spread)


def trend(
    counts: Sequence[int | Decimal | None],
    denominators: Sequence[int | Decimal | None],
    *,
    periods: Sequence[Period] | None = None,
) -> Trend:
    """Recent trend of a proportion, oldest year first; None where a year has no value.

    Uses the last five years of the unbroken run up to the latest. Cannot be calculated with
    fewer, with a year in which none or all are counted, or with ``periods`` that are not whole
    years one after another (without them, the caller vouches for that). Raises StatisticsError
    where a count is negative, not whole or over its denominator, or the lists differ in length.
    """
    pairs = paired(counts=counts, denominators=denominators)
    run, reason = _latest_run([_proportion(*pair) for pair in pairs], periods)
    if reason := reason or _none_or_all(run):
        return _refused(reason)
    years = run[-YEARS:]
    found = linear_trend(*zip(*years, strict=True))
    points = [(t, log(x / (n - x)), 1.0) for t, (x, n) in enumerate(years, start=1)]
    return _judged(found.chi_squared, points)


def trend_of_values(
    values: Sequence[float | Decimal | None],
    lowers: Sequence[float | Decimal | None],
    uppers: Sequence[float | Decimal | None],
    *,
    periods: Sequence[Period] | None = None,
) -> Trend:
    """Recent trend of values that have 95% intervals, such as rates; otherwise as ``trend``.

    Cannot be calculated where an interval has no width. Raises StatisticsError where a lower
    end is above its upper end, something is not a number, or the lists differ in length.
    """
    rows = paired(values=values, lowers=lowers, uppers=uppers)
    run, reason = _latest_run([_estimate(*row) for row in rows], periods)
    years = run[-YEARS:]
    if reason := reason or _no_width(years):
        return _refused(reason)
    # Exact fractions: weights of very different size would drown one another as floats.
    points = [
        (t, Fraction(value), (_WIDTH / (Fraction(upper) - Fraction(lower))) ** 2)
        for t, (value, lower, upper) in enumerate(years, start=1)
    ]
    slope, information = _line(points)
    return _judged(float(slope**2 * information), points)


def trend_label(direction: TrendDirection, polarity: Polarity) -> str:
    """The direction with what it means: “increasing and getting worse”."""
    way_up = {Polarity.HIGHER: True, Polarity.LOWER: False}.get(polarity_of(polarity))
    moves = direction in (TrendDirection.INCREASING, TrendDirection.DECREASING)
    if way_up is None or not moves:
        return str(direction)
    better = way_up == (direction == TrendDirection.INCREASING)
    return f"{direction} and getting {'better' if better else 'worse'}"


def _judged(chi_squared: float, points: list[tuple]) -> Trend:
    """Significant above the threshold, if all five years and each four of them agree."""
    slope, _ = _line(points)
    others = [_line(points[:left] + points[left + 1 :])[0] for left in range(len(points))]
    agree = all((other >= 0) == (slope >= 0) for other in others)
    significant = chi_squared > THRESHOLD and agree
    direction = TrendDirection.NO_CHANGE
    if significant:
        direction = TrendDirection.INCREASING if slope >= 0 else TrendDirection.DECREASING
    return Trend(
        direction,
        _reason(chi_squared, agree),
        significant,
        two_sided_p(sqrt(chi_squared)),
        chi_squared,
        float(slope),
    )


def _line(points: list[tuple]) -> tuple[float | Fraction, float | Fraction]:
    """Slope of the weighted least-squares line, and one over its squared standard error."""
    total = sum(weight for _, _, weight in points)
    middle = sum(weight * t for t, _, weight in points) / total
    information = sum(weight * (t - middle) ** 2 for t, _, weight in points)
    rise = sum(weight * (t - middle) * value for t, value, weight in points)
    return rise / information, information


def _reason(chi_squared: float, agree: bool) -> str:
    tested = f"last five years, chi-squared {chi_squared:.2f}"
    if chi_squared <= THRESHOLD:
        return f"{tested}; a change beyond chance needs more than {THRESHOLD:.2f}"
    if not agree:
        return f"{tested}, but leaving out one of the years turns the line round"
    return f"{tested}, more than the {THRESHOLD:.2f} that chance allows"


def _refused(reason: str) -> Trend:
    return Trend(TrendDirection.NOT_CALCULATED, reason)


def _proportion(count: object, denominator: object) -> tuple[int, int] | None:
    """The pair, or None where there is no value: one is missing, or it is 0 of 0."""
    if count is None or denominator is None:
        return None
    if whole("count", count) == whole("denominator", denominator) == 0:
        return None
    return cases(count, denominator)


def _estimate(value: object, lower: object, upper: object) -> tuple[float, float, float] | None:
    if value is None or lower is None or upper is None:
        return None
    return number("value", value), *bounds(lower, upper)


def _latest_run(held: list, periods: Iterable[Period] | None) -> tuple[list, str]:
    """The unbroken run of values up to the latest, and why it is not enough if it is not."""
    if periods is None:
        run = _since_last_gap([(value, None) for value in held])
    else:
        run = _since_last_gap(paired(values=held, periods=periods))
    values, spans = [value for value, _ in run], [span for _, span in run if span]
    if reason := _not_years(spans):
        return values, reason
    if len(values) < YEARS:
        needed = "the trend test needs five years in a row up to the latest"
        return values, f"{needed}; there are {len(values)}"
    return values, ""


def _since_last_gap(held: list[tuple]) -> list[tuple]:
    """What follows the last missing value or missing span of time."""
    start = 0
    for place, (value, span) in enumerate(held):
        if value is None:
            start = place + 1
        elif place and span and month_index(span.start) - month_index(held[place - 1][1].end) > 1:
            start = place
    return held[start:]


def _not_years(spans: list[Period]) -> str:
    """Why the periods are not independent years; nothing where they are."""
    for span in spans:
        if span.months != 12:
            needed = "the trend test needs annual, independent periods"
            return f"{needed}; the value {span.phrase()} does not cover one year"
    for earlier, later in pairwise(spans):
        if later.start <= earlier.start:
            raise StatisticsError(f"{later.label()} comes after {earlier.label()}: oldest first.")
        if shared := overlap_months(earlier, later):
            return f"the trend test needs independent periods; two share {shared} of 12 months"
    return ""


def _none_or_all(run: list[tuple[int, int]]) -> str:
    for count, denominator in run:
        if count in (0, denominator):
            share = "all" if count else "none"
            return f"in one year {share} of {denominator} are counted, which the test cannot use"
    return ""


def _no_width(years: list[tuple[float, float, float]]) -> str:
    if any(upper - lower < SMALLEST_AMOUNT for _, lower, upper in years):
        return "the interval of one year has no width"
    return ""
