"""Small files in the exact layouts of official statistics, and readers of them."""

from pathlib import Path

import pytest

from indicators.sources.base import SourceError
from indicators.sources.register import reader_for

CLA_HEADINGS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,la_name,new_la_code,population_type,population_estimate,"
    "children_count,rate_per_10000"
)
AT_31_MARCH = "Children looked after on 31 March each year"
ENGLAND = "National,E92000001,England,,,,,"
SOUTH_WEST = "Regional,E92000001,England,E12000009,South West,,,"
SOMERSET = "Local authority,E92000001,England,E12000009,South West,933,Somerset,E06000066"
DARLINGTON = "Local authority,E92000001,England,E12000001,North East,841,Darlington,E06000005"


def cla(area: str, figures: str, year: str = "2025", kind: str = AT_31_MARCH) -> str:
    """A line of that file; ``figures`` are its population, children and rate."""
    return f"{year},Reporting year,{area},{kind},{figures}"


def write(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """A file of those lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, ""]), encoding=encoding)
    return path


def rows_of(kind: str, settings: dict) -> list:
    """What the reader of ``kind`` makes of its rows."""
    return [row for batch in reader_for(kind, settings).read() for row in batch.rows]


def refusal_of(kind: str, settings: dict) -> str:
    """The words in which the reader refuses to read on."""
    with pytest.raises(SourceError) as refusal:
        rows_of(kind, settings)
    return str(refusal.value)
