"""Files that are there whole or not at all, whatever happens while they are written."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.core.files.storage import default_storage


def keep(name: str, content: bytes) -> str:
    """Write ``content`` where the default storage keeps ``name``, and return ``name``.

    It is written aside, brought to the disk and moved into place, so nobody ever reads half of
    it; one of that name is replaced. Raises ``OSError``, and leaves nothing, where the disk is
    full or the folder may not be written in.
    """
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(0o640)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    _bring_to_disk(path.parent)
    return name


def fault_of(name: str, sha256: str) -> str:
    """What is wrong with a kept file, as a sentence that names it; nothing where it is sound."""
    try:
        with default_storage.open(name) as file:
            held = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return f"The file {name} is missing."
    except OSError as error:
        return f"The file {name} cannot be read: {error.strerror}."
    return "" if held == sha256 else f"The file {name} is not as it was stored."


def _bring_to_disk(folder):
    """The name of a new file is kept by its folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
