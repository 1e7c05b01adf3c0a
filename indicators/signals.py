"""Whether a change is more than usual variation, or why that was not tested.

Plain values in, a sentence out. “Not tested, because …” is a normal answer.
"""

from indicators.choices import Unit
from indicators.comparability import Comparison
from indicators.differences import Difference, two_counts, two_proportions
from indicators.readings import Measure, Reading
from indicators.statistical_inputs import StatisticsError

SIGNIFICANT = 0.05
_SHOWN = 0.001  # a smaller p is printed as below it


def signal(measure: Measure, comparison: Comparison, current: Reading, previous: Reading) -> str:
    """“beyond usual variation (p = 0.012, Fisher’s exact test)”, or “not tested: …”."""
    if not comparison.testable:
        return f"not tested: {comparison.reason}"
    try:
        difference = _difference(measure, current, previous)
    except StatisticsError as error:
        return f"not tested: {error}"
    if difference is None:
        return "not tested: a test needs the counts of both periods"
    verdict = "beyond" if difference.p < SIGNIFICANT else "within"
    season = "" if comparison.same_season else "; two times of the year are compared"
    return f"{verdict} usual variation ({_p_label(difference.p)}, {difference.test}{season})"


def _difference(measure, current, previous) -> Difference | None:
    if measure.unit == Unit.COUNT:
        return two_counts(current.value, previous.value)
    counts = (current.numerator, current.denominator, previous.numerator, previous.denominator)
    if None in counts:
        return None
    if measure.unit == Unit.PERCENT:
        return two_proportions(*counts)
    if measure.unit == Unit.RATE_PER_10000:
        return two_counts(
            current.numerator, previous.numerator, current.denominator, previous.denominator
        )
    return None


def _p_label(p: float) -> str:
    return f"p = {p:.3f}" if p >= _SHOWN else f"p below {_SHOWN}"
