"""The rows of one read in a temporary table, where the database itself tells what differs.

So memory stays flat however many rows there are, and the values that changed are found before
anybody else has to wait for the write.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Max

from indicators.models import Observation, Revision
from indicators.pulls.matching import KEY_FIELDS, VALUE_FIELDS, Matched
from indicators.sources.problems import Problem

TABLE = "pulled_rows"
OBSERVATIONS = Observation._meta.db_table
# as_at is not compared: a source that stamps each row with the day of its extract would
# otherwise revise every value at every pull.
COMPARED = tuple(name for name in VALUE_FIELDS if name != "as_at")

_STAGED = ", ".join(Matched._fields)
_COLUMNS = (*KEY_FIELDS, *VALUE_FIELDS)
_WRITTEN = (Observation, Revision)


class LastWrite(NamedTuple):
    """The newest keys: whatever is stored, new or revised, makes one of them grow."""

    observation: int | None
    revision: int | None


class Staging:
    """A temporary table of this connection: at first every row, then those that differ.

    ``with Staging() as staging``; one at a time on a connection. ``total`` counts its rows. Once
    compared, each row bears the observation it revises, or none where it is new.
    """

    def __init__(self):
        self.total = self.revised = self.unchanged = 0
        self.as_of: LastWrite | None = None

    def __enter__(self) -> "Staging":
        fields = map(Observation._meta.get_field, _COLUMNS)
        typed = ", ".join(f"{field.column} {_type(field)}" for field in fields)
        _execute(f"DROP TABLE IF EXISTS {TABLE}")
        _execute(f"CREATE TEMPORARY TABLE {TABLE} ({_number()}, place varchar(200), {typed})")
        return self

    def __exit__(self, kind, error, traceback):
        if error is None:  # otherwise it goes with the connection, or when the next one begins
            _execute(f"DROP TABLE {TABLE}")

    def add(self, rows: Sequence[Matched]) -> None:
        """Take some thousand rows in, in the order they were read."""
        self.total += len(rows)
        if connection.vendor == "postgresql":
            _copy(rows)
        elif rows:
            _insert(rows)

    def part_with_twins(self) -> Iterator[list[Problem]]:
        """Take away each row whose key came before in the same read, and say where."""
        key = ", ".join(KEY_FIELDS)
        if not _rows(f"SELECT 1 FROM {TABLE} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"):
            return
        turns = f"""
            SELECT number, place, first_value(place) OVER same AS earlier,
                   row_number() OVER same AS turn
            FROM {TABLE} WINDOW same AS (PARTITION BY {key} ORDER BY number)
        """
        twins = f"SELECT number, place, earlier FROM ({turns}) AS turns WHERE turn > 1"
        with connection.cursor() as cursor:
            cursor.execute(f"{twins} ORDER BY number")
            for _, place, earlier in cursor:
                message = f"The same indicator, area, category and period stand in {earlier} too."
                yield [Problem(place, "", "", f"{message} Take one of them away.")]
        _execute(f"DELETE FROM {TABLE} WHERE number IN (SELECT number FROM ({twins}) AS twins)")
        [(self.total,)] = _rows(f"SELECT count(*) FROM {TABLE}")

    def compare(self) -> None:
        """Keep only the rows that differ from what is stored now, and count them.

        Reads and takes no lock; may be done again when somebody has written since ``as_of``.
        """
        self.as_of = last_write()
        if connection.vendor == "postgresql":
            _execute(f"ANALYZE {TABLE}")
        _execute(f"DROP TABLE IF EXISTS {TABLE}_changed")
        _execute(f"CREATE TEMPORARY TABLE {TABLE}_changed AS {_changed()}")
        _execute(f"DROP TABLE {TABLE}")
        _execute(f"ALTER TABLE {TABLE}_changed RENAME TO {TABLE}")
        counts = f"SELECT count(*), count(observation_id) FROM {TABLE}"
        [(changed, self.revised)] = _rows(counts)
        self.unchanged += self.total - changed
        self.total = changed

    @property
    def new(self) -> int:
        """Rows whose key is stored nowhere."""
        return self.total - self.revised

    def rename_categories(self, made: dict[int, int]) -> None:
        """Put the keys of categories in the place of the numbers below zero."""
        if not made:
            return
        _execute(f"CREATE TEMPORARY TABLE {TABLE}_made (number bigint PRIMARY KEY, key bigint)")
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {TABLE}_made VALUES (%s, %s)", list(made.items()))
        key = f"SELECT key FROM {TABLE}_made WHERE {TABLE}_made.number = category_id"
        _execute(f"UPDATE {TABLE} SET category_id = ({key}) WHERE category_id < 0")
        _execute(f"DROP TABLE {TABLE}_made")


def last_write() -> LastWrite:
    """The newest observation and the newest revision there are."""
    newest = (model.objects.aggregate(newest=Max("pk"))["newest"] for model in _WRITTEN)
    return LastWrite(*newest)


def _changed() -> str:
    """The rows that are new or differ, each with the observation it revises."""
    same_key = " AND ".join(f"stored.{name} = pulled.{name}" for name in KEY_FIELDS)
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    columns = ", ".join(f"pulled.{name}" for name in _COLUMNS)
    changes = " OR ".join(f"stored.{name} {differs} pulled.{name}" for name in COMPARED)
    return f"""
        SELECT {columns}, stored.id AS observation_id
        FROM {TABLE} AS pulled LEFT JOIN {OBSERVATIONS} AS stored ON {same_key}
        WHERE stored.id IS NULL OR {changes}
    """


def _number() -> str:
    """The column by which the database itself counts the rows in the order they came."""
    if connection.vendor == "postgresql":
        return "number bigint GENERATED ALWAYS AS IDENTITY"
    return "number integer PRIMARY KEY"


def _copy(rows: Sequence[Matched]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {TABLE} ({_STAGED}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(rows: Sequence[Matched]) -> None:
    """In one savepoint, which outside a transaction holds up nobody: the table is temporary."""
    holes = ", ".join(["%s"] * len(Matched._fields))
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT staging")
        cursor.executemany(f"INSERT INTO {TABLE} ({_STAGED}) VALUES ({holes})", rows)
        cursor.execute("RELEASE SAVEPOINT staging")


def _type(field) -> str:
    return field.db_type(connection)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
