"""A folder of CSV files and workbooks, in the columns of observations.csv or in a council's own."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings as site

from indicators.sources.base import Batch, SourceError, SourceReader, in_batches
from indicators.sources.csvfiles import ENCODINGS, SEPARATORS, Csv
from indicators.sources.mapping import MappingSettings, apply_mapping, checked_mapping
from indicators.sources.problems import quoted
from indicators.sources.rows import read_observations
from indicators.sources.samples import how_it_fits
from indicators.sources.tables import Table, UnreadableTable, csv_table
from indicators.sources.typed_settings import typed_settings
from indicators.sources.workbook import sheet_table

SUFFIXES = (".csv", ".xlsx")

_NOT_THE_FILE = ("~$", ".")  # what a spreadsheet leaves beside a file that is open


class FolderSettings(MappingSettings, kw_only=True, forbid_unknown_fields=True):
    """``folder`` inside the folder for sources, and how the files in it are written.

    ``sheet`` is read of every workbook: by default “observations”, or the only one. The encoding
    and the separator of CSV files are seen by looking, unless they are given.
    """

    folder: str = ""
    sheet: str = ""
    encoding: str = ""
    separator: str = ""


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
                table = self.table(path)
                for rows in in_batches(read_observations(table)):
                    yield Batch(rows, (done + size * table.fraction_read()) / whole)
            except UnreadableTable as error:
                raise SourceError(str(error)) from error
            done += size

    def table(self, path: Path) -> Table:
        """A file as it is to be read. Raises UnreadableTable, or SourceError for the settings."""
        typed = self._typed()
        if path.suffix.casefold() == ".xlsx":
            table = sheet_table(path, typed.sheet)
        else:
            table = csv_table(path, Csv(typed.encoding, typed.separator))
        return apply_mapping(table, self.settings)

    def folder(self) -> Path:
        """The folder of the settings. Raises SourceError where there is none."""
        return source_folder(self._typed().folder)

    def _typed(self) -> FolderSettings:
        typed = typed_settings(self.settings, FolderSettings)
        checked_mapping(self.settings)
        for name, word, known in (
            ("encoding", typed.encoding, ENCODINGS),
            ("separator", typed.separator, [*SEPARATORS, *SEPARATORS.values()]),
        ):
            if word and word not in known:
                words = ", ".join(text for text in known if text.strip())
                message = f"The setting {quoted(name)} does not know {quoted(word)}."
                raise SourceError(f"{message} Write one of: {words}.")
        return typed

    def _fit(self, path: Path) -> str:
        try:
            return how_it_fits(read_observations(self.table(path)))
        except UnreadableTable as error:
            raise SourceError(str(error)) from error

    def _files(self) -> list[tuple[Path, int]]:
        """The files to read with their sizes in bytes."""
        folder = self.folder()
        try:
            paths = sorted(path for path in folder.iterdir() if is_read(path))
            files = [(path, path.stat().st_size) for path in paths]
        except OSError as error:
            message = f"The folder {quoted(folder.name)} cannot be read: {error.strerror}."
            raise SourceError(message, retry=True) from error
        for path in paths:
            if not path.resolve().is_relative_to(folder):
                raise SourceError(f"The file {quoted(path.name)} is a link out of its folder.")
        if not files:
            message = f"The folder {quoted(folder.name)} holds no CSV file and no .xlsx workbook."
            raise SourceError(message, retry=True)
        return files


def is_read(path: Path) -> bool:
    """Whether a file of a folder is one to read."""
    return path.suffix.casefold() in SUFFIXES and not path.name.startswith(_NOT_THE_FILE)


def source_folder(name: str) -> Path:
    """The folder ``name`` inside the folder for sources. Raises SourceError where there is none."""
    folder = _inside(name)
    if not folder.is_dir():
        raise SourceError(
            f"There is no folder {quoted(name)} in the folder for sources. "
            "Make it, or mend the name in the settings.",
            retry=True,
        )
    return folder


def make_source_folder(name: str) -> Path:
    """As ``source_folder``, but a folder that is not there is made."""
    folder = _inside(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {quoted(name)} cannot be made: {error.strerror}."
        raise SourceError(message) from error
    return folder


def _inside(name: str) -> Path:
    if not name.strip() or "\0" in name:
        raise SourceError('The settings name no folder. Write for example {"folder": "monthly"}.')
    base = Path(site.SOURCES_DIR).resolve()
    folder = (base / name).resolve()
    if folder == base or not folder.is_relative_to(base):
        raise SourceError(
            f"The folder {quoted(name)} is not inside the folder for sources. "
            "Give the name of a folder in there."
        )
    return folder
