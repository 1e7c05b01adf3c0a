"""Values from a database, by a query that can only read."""

from collections.abc import Iterator
from datetime import date, timedelta

from indicators.periods import add_months
from indicators.sources.base import Batch, SourceError, SourceReader, in_batches
from indicators.sources.credentials import from_environment
from indicators.sources.database import Question, asked, read_url, readable_statement
from indicators.sources.mapping import MappingSettings, apply_mapping
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow, read_observations
from indicators.sources.samples import FIRST_ROWS, how_it_fits
from indicators.sources.tables import Table, UnreadableTable
from indicators.sources.typed_settings import typed_settings

# Below the time after which a pull that gives no sign of life is taken for dead.
MAX_SECONDS = 100
MAX_ROWS = 5_000_000
MAX_MONTHS = 240


class SqlSettings(MappingSettings, kw_only=True, forbid_unknown_fields=True):
    """What the settings of a database source may hold.

    ``url`` is ``{"env": NAME}``, the environment variable with the address of the database, in
    SQLAlchemy's spelling. The ``query`` may use :period_start and :period_end, the first and last
    of the ``months`` months up to the day of the pull. ``timeout`` is how many seconds the
    database may take over one step.
    """

    url: dict[str, object]
    query: str
    months: int = 12
    timeout: float = 60
    max_rows: int = 500_000


class SqlReader(SourceReader):
    """Reads the rows of one query, in our columns or in those that the settings map to ours.

    Settings, for example: ``{"url": {"env": "WAREHOUSE_URL"}, "query": "SELECT … FROM kpi WHERE
    period_end BETWEEN :period_start AND :period_end", "months": 3}``. SqlSettings lists them all.
    """

    def check(self) -> str:
        """Ask the query and read its first rows."""
        with asked(self._question(), batch=FIRST_ROWS) as table:
            return f"The database answers. {how_it_fits(self._rows(table))}"

    def read(self) -> Iterator[Batch]:
        """All rows of the answer, while the database is still giving them."""
        with asked(self._question()) as table:
            for rows in in_batches(self._rows(table)):
                yield Batch(rows, table.fraction_read())

    def _question(self) -> Question:
        typed = typed_settings(self.settings, SqlSettings)
        _refuse_out_of_range("months", typed.months, MAX_MONTHS)
        _refuse_out_of_range("timeout", typed.timeout, MAX_SECONDS)
        _refuse_out_of_range("max_rows", typed.max_rows, MAX_ROWS)
        return Question(
            url=read_url(from_environment(typed.url, "“url”")),
            statement=readable_statement(typed.query),
            parameters=_period(typed.months, self.as_at),
            seconds=typed.timeout,
            max_rows=typed.max_rows,
        )

    def _rows(self, table: Table) -> Iterator[ObservationRow | list[Problem]]:
        try:
            yield from read_observations(apply_mapping(table, self.settings))
        except UnreadableTable as error:
            raise SourceError(str(error)) from error


def _period(months: int, as_at: date) -> dict[str, date]:
    """The months up to ``as_at``, its day included: 1 February to 31 January for 12 of them."""
    start = add_months(as_at, -months) + timedelta(days=1)
    return {"period_start": start, "period_end": as_at}


def _refuse_out_of_range(name: str, number: float, most: int) -> None:
    if not 1 <= number <= most:
        raise SourceError(f"The setting “{name}” must be from 1 to {most:,}. Mend it.")
