"""Files that somebody uploads, kept aside until they are looked at and confirmed.

Each waits in a place of its own, so that two people never disturb each other; no reader of a
source looks in there. What nobody confirms is thrown away after a day.
"""

import hashlib
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import slugify

from indicators.sources.problems import quoted

KEPT = timedelta(days=1)  # unconfirmed
FOLDER = ".uploads"  # inside the folder for sources

_LONGEST_NAME = 60
_WORKBOOK = b"PK\x03\x04"
_KINDS = {
    b"\xd0\xcf\x11\xe0": "an old workbook (.xls), or one with a password. Save it as .xlsx",
    b"%PDF": "a PDF. Save the table it was made from as a CSV file or an .xlsx workbook",
    b"<": "a web page. Save the table itself as a CSV file or an .xlsx workbook",
}


GONE = "The file is no longer here. Upload it again."


class UploadRefused(Exception):
    """Why a file is not taken, in words for whoever uploaded it. Nothing of it was kept."""


@dataclass(frozen=True)
class Waiting:
    """An uploaded file that waits to be confirmed. Its digest tells it from a later one."""

    path: Path
    digest: str

    @property
    def name(self) -> str:
        """The name that it has from now on."""
        return self.path.name


def refuse_unfit(
    upload: UploadedFile, suffixes: Collection[str], most: int, advice: Mapping[str, str]
) -> None:
    """Raise UploadRefused for a file that is too large or not what its name says.

    ``advice`` says what to do with a file of another sort, by its ending; "" is for all others.
    """
    suffix = Path(upload.name).suffix.casefold()
    if suffix not in suffixes:
        raise UploadRefused(advice.get(suffix, advice[""]))
    if upload.size > most:
        message = f"The file is larger than {most // 1_000_000} MB. {advice['large']}"
        raise UploadRefused(message)
    start = upload.read(1024)
    upload.seek(0)
    found = next((kind for mark, kind in _KINDS.items() if start.lstrip().startswith(mark)), "")
    if found:
        raise UploadRefused(f"The file is {found}.")
    if (suffix == ".xlsx") != start.startswith(_WORKBOOK):
        really = "is no workbook" if suffix == ".xlsx" else "is not text"
        raise UploadRefused(f"The file {really}, whatever its name says. Save it afresh.")


def refuse_unless_table(upload: UploadedFile, suffixes: Collection[str], most: int) -> None:
    """As ``refuse_unfit``, for one table: a CSV file or a workbook."""
    other = f"{quoted(upload.name)} is neither a CSV file nor an .xlsx workbook. "
    refuse_unfit(
        upload, suffixes, most, {"": f"{other}Save it as one of them.", "large": "Split it."}
    )


def keep(upload: UploadedFile, place: str) -> Waiting:
    """Keep an uploaded file in a place, instead of what waited there."""
    _forget_old_ones()
    drop(place)
    name = Path(upload.name)
    stem = slugify(name.stem)[:_LONGEST_NAME] or "upload"
    path = folder_of(place) / f"{stem}{name.suffix.casefold()}"
    path.parent.mkdir(parents=True, exist_ok=True)
    upload.seek(0)
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file)
    return Waiting(path, digest_of_file(path))


def waiting_in(place: str) -> Waiting | None:
    """The file that waits in a place, if any."""
    path = next(iter(folder_of(place).glob("*.*")), None)
    return Waiting(path, digest_of_file(path)) if path else None


def drop(place: str) -> None:
    """Forget what waits in a place."""
    shutil.rmtree(folder_of(place), ignore_errors=True)


def folder_of(place: str) -> Path:
    """Where the file of a place waits; it need not be there yet."""
    return Path(settings.SOURCES_DIR).resolve() / FOLDER / place


def digest_of(upload: UploadedFile) -> str:
    """The SHA-256 of an uploaded file, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _forget_old_ones() -> None:
    oldest = (timezone.now() - KEPT).timestamp()
    for folder in folder_of("").glob("*"):
        if _changed_at(folder) < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _changed_at(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:  # somebody else has just forgotten it
        return 0
