"""A folder of CSV files in the columns of observations.csv."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from indicators.sources.base import Batch, SourceError, SourceReader, in_batches
from indicators.sources.problems import quoted
from indicators.sources.rows import check_columns, read_observations
from indicators.sources.tables import UnreadableTable, csv_table


class FolderReader(SourceReader):
    """Reads every CSV file of the folder named in its settings, in order of their names.

    Settings: ``{"folder": "monthly"}``, a folder inside the folder for sources.
    """

    def check(self) -> str:
        """Look at the headings of every file."""
        files = self._files()
        try:
            for path, _ in files:
                check_columns(csv_table(path))
        except UnreadableTable as error:
            raise SourceError(str(error)) from error
        names = ", ".join(path.name for path, _ in files)
        return f"The columns of all files fit ({names})."

    def read(self) -> Iterator[Batch]:
        """The rows of all files. One file that does not fit stops the whole."""
        files = self._files()
        whole = max(sum(size for _, size in files), 1)
        done = 0
        for path, size in files:
            try:
                table = csv_table(path)
                for rows in in_batches(read_observations(table)):
                    yield Batch(rows, (done + size * table.fraction_read()) / whole)
            except UnreadableTable as error:
                raise SourceError(str(error)) from error
            done += size

    def _files(self) -> list[tuple[Path, int]]:
        """The CSV files with their sizes in bytes."""
        folder = self._folder()
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".csv")
            files = [(path, path.stat().st_size) for path in paths]
        except OSError as error:
            message = f"The folder {quoted(folder.name)} cannot be read: {error.strerror}."
            raise SourceError(message, retry=True) from error
        for path in paths:
            if not path.resolve().is_relative_to(folder):
                raise SourceError(f"The file {quoted(path.name)} is a link out of its folder.")
        if not files:
            raise SourceError(f"The folder {quoted(folder.name)} holds no CSV file.", retry=True)
        return files

    def _folder(self) -> Path:
        name = self.settings.get("folder") if isinstance(self.settings, dict) else None
        if not isinstance(name, str) or not name.strip() or "\0" in name:
            raise SourceError(
                'The settings name no folder. Write for example {"folder": "monthly"}.'
            )
        base = Path(settings.SOURCES_DIR).resolve()
        folder = (base / name).resolve()
        if folder == base or not folder.is_relative_to(base):
            raise SourceError(
                f"The folder {quoted(name)} is not inside the folder for sources. "
                "Give the name of a folder in there."
            )
        if not folder.is_dir():
            raise SourceError(
                f"There is no folder {quoted(name)} in the folder for sources. "
                "Make it, or mend the name in the settings.",
                retry=True,
            )
        return folder
