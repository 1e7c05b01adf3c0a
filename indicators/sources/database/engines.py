"""Connections that can only read, each kind of database in its own way.

PostgreSQL and SQLite come with this site. SQL Server needs ``pip install pyodbc`` and Microsoft's
ODBC driver on the machine, and an address like
``mssql+pyodbc://reader:password@host/kpi?driver=ODBC+Driver+18+for+SQL+Server``. It knows no
transaction that can only read: there the account's own rights are what protects the data.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from indicators.sources.base import SourceError
from indicators.sources.problems import quoted

CONNECT_SECONDS = 10

_KINDS = "postgresql://…, sqlite:///… or mssql+pyodbc://…"
_STEPS = 10_000  # of SQLite's, between two looks at the clock; some milliseconds
_READ_ONLY_INTENT = {"ApplicationIntent": "ReadOnly", "Encrypt": "yes"}


def read_url(text: str) -> URL:
    """A database address. Raises SourceError, which repeats nothing of it: it holds a password."""
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        raise SourceError(
            f"The address of the database cannot be read. It is written like {_KINDS}, and signs "
            "such as @ or / in a password as %40 or %2F."
        ) from None


class Timer:
    """How long the database has been at work on one step; what we do in between is not counted."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self._end = 0.0
        self.start()

    def start(self) -> None:
        """Begin another step."""
        self._end = time.monotonic() + self.seconds

    def is_over(self) -> bool:
        """Whether this step has taken too long."""
        return time.monotonic() > self._end


@contextmanager
def reading(url: URL, timer: Timer) -> Iterator[Connection]:
    """A connection in a transaction that can change nothing, undone at the end.

    One step of the database is broken off when ``timer`` is over. Raises SQLAlchemy's errors, and
    SourceError for an address that no driver here serves.
    """
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            _LOCKS[engine.dialect.name](connection, timer)
            timer.start()
            yield connection
    finally:
        engine.dispose()


def _engine(url: URL) -> Engine:
    kind = url.get_backend_name()
    if kind not in _ENGINES:
        raise SourceError(f"Databases of the kind {quoted(kind)} cannot be read, only {_KINDS}.")
    try:
        return _ENGINES[kind](url)
    except NoSuchModuleError as error:
        message = f"There is no driver {quoted(url.drivername)}. Write {_KINDS}."
        raise SourceError(message) from error
    except ModuleNotFoundError as error:
        raise SourceError(
            f"The driver {quoted(error.name)} is not installed on this site. Ask whoever runs it "
            f"to install it."
        ) from error


def _postgresql(url: URL) -> Engine:
    options = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "highlight-reports",
        # A network that went away is noticed within a minute.
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
    url = url.set(drivername="postgresql+psycopg")
    return create_engine(url, poolclass=NullPool, connect_args=options)


def _lock_postgresql(connection: Connection, timer: Timer) -> None:
    milliseconds = int(timer.seconds * 1000)
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = {milliseconds}")


def _sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise SourceError("The address of the database names no file. Write sqlite:///path.")
    address = f"file:{quote(url.database)}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=CONNECT_SECONDS)

    return create_engine("sqlite://", poolclass=NullPool, creator=connect)


def _lock_sqlite(connection: Connection, timer: Timer) -> None:
    connection.exec_driver_sql("PRAGMA query_only = ON")
    connection.connection.driver_connection.set_progress_handler(timer.is_over, _STEPS)


def _sql_server(url: URL) -> Engine:
    url = url.set(query={**_READ_ONLY_INTENT, **url.query})
    return create_engine(url, poolclass=NullPool, connect_args={"timeout": CONNECT_SECONDS})


def _lock_sql_server(connection: Connection, timer: Timer) -> None:
    connection.connection.driver_connection.timeout = int(timer.seconds)


_ENGINES = {"postgresql": _postgresql, "sqlite": _sqlite, "mssql": _sql_server}
_LOCKS = {"postgresql": _lock_postgresql, "sqlite": _lock_sqlite, "mssql": _lock_sql_server}
