"""A council's data warehouse for tests, as an SQLite file or in PostgreSQL, and its source."""

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import pytest

from indicators.sources.base import SourceError
from indicators.sources.sql import SqlReader

MAPPING = {
    "columns": {"code": "measure", "area": "la", "value": "rate", "denominator": "over_all"},
    "period": {"column": "month_end", "notation": "month"},
    "missing": {"": "x"},
}
TODAY = date(2017, 2, 15)

_ALL = "SELECT * FROM kpi_warehouse ORDER BY measure, month_end"
_TABLE = """
    CREATE TABLE kpi_warehouse (
        measure varchar(20), la varchar(20), month_end date, rate numeric(9, 3), over_all integer
    )
"""
_ROWS = [
    ("P6-01", "Somerset", "2016-12-31", "12.5", 100),
    ("P6-01", "Somerset", "2017-01-31", "12.9", None),
    ("P6-02", "Somerset", "2017-01-31", None, 100),
]


def sqlite_warehouse(folder: Path) -> str:
    """Make the file; returns its address."""
    path = folder / "warehouse.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(_TABLE)
        connection.executemany("INSERT INTO kpi_warehouse VALUES (?, ?, ?, ?, ?)", _ROWS)
    return f"sqlite:///{path}"


def postgresql_warehouse() -> str:
    """Make the table on the server of the tests; returns the address of its database."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(_TABLE)
        cursor.executemany("INSERT INTO kpi_warehouse VALUES (%s, %s, %s, %s, %s)", _ROWS)
    return url


def reader(query: str = _ALL, **settings) -> SqlReader:
    """The reader of a source that asks ``query`` of the warehouse on the day TODAY."""
    asked = {"url": {"env": "WAREHOUSE_URL"}, "query": query, **MAPPING, **settings}
    return SqlReader(asked, TODAY)


def rows_of(query: str = _ALL, **settings) -> list:
    """All that such a source reads."""
    return [row for batch in reader(query, **settings).read() for row in batch.rows]


def refusal_of(query: str = _ALL, **settings) -> SourceError:
    """The SourceError of reading it."""
    with pytest.raises(SourceError) as refusal:
        rows_of(query, **settings)
    return refusal.value
