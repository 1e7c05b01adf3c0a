"""A folder of CSV files and workbooks, in the columns of observations.csv or in a council's own."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indicators.sources.base import Batch, SourceError, SourceReader, in_batches
from indicators.sources.csv_settings import CsvSettings
from indicators.sources.folders import files_in, readable
from indicators.sources.mapping import apply_mapping, checked_mapping
from indicators.sources.problems import quoted
from indicators.sources.rows import read_observations
from indicators.sources.samples import how_it_fits
from indicators.sources.tables import Table, UnreadableTable, csv_table
from indicators.sources.typed_settings import typed_settings
from indicators.sources.workbook import sheet_table

SUFFIXES = (".csv", ".xlsx")

_NOT_THE_FILE = ("~$", ".")  # what a spreadsheet leaves beside a file that is open


class FolderSettings(CsvSettings, kw_only=True, forbid_unknown_fields=True):
    """``folder`` inside the folder for sources, and how the files in it are written.

    ``sheet`` is read of every workbook: by default “observations”, or the only one.
    """

    folder: str = ""
    sheet: str = ""


class FolderReader(SourceReader):
    """Reads every CSV file and workbook of the folder in its settings, in order of their names.

    Settings: ``{"folder": "monthly"}``, and what ``FolderSettings`` adds to it.
    """

    def check(self) -> str:
        """Look at the headings and the first rows of every file."""
        return " ".join(f"{path.name}: {self._fit(path)}" for path, _ in self._files())

    def read(self) -> Iterator[Batch]:
        """The rows of all files. One file that does not fit stops the whole."""
        files = self._files()
        whole = max(sum(size for _, size in files), 1)
        done = 0
        for path, size in files:
            try:
                with self.table(path) as table:
                    for rows in in_batches(read_observations(table)):
                        yield Batch(rows, (done + size * table.fraction_read()) / whole)
            except UnreadableTable as error:
                raise SourceError(str(error)) from error
            done += size

    @contextmanager
    def table(self, path: Path) -> Iterator[Table]:
        """A file as it is to be read. Raises UnreadableTable, or SourceError for the settings."""
        typed = self._typed()
        if path.suffix.casefold() == ".xlsx":
            table = sheet_table(path, typed.sheet)
        else:
            table = csv_table(path, typed.written())
        with closing(table):
            yield apply_mapping(table, self.settings)

    def _typed(self) -> FolderSettings:
        typed = typed_settings(self.settings, FolderSettings)
        checked_mapping(self.settings)
        typed.written()
        return typed

    def _fit(self, path: Path) -> str:
        try:
            with self.table(path) as table:
                return how_it_fits(read_observations(table))
        except UnreadableTable as error:
            raise SourceError(str(error)) from error

    def _files(self) -> list[tuple[Path, int]]:
        """The files to read with their sizes in bytes."""
        folder = self._typed().folder
        paths = files_in(folder, is_read)
        if not paths:
            message = f"The folder {quoted(folder)} holds no CSV file and no .xlsx workbook."
            raise SourceError(message, retry=True)
        with readable(folder):
            return [(path, path.stat().st_size) for path in paths]


def is_read(path: Path) -> bool:
    """Whether a file of a folder is one to read."""
    return path.suffix.casefold() in SUFFIXES and not path.name.startswith(_NOT_THE_FILE)
