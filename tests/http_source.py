"""What a test asks of an HTTP source, and the records its server gives."""

import pytest

from indicators.sources.base import SourceError
from indicators.sources.http import HttpReader

MAPPING = {
    "columns": {"code": "measure", "area": "area.name", "value": "value"},
    "period": {"column": "month", "notation": "month"},
    "missing": {"hidden": "c"},
}


def record(value, month="Jan-17"):
    """One value, as MAPPING expects it."""
    return {"measure": "P6-01", "area": {"name": "Somerset"}, "value": value, "month": month}


def rows_of(url, **settings):
    """All that an HTTP source reads there."""
    return [row for batch in HttpReader({"url": url, **settings}).read() for row in batch.rows]


def refusal_of(url, **settings):
    """The SourceError of reading there."""
    with pytest.raises(SourceError) as refusal:
        rows_of(url, **settings)
    return refusal.value
