"""Uploaded files between being looked at and being imported, where only the server reads them."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from indicators import aside
from indicators.aside import UploadRefused

MAX_BYTES = 10_000_000
SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True)
class Held:
    """A file that waits: its place, which nobody can guess, and what tells it from others."""

    place: str
    name: str
    digest: str

    @property
    def path(self) -> Path:
        """Where it is. Raises UploadRefused where it is gone, or no longer the same file."""
        waiting = aside.waiting_in(self.place)
        if waiting is None or waiting.digest != self.digest:
            raise UploadRefused(aside.GONE)
        return waiting.path


def hold(upload: UploadedFile) -> Held:
    """Keep a file until it is imported. Raises UploadRefused for one that is no table."""
    aside.refuse_unless_table(upload, SUFFIXES, MAX_BYTES)
    place = f"import-{secrets.token_hex(16)}"
    waiting = aside.keep(upload, place)
    return Held(place, waiting.name, waiting.digest)


def drop(held: Held) -> None:
    """Remove a file that waits."""
    aside.drop(held.place)
