"""The file that a source's settings name: in its folder, or fetched from the web."""

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from indicators.sources.base import SourceError
from indicators.sources.folders import files_in, readable
from indicators.sources.problems import quoted
from indicators.sources.web import RequestSettings, fetched


class Located(RequestSettings, kw_only=True, forbid_unknown_fields=True):
    """Where a file is found.

    ``folder`` is inside the folder for sources, and ``file`` a pattern for the name in it:
    ``cla_*.csv``. Of several files that fit, the one put there last is read, so that a new
    release need only be copied in. Or ``url``, an address on the web, asked for with the
    ``headers``, ``query`` and ``timeout`` that every request may have.
    """

    folder: str = ""
    file: str = "*.csv"
    url: str = ""

    def refuse_unless_one(self, **others: str) -> None:
        """Raise SourceError where the settings name no place to read from, or two."""
        given = [name for name, text in self._places(others) if text.strip()]
        if len(given) == 1:
            return
        names = " or ".join(f"“{name}”" for name, _ in self._places(others))
        raise SourceError(
            f"The settings name {'two places' if given else 'no place'} to read from. "
            f"Give one of {names}."
        )

    def _places(self, others: dict[str, str]) -> list[tuple[str, str]]:
        return [("folder", self.folder), ("url", self.url), *others.items()]


@contextmanager
def located_file(where: Located, settings: dict) -> Iterator[Path]:
    """The file to read. One fetched from the web is removed afterwards. Raises SourceError."""
    if where.url:
        with fetched(where.url, settings) as path:
            yield path
    else:
        yield newest_file(where.folder, where.file)


def newest_file(folder: str, pattern: str) -> Path:
    """Of the files of ``folder`` whose names fit ``pattern``, the one put there last."""
    found = files_of(folder, pattern)
    with readable(folder):
        return max(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


def files_of(folder: str, pattern: str) -> list[Path]:
    """The files of ``folder`` whose names fit ``pattern``, in order; at least one."""
    found = files_in(folder, lambda path: fnmatchcase(path.name.casefold(), pattern.casefold()))
    if not found:
        every = files_in(folder, Path.is_file)
        there = ", ".join(quoted(path.name) for path in every[:10]) or "nothing"
        raise SourceError(
            f"No file in the folder {quoted(folder)} has a name like {quoted(pattern)}. "
            f"There is: {there}.",
            retry=True,
        )
    return found
