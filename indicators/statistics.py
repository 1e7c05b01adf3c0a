"""Is it more than chance? The tests, intervals and control charts behind a signal.

The one place to import them from. Plain numbers in (Decimal too), frozen dataclasses of floats
out: they are estimates, never figures to print as supplied. Proportions are between 0 and 1.
What has no answer raises StatisticsError and nothing else.
"""

from indicators.benchmarks import (
    Standing,
    compare_with_benchmark,
    compare_with_funnel,
    compare_with_range,
    funnel_limits,
    quartile_band,
)
from indicators.control_charts import (
    Assurance,
    Limits,
    SpecialCause,
    Variation,
    assurance,
    special_causes,
    variation,
    xmr,
)
from indicators.differences import (
    Difference,
    Method,
    overlap_corrected,
    two_counts,
    two_proportions,
)
from indicators.intervals import (
    Interval,
    count_interval,
    normal_quantile,
    rate_interval,
    two_sided_p,
    wilson,
)
from indicators.statistical_inputs import StatisticsError
from indicators.trends import (
    LinearTrend,
    Trend,
    TrendDirection,
    linear_trend,
    trend,
    trend_label,
    trend_of_values,
)

__all__ = [
    "Assurance",
    "Difference",
    "Interval",
    "Limits",
    "LinearTrend",
    "Method",
    "SpecialCause",
    "Standing",
    "StatisticsError",
    "Trend",
    "TrendDirection",
    "Variation",
    "assurance",
    "compare_with_benchmark",
    "compare_with_funnel",
    "compare_with_range",
    "count_interval",
    "funnel_limits",
    "linear_trend",
    "normal_quantile",
    "overlap_corrected",
    "quartile_band",
    "rate_interval",
    "special_causes",
    "trend",
    "trend_label",
    "trend_of_values",
    "two_counts",
    "two_proportions",
    "two_sided_p",
    "variation",
    "wilson",
    "xmr",
]
