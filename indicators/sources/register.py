"""Which reader reads which kind of source. A new kind is added here."""

import re
import sys
from datetime import date

from django.utils import timezone

from indicators.choices import SourceKind
from indicators.sources.base import SourceError, SourceReader
from indicators.sources.dfe import DfeReader
from indicators.sources.fingertips import FingertipsReader
from indicators.sources.folder import FolderReader
from indicators.sources.http import HttpReader
from indicators.sources.lginform import LgInformReader
from indicators.sources.sql import SqlReader

READERS: dict[str, type[SourceReader]] = {
    SourceKind.FOLDER: FolderReader,
    SourceKind.HTTP: HttpReader,
    SourceKind.SQL: SqlReader,
    SourceKind.DFE: DfeReader,
    SourceKind.FINGERTIPS: FingertipsReader,
    SourceKind.LGINFORM: LgInformReader,
}


def reader_for(kind: str, settings: dict, as_at: date | None = None) -> SourceReader:
    """The reader for a source of ``kind`` on the day ``as_at``, or else today.

    Raises SourceError where there is none.
    """
    reader = READERS.get(kind)
    if reader is None:
        raise SourceError(f"This site cannot read sources of the kind {kind!r}.")
    return reader(settings, as_at or timezone.localdate())


def settings_explained(kind: str) -> str:
    """What settings of ``kind`` may say, with an example: how the module of its reader begins."""
    words = sys.modules[READERS[kind].__module__].__doc__.partition("\n\n")[2]
    return re.sub(r"``(.+?)``", r"“\1”", words).replace("::\n", ":\n").strip()
