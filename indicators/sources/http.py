"""Values from a web address: a CSV file, or records as JSON."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indicators.sources.base import Batch, SourceError, SourceReader, in_batches
from indicators.sources.csv_settings import CsvSettings
from indicators.sources.mapping import apply_mapping
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow, read_observations
from indicators.sources.samples import how_it_fits
from indicators.sources.tables import Table, UnreadableTable, csv_table
from indicators.sources.typed_settings import refuse_unless_known, typed_settings
from indicators.sources.web import (
    MAX_SECONDS,
    Page,
    Pages,
    Place,
    download,
    download_pages,
    records_table,
    typed_place,
)

ENOUGH_TO_CHECK = 65_536  # bytes


class HttpSettings(CsvSettings, kw_only=True, forbid_unknown_fields=True):
    """What the settings of an HTTP source may hold; RequestSettings explains the last three.

    ``format`` is csv or json; where it is not given, an address that ends with .json is JSON.
    ``records`` is where the records stand in a JSON document, such as data.rows, and ``pages``
    how the next page of them is asked for.
    """

    url: str
    format: str = ""
    records: str = ""
    pages: Pages | None = None
    headers: dict[str, object] = {}
    query: dict[str, object] = {}
    timeout: float = MAX_SECONDS


class HttpReader(SourceReader):
    """Reads CSV or JSON from one web address.

    Settings, for example: ``{"url": "https://data.example.gov.uk/kpi.json", "records": "rows",
    "headers": {"Authorization": {"env": "KPI_TOKEN", "prefix": "Bearer "}}, "columns": {…}}``.
    HttpSettings lists them all.
    """

    def check(self) -> str:
        """Ask the server for the first lines, or the first page."""
        asked, place = self._asked()
        with _folder() as folder:
            if _is_json(asked, place):
                pages = self._pages(asked, place, folder)
                table = records_table([next(pages)], asked.records)
            else:
                table = self._csv(asked, place, folder, enough=ENOUGH_TO_CHECK)
            with closing(table):
                return f"{place.authority} answers. {how_it_fits(self._rows(table))}"

    def read(self) -> Iterator[Batch]:
        """All rows, once every page of them is here: no half of a list is ever taken."""
        asked, place = self._asked()
        with _folder() as folder:
            if _is_json(asked, place):
                pages = []
                for page in self._pages(asked, place, folder):
                    pages.append(page)
                    yield Batch([], 0)  # a sign of life
                table = records_table(pages, asked.records)
            else:
                table = self._csv(asked, place, folder)
            with closing(table):
                for rows in in_batches(self._rows(table)):
                    yield Batch(rows, table.fraction_read())

    def _asked(self) -> tuple[HttpSettings, Place]:
        asked = typed_settings(self.settings, HttpSettings)
        refuse_unless_known("format", asked.format, ("csv", "json"))
        asked.written()
        return asked, typed_place(asked.url)

    def _pages(self, asked: HttpSettings, place: Place, folder: Path) -> Iterator[Page]:
        return download_pages(place, asked.pages, self.settings, folder, asked.records)

    def _csv(
        self, asked: HttpSettings, place: Place, folder: Path, enough: int | None = None
    ) -> Table:
        file = download(place, self.settings, folder, enough=enough)
        try:
            return csv_table(file.path, asked.written())
        except UnreadableTable as error:
            raise SourceError(str(error)) from error

    def _rows(self, table: Table) -> Iterator[ObservationRow | list[Problem]]:
        try:
            yield from read_observations(apply_mapping(table, self.settings))
        except UnreadableTable as error:
            raise SourceError(str(error)) from error


def _is_json(asked: HttpSettings, place: Place) -> bool:
    path = place.target.partition("?")[0]
    return (asked.format or path.rpartition(".")[2].lower()) == "json"


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="source-") as name:
        yield Path(name)
