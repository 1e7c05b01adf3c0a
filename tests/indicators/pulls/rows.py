"""Rows as a source gives them, made in short."""

from datetime import date, timedelta
from decimal import Decimal

from indicators.sources.rows import ObservationRow


def row(number=0, *, code="P6-01", value="1", category="", **columns):
    """A value of one day: day ``number`` since the start of 1990."""
    start = date(1990, 1, 1) + timedelta(days=number)
    return ObservationRow(
        **{
            "place": f"values.csv line {number + 2}",
            "code": code,
            "area": "Somerset",
            "category": category,
            "period_start": start,
            "period_end": start,
            "value": Decimal(value),
            "places": 0,
            "numerator": None,
            "denominator": None,
            "symbol": "",
            "status": "final",
            "not_comparable": False,
            "note": "",
            "as_at": None,
        }
        | columns
    )
