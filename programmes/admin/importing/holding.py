"""Uploaded files between being looked at and being imported, where only the server reads them."""

import hashlib
import secrets
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from indicators.uploads import UploadRefused, refuse_other_content, safe_name

MAX_BYTES = 10_000_000
KEPT = timedelta(days=1)  # unconfirmed


@dataclass(frozen=True)
class Held:
    """A file that waits: the folder nobody can guess, its name, and what tells it from others."""

    token: str
    name: str
    digest: str

    @property
    def path(self) -> Path:
        """Where it is. Raises UploadRefused where it is gone, or no longer the same file."""
        path = _folder() / self.token / self.name
        if not path.is_file() or _digest(path.read_bytes()) != self.digest:
            raise UploadRefused("The file is no longer here. Upload it again.")
        return path


def hold(upload: UploadedFile) -> Held:
    """Keep a file until it is imported. Raises UploadRefused for one that is no table."""
    name = safe_name(upload.name)
    if upload.size > MAX_BYTES:
        raise UploadRefused(f"The file is larger than {MAX_BYTES // 1_000_000} MB. Split it.")
    refuse_other_content(name, upload)
    _forget_old_ones()
    data = upload.read()
    held = Held(secrets.token_hex(16), name, _digest(data))
    folder = _folder() / held.token
    folder.mkdir(parents=True, mode=0o700)
    (folder / name).write_bytes(data)
    return held


def drop(held: Held | None) -> None:
    """Remove a file that waits, if there is one."""
    if held:
        shutil.rmtree(_folder() / held.token, ignore_errors=True)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "imports"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _forget_old_ones() -> None:
    oldest = (timezone.now() - KEPT).timestamp()
    for folder in _folder().glob("*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
