"""A question to a database, and the table that is its answer."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import URL, CursorResult, TextClause
from sqlalchemy.exc import DBAPIError

from indicators.sources.base import BATCH, SourceError
from indicators.sources.database.engines import Timer, reading
from indicators.sources.database.failures import failure
from indicators.sources.tables import Table, make_table

NAME = "query"  # what the rows are called by: query row 12


class Question(NamedTuple):
    """What is asked, of which database, and what the answer is held to."""

    url: URL
    statement: TextClause
    parameters: dict[str, date]
    seconds: float  # that the database may take for one step
    max_rows: int


@contextmanager
def asked(question: Question, batch: int = BATCH) -> Iterator[Table]:
    """The answer as a table, read ``batch`` rows at a time while the block runs.

    Raises SourceError, here or while the rows are read, with nothing of the address in its words.
    """
    timer = Timer(question.seconds)
    try:
        with (
            reading(question.url, timer) as connection,
            connection.execute(
                question.statement, question.parameters, execution_options={"yield_per": batch}
            ) as result,
        ):
            progress = _Progress()
            rows = _rows(result, batch, question.max_rows, timer, progress)
            yield make_table(NAME, rows, progress.fraction)
    except (DBAPIError, sqlite3.Warning) as error:
        raise failure(error, question.seconds) from error


class _Progress:
    """How far the reading has come. Nobody knows how many rows there will be."""

    def __init__(self):
        self.done = 0
        self.ended = False

    def fraction(self) -> float:
        """0 to 1, and 1 only at the end."""
        return 1.0 if self.ended else self.done / (self.done + 10 * BATCH)


def _rows(
    result: CursorResult, batch: int, most: int, timer: Timer, progress: _Progress
) -> Iterator[tuple[str, list[str]]]:
    yield NAME, list(result.keys())
    timer.start()
    for part in result.partitions(batch):
        for row in part:
            progress.done += 1
            if progress.done > most:
                raise SourceError(
                    f"The query gives more than {most:,} rows. Ask for fewer months or indicators, "
                    "or raise “max_rows” in the settings."
                )
            yield f"{NAME} row {progress.done}", list(map(_text, row))
        timer.start()
    progress.ended = True


def _text(value: object) -> str:
    """A value as it would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\0", "").strip()  # PostgreSQL keeps no NUL
    if isinstance(value, float):
        value = Decimal(f"{value:.15g}")  # 0.1 + 0.2 is kept as 0.30000000000000004
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    return str(value)
