"""The least that any program can do: the file read bare, its rows written with no check at all."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from indicators.models import Observation
from indicators.pulls.matching import KEY_FIELDS, VALUE_FIELDS
from tests.benchmarks.feed import Feed, keys_by_name

COLUMNS = (*KEY_FIELDS, *VALUE_FIELDS, "pull_id", "revision")


def write_raw(feed: Feed) -> None:
    """COPY on PostgreSQL, executemany on SQLite, into the table of values that is empty."""
    table, columns = Observation._meta.db_table, ", ".join(COLUMNS)
    values = _values(feed)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            holes = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({holes})", values)


def _values(feed: Feed) -> Iterator[tuple]:
    """Looks the keys up at once: a connection answers nothing else while it copies."""
    return _rows(feed.path, *keys_by_name(), feed.source.pulls.latest("pk").pk)


def _rows(
    path: Path, headlines: dict[str, tuple[int, int]], areas: dict[str, int], pull: int
) -> Iterator[tuple]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for code, area, _, start, end, value, numerator, denominator, _, note in reader:
            indicator, category = headlines[code]
            said = (value, 1, numerator, denominator, "", "final", False, note, None)
            yield (indicator, areas[area], category, end, start, *said, pull, 1)
