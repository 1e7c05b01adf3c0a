"""Short ways to write readings, and values that are stored, with something to find in them."""

from datetime import date
from decimal import Decimal

from indicators.choices import Frequency
from indicators.selfchecks import check_readings
from tests.factories import ObservationFactory
from tests.indicators.readings import measure, reading

DAY = date(2017, 2, 21)  # the day of the check
DECEMBER = date(2016, 12, 31)


def found_in(readings, *, unit="percent", basis="snapshot", frequency="monthly", day=DAY):
    """What all checks find in the readings of one indicator and area."""
    asked = measure(unit=unit, basis=basis)
    return check_readings(asked, Frequency(frequency), readings, day)


def snapshot(value, counts=None, *, end=DECEMBER, **facts):
    """A position on a date."""
    return reading(value, counts, end=end, basis="snapshot", **facts)


def percent(pair):
    """“40.0” for “2/5”."""
    part, whole = map(Decimal, pair.split("/"))
    return f"{100 * part / whole:.1f}"


def wrong(**columns):
    """A stored value that its counts do not give: 229 of 373 is 61.4%."""
    supplied = {"value": Decimal("62.2"), "places": 1, "numerator": 229, "denominator": 373}
    return ObservationFactory(**supplied | columns)
