"""Short ways to write measures, readings and goals in tests of the rules."""

from datetime import date
from decimal import Decimal

from indicators.choices import Basis, Polarity, ToleranceKind, Unit
from indicators.periods import Period, add_months
from indicators.readings import Goal, Measure, Reading

JANUARY = date(2017, 1, 31)


def measure(polarity="higher", *, basis="rolling_12_months", unit="percent", **facts):
    """A percentage with one decimal, of a rolling year, unless said otherwise."""
    facts = {"decimals": 1, **facts}
    return Measure(Unit(unit), polarity=Polarity(polarity), basis=Basis(basis), **facts)


def reading(value, counts=None, *, end=JANUARY, basis="rolling_12_months", **facts):
    """A value as supplied (text keeps its digits), with counts “69/535” if any."""
    numerator, denominator = (
        (Decimal(part) for part in counts.split("/")) if counts else (None, None)
    )
    months = {"rolling_12_months": 12, "month": 1, "last_3_months": 3, "quarter": 3, "year": 12}
    if basis == "snapshot":
        start = end
    elif basis == "year_to_date":
        start = date(end.year if end.month > 3 else end.year - 1, 4, 1)
    else:
        start = add_months(end.replace(day=1), 1 - months[basis])
    return Reading(
        value=None if value is None else Decimal(value),
        period=Period(start, end, Basis(basis)),
        numerator=numerator,
        denominator=denominator,
        places=len(str(value).partition(".")[2]),
        **facts,
    )


def goal(value=None, *, lower=None, upper=None, tolerance="5", kind="relative", **facts):
    """A target; the tolerance is 5% of it unless said otherwise."""
    amounts = (None if amount is None else Decimal(amount) for amount in (value, lower, upper))
    return Goal(*amounts, Decimal(tolerance), ToleranceKind(kind), **facts)
