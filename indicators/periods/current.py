"""Which value is current for a report, and what was expected where none is."""

from datetime import date

from indicators.choices import Frequency
from indicators.periods.dates import add_months, first_of_month, month_index, month_label


def current_window(period_end: date, frequency: Frequency) -> tuple[date, date]:
    """Between which days a value must end to be current for a report to ``period_end``.

    A monthly value ends in the report's own month; a quarterly one may lag a quarter and
    an annual one a year. An older value is never shown as current.
    """
    lag = 0 if frequency == Frequency.MONTHLY else Frequency(frequency).months
    return first_of_month(month_index(period_end) - lag), period_end


def is_stale(end: date, period_end: date, frequency: Frequency) -> bool:
    """Whether the value after the one that ends on ``end`` should have come by now."""
    return add_months(end, Frequency(frequency).months) <= period_end


def expected_label(period_end: date, frequency: Frequency) -> str:
    """What was expected, where no value is current: “January 2017”."""
    name = month_label(period_end)
    return {
        Frequency.MONTHLY: name,
        Frequency.QUARTERLY: f"the quarter to {name}",
        Frequency.ANNUAL: f"the year to {name}",
    }[Frequency(frequency)]
