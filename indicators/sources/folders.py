"""The folders that sources read from, all of them inside the folder for sources."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from indicators.sources.base import SourceError
from indicators.sources.problems import quoted


def source_folder(name: str) -> Path:
    """The folder ``name`` inside the folder for sources. Raises SourceError where there is none."""
    with readable(name):
        folder = _inside(name)
        there = folder.is_dir()
    if not there:
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


def files_in(folder: str, wanted: Callable[[Path], bool]) -> list[Path]:
    """The files ``wanted`` of a folder, in order of their names. Raises SourceError.

    A link out of the folder is refused, as it may lead to a file that is not for sources.
    """
    inside = source_folder(folder)
    with readable(folder):
        found = sorted(path for path in inside.iterdir() if not path.is_dir() and wanted(path))
    for path in found:
        if not path.resolve().is_relative_to(inside):
            raise SourceError(f"The file {quoted(path.name)} is a link out of its folder.")
    return found


@contextmanager
def readable(folder: str) -> Iterator[None]:
    """Tell an error of the system as one of the source."""
    try:
        yield
    except OSError as error:
        message = f"The folder {quoted(folder)} cannot be read: {error.strerror}."
        raise SourceError(message, retry=True) from error


def _inside(name: str) -> Path:
    if not name.strip() or "\0" in name:
        raise SourceError('The settings name no folder. Write for example {"folder": "monthly"}.')
    base = Path(settings.SOURCES_DIR).resolve()
    folder = (base / name).resolve()
    if folder == base or not folder.is_relative_to(base):
        raise SourceError(
            f"The folder {quoted(name)} is not inside the folder for sources. "
            "Give the name of a folder in there."
        )
    return folder
