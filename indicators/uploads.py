"""Files that somebody uploads for a source: kept aside, looked at, then put into its folder.

No pull sees an uploaded file before it was previewed and confirmed. A source has one such file at
a time, in a folder of its own, so that its reader reads that file and nothing else.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from indicators import aside
from indicators.aside import UploadRefused, Waiting
from indicators.models import Source
from indicators.previews import Preview, preview_of
from indicators.pulls.neighbour_sets import source_reader
from indicators.sources.base import SourceError
from indicators.sources.folder import SUFFIXES
from indicators.sources.folders import make_source_folder

MAX_BYTES = 20_000_000


def sources_with_folders() -> Iterable[Source]:
    """The sources that read files from a folder."""
    return Source.objects.filter(settings__has_key="folder").exclude(settings__folder="")


def keep_aside(source: Source, upload: UploadedFile) -> Waiting:
    """Keep an uploaded file until it is confirmed, in place of an earlier one that was not.

    Raises UploadRefused for a file that is too large, is not what its name says, cannot be read
    as the source says, or lists children; nothing of it is then left.
    """
    aside.refuse_unless_table(upload, SUFFIXES, MAX_BYTES)
    _folder(source)
    waiting = aside.keep(upload, _place(source))
    if error := preview_of_upload(source).error:
        drop(source)
        raise UploadRefused(error)
    return waiting


def waiting_for(source: Source) -> Waiting | None:
    """The file that waits to be confirmed, if any."""
    return aside.waiting_in(_place(source))


def preview_of_upload(source: Source) -> Preview:
    """How the first rows of the waiting file would be understood, or why it cannot be read."""
    waiting = {"folder": f"{aside.FOLDER}/{_place(source)}"}
    try:
        return preview_of(source_reader(source.kind, source.settings | waiting))
    except SourceError as error:
        return Preview(error=str(error))


def others_in_folder(source: Source) -> list[str]:
    """The names of the files that the folder of the source holds already.

    Raises UploadRefused where there can be no such folder.
    """
    folder = _folder(source)
    return sorted(path.name for path in folder.iterdir() if path.suffix.casefold() in SUFFIXES)


def confirm(source: Source, digest: str) -> None:
    """Put the waiting file into the folder of its source, in place of one of the same name.

    Raises UploadRefused where it is no longer the file with that digest.
    """
    waiting = waiting_for(source)
    if waiting is None:
        raise UploadRefused(aside.GONE)
    if waiting.digest != digest:
        raise UploadRefused("Somebody has uploaded another file meanwhile. This is that file.")
    target = _folder(source) / waiting.name
    # A folder may be on another disk: a half-copied file must never bear the name.
    part = target.with_name(f".{target.name}.part")
    shutil.copyfile(waiting.path, part)
    part.replace(target)
    drop(source)


def drop(source: Source) -> None:
    """Forget the waiting file of a source."""
    aside.drop(_place(source))


def _folder(source: Source) -> Path:
    try:
        return make_source_folder(str(source.settings["folder"]))
    except SourceError as error:
        raise UploadRefused(str(error)) from error


def _place(source: Source) -> str:
    return str(source.pk)
