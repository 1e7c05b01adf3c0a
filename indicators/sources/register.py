"""Which reader reads which kind of source. A new kind is added here."""

from indicators.choices import SourceKind
from indicators.sources.base import SourceError, SourceReader
from indicators.sources.folder import FolderReader

READERS: dict[str, type[SourceReader]] = {SourceKind.FOLDER: FolderReader}


def reader_for(kind: str, settings: dict) -> SourceReader:
    """The reader for a source of ``kind``. Raises SourceError where there is none."""
    try:
        return READERS[kind](settings)
    except KeyError as error:
        raise SourceError(f"This site cannot read sources of the kind {kind!r}.") from error
