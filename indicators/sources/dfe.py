"""Explore Education Statistics, the Department for Education's: release files and the API.

Settings of a source of this kind::

    {"folder": "dfe", "file": "cla_number_and_rate*.csv",
     "areas": {"933": "Somerset", "E12000009": "South West", "E92000001": "England"},
     "filters": {"population_type": "Children looked after on 31 March each year"},
     "indicators": [{"code": "P6-03", "value": "rate_per_10000", "numerator": "children_count",
                     "denominator": "population_estimate", "position": true}],
     "neighbours": {"name": "Statistical neighbours", "set": "2025 model",
                    "members": ["845", "878"]},
     "rounded": {"E92000001": 10}}

- Where the rows come from: ``folder`` and ``file`` (a pattern; the file put there last is
  read), or ``url`` of a release's CSV file, or ``data_set``, the id of a data set of the API.
  The API is asked at ``api``. What it answered can be read from files too: ``file`` fits the
  pages of one answer and ``meta`` is the name of the file with the data set's meta data.
- ``areas``: which areas to keep, by code, and what they are called here. An authority has the
  3-digit code of the column old_la_code; a region and a country their nine-character codes.
- ``filters``: the column of a filter, and the one value to keep. Those of an indicator are
  added to those for all. Where two rows are left for one figure, the read stops and says
  in which column they differ.
- ``indicators``: our ``code`` and, for a band or breakdown, ``category``; the columns that hold
  ``value``, ``numerator`` and ``denominator``; ``position`` where the value is one on the last
  day of the period. “Reporting year 2025” is the year to 31 March 2025, or the position then.
- ``neighbours``: areas whose simple mean is kept under the name of an area here, or the name of
  a set that is kept in the admin: “Statistical neighbours, 2025 model”.
- ``missing``: what further signs stand for, such as {"-": "c"}. c, z, x, k, low, u and the
  older : and ~ are known.
- ``rounded``: by code, to what the counts of an area are rounded; the figures bear a note.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Annotated

from msgspec import Meta, Struct

from indicators.periods import parse_ees_period
from indicators.sources.base import SourceError
from indicators.sources.neighbours import Text
from indicators.sources.official.dfe_answers import read_api_period, saved_table
from indicators.sources.official.dfe_api import ADDRESS, asked_table
from indicators.sources.official.dfe_table import POSITION, DfeSelection, level_of
from indicators.sources.official.files import files_of, located_file, newest_file
from indicators.sources.official.reader import Name, OfficialReader, OfficialSettings
from indicators.sources.official.selection import Result
from indicators.sources.official.wanted import Take
from indicators.sources.problems import quoted
from indicators.sources.tables import Table, csv_table
from indicators.sources.typed_settings import typed_settings


class DfeIndicator(Struct, kw_only=True, forbid_unknown_fields=True):
    """One of our indicators, and the columns that hold it."""

    code: Text
    value: Text
    numerator: str = ""
    denominator: str = ""
    category: Name = ""
    filters: dict[str, str] = {}
    position: bool = False


class DfeSettings(OfficialSettings, kw_only=True, forbid_unknown_fields=True):
    """What a source of this kind may be told; the module says what each means."""

    indicators: Annotated[list[DfeIndicator], Meta(min_length=1)]
    filters: dict[str, str] = {}
    rounded: dict[str, Annotated[int, Meta(ge=2)]] = {}
    data_set: str = ""
    api: Text = ADDRESS
    meta: str = ""

    def check(self) -> None:
        """Raise SourceError for settings that do not go together."""
        super().check()
        self.refuse_unless_one(data_set=self.data_set)
        for code in self.codes():
            level_of(code)
        for code in self.rounded:
            if code not in self.areas:
                raise SourceError(
                    f"“rounded” names {quoted(code)}, which is not one of the “areas”."
                )

    def takes(self) -> list[Take]:
        """What is wanted of the table."""
        return [
            Take(
                code=indicator.code,
                category=indicator.category,
                value=indicator.value,
                numerator=indicator.numerator,
                denominator=indicator.denominator,
                filters=self.filters | indicator.filters,
                period_is=POSITION if indicator.position else "",
            )
            for indicator in self.indicators
        ]


class DfeReader(OfficialReader):
    """Reads a release file, or the API, of Explore Education Statistics."""

    def results(self) -> Iterator[tuple[Sequence[Result], float]]:
        """What comes of each row. Raises SourceError or UnreadableTable."""
        wanted = typed_settings(self.settings, DfeSettings)
        wanted.check()
        from_api = bool(wanted.data_set or wanted.meta)
        with self._table(wanted) as table:
            read_period = read_api_period if from_api else parse_ees_period
            asked = wanted.wanted_of(table.name, wanted.takes())
            yield from self.selected(DfeSelection(table, asked, read_period, wanted.rounded))

    @contextmanager
    def _table(self, wanted: DfeSettings) -> Iterator[Table]:
        if wanted.data_set:
            columns = [column for take in wanted.takes() for column in take.columns()]
            yield asked_table(wanted.api, wanted.data_set, wanted.codes(), columns, self.settings)
        elif wanted.meta:
            meta = newest_file(wanted.folder, wanted.meta)
            found = files_of(wanted.folder, wanted.file)
            yield saved_table(meta, [path for path in found if path != meta] or found)
        else:
            with (
                located_file(wanted, self.settings) as path,
                closing(csv_table(path)) as table,
            ):
                yield table
