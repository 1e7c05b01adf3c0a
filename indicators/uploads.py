"""Files that somebody uploads for a source: kept aside, looked at, then put into its folder.

No pull sees an uploaded file before it was previewed and confirmed. A source has one such file at
a time, in a folder of its own, so that its reader reads that file and nothing else.
"""

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import slugify

from indicators.models import Source
from indicators.previews import Preview, preview_of
from indicators.sources.base import SourceError
from indicators.sources.folder import SUFFIXES
from indicators.sources.folders import make_source_folder
from indicators.sources.problems import quoted
from indicators.sources.register import reader_for

MAX_BYTES = 20_000_000
KEPT = timedelta(days=1)  # unconfirmed

_ASIDE = ".uploads"  # inside the folder for sources; no reader looks into it by itself
_LONGEST_NAME = 60
_WORKBOOK = b"PK\x03\x04"
_KINDS = {
    b"\xd0\xcf\x11\xe0": "an old workbook (.xls), or one with a password. Save it as .xlsx",
    b"%PDF": "a PDF. Save the table it was made from as a CSV file or an .xlsx workbook",
    b"<": "a web page. Save the table itself as a CSV file or an .xlsx workbook",
}


class UploadRefused(Exception):
    """Why a file is not taken, in words for whoever uploaded it. Nothing of it was kept."""


@dataclass(frozen=True)
class Waiting:
    """An uploaded file that waits to be confirmed. Its digest tells it from a later one."""

    path: Path
    digest: str

    @property
    def name(self) -> str:
        """The name it will have in the folder of its source."""
        return self.path.name


def sources_with_folders() -> Iterable[Source]:
    """The sources that read files from a folder."""
    return Source.objects.filter(settings__has_key="folder").exclude(settings__folder="")


def keep_aside(source: Source, upload: UploadedFile) -> Waiting:
    """Keep an uploaded file until it is confirmed, in place of an earlier one that was not.

    Raises UploadRefused for a file that is too large, is not what its name says, cannot be read
    as the source says, or lists children; nothing of it is then left.
    """
    name = _safe_name(upload.name)
    if upload.size > MAX_BYTES:
        raise UploadRefused(f"The file is larger than {MAX_BYTES // 1_000_000} MB. Split it.")
    _refuse_other_content(name, upload)
    _folder(source)
    _forget_old_ones()
    drop(source)
    path = _aside(source) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file)
    if error := preview_of_upload(source).error:
        drop(source)
        raise UploadRefused(error)
    return Waiting(path, _digest(path))


def waiting_for(source: Source) -> Waiting | None:
    """The file that waits to be confirmed, if any."""
    path = next(iter(_aside(source).glob("*.*")), None)
    return Waiting(path, _digest(path)) if path else None


def preview_of_upload(source: Source) -> Preview:
    """How the first rows of the waiting file would be understood, or why it cannot be read."""
    aside = {"folder": f"{_ASIDE}/{source.pk}"}
    try:
        return preview_of(reader_for(source.kind, source.settings | aside))
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
        raise UploadRefused("The file is no longer here. Upload it again.")
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
    shutil.rmtree(_aside(source), ignore_errors=True)


def _folder(source: Source) -> Path:
    try:
        return make_source_folder(str(source.settings["folder"]))
    except SourceError as error:
        raise UploadRefused(str(error)) from error


def _aside(source: Source) -> Path:
    return Path(settings.SOURCES_DIR).resolve() / _ASIDE / str(source.pk)


def _safe_name(name: str) -> str:
    path = Path(name)
    if path.suffix.casefold() not in SUFFIXES:
        raise UploadRefused(
            f"{quoted(name)} is neither a CSV file nor an .xlsx workbook. Save it as one of them."
        )
    return f"{slugify(path.stem)[:_LONGEST_NAME] or 'upload'}{path.suffix.casefold()}"


def _refuse_other_content(name: str, upload: UploadedFile) -> None:
    """Refuse a file whose first bytes are not what its ending says."""
    start = upload.read(1024)
    upload.seek(0)
    found = next((kind for mark, kind in _KINDS.items() if start.lstrip().startswith(mark)), "")
    if found:
        raise UploadRefused(f"The file is {found}.")
    if name.endswith(".xlsx") != start.startswith(_WORKBOOK):
        really = "is no workbook" if name.endswith(".xlsx") else "is not text"
        raise UploadRefused(f"The file {really}, whatever its name says. Save it afresh.")


def _forget_old_ones() -> None:
    aside = Path(settings.SOURCES_DIR).resolve() / _ASIDE
    oldest = (timezone.now() - KEPT).timestamp()
    for folder in aside.glob("*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
