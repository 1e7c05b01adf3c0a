"""What looks wrong with a period beside its neighbours. Warnings: nothing is refused here."""

from datetime import date

from indicators.choices import Basis
from indicators.periods.dates import day_label, month_index
from indicators.periods.period import Period


def period_warnings(
    period: Period, *, sibling: Period | None = None, report_date: date | None = None
) -> list[str]:
    """Sentences on a period that cannot be, or is likely a slip of the pen; none when all is well.

    ``sibling`` is the period of the figure beside it, which is expected to end within a year
    of it; of yearly figures, which never do, nothing is said. ``report_date`` is the day the
    report is made.
    """
    warnings = []
    ends = f"The period ends on {day_label(period.end)},"
    if sibling is not None and (gap := _gap(period, sibling)):
        warnings.append(f"{ends} {gap} the figure beside it. Check the year.")
    if report_date is not None and period.end > report_date:
        day = day_label(report_date)
        warnings.append(f"{ends} after the date of the report, {day}. Check the year.")
    return warnings


def _gap(period: Period, sibling: Period) -> str:
    """“a year before”, “13 months after”; nothing where they end within a year of each other."""
    months = month_index(period.end) - month_index(sibling.end)
    if abs(months) < 12 or Basis.YEAR in (period.basis, sibling.basis):
        return ""
    return f"{_span(abs(months))} {'before' if months < 0 else 'after'}"


def _span(months: int) -> str:
    if months % 12:
        return f"{months} months"
    return "a year" if months == 12 else f"{months // 12} years"
