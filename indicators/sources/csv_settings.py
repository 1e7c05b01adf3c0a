"""How the settings of a source say that its CSV files are written."""

from indicators.sources.csvfiles import ENCODINGS, SEPARATORS, Csv
from indicators.sources.mapping import MappingSettings
from indicators.sources.typed_settings import refuse_unless_known


class CsvSettings(MappingSettings, kw_only=True):
    """Settings of a source that may read CSV files in a council's own columns.

    The encoding and the separator are seen by looking, unless they are given.
    """

    encoding: str = ""
    separator: str = ""

    def written(self) -> Csv:
        """Both of them. Raises SourceError for one that is not known."""
        refuse_unless_known("encoding", self.encoding, ENCODINGS)
        refuse_unless_known("separator", self.separator, [*SEPARATORS, *SEPARATORS.values()])
        return Csv(self.encoding, self.separator)
