"""A table in the layout of Explore Education Statistics, from a release file or from the API.

Columns are found by name, for their order differs from file to file. An area is known by a code
and never by its name: an authority by the 3 digits of old_la_code, which stay when its
nine-character code changes, a region and a country by theirs.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from indicators.periods import Period
from indicators.sources.base import SourceError
from indicators.sources.official.figures import Cell
from indicators.sources.official.fitting import Cells
from indicators.sources.official.selection import Selection
from indicators.sources.official.wanted import PeriodReader, Take, Wanted
from indicators.sources.problems import quoted
from indicators.sources.tables import Table

POSITION = "position"  # what a take says of its period where the value is one on a date
LOCAL_AUTHORITY, REGIONAL, NATIONAL = "local authority", "regional", "national"
CODE_COLUMNS = {
    LOCAL_AUTHORITY: "old_la_code",
    REGIONAL: "region_code",
    NATIONAL: "country_code",
}
TIME = ("time_period", "time_identifier")
LEVEL = "geographic_level"

_CODES = {
    LOCAL_AUTHORITY: re.compile(r"\d{3}", re.ASCII),
    REGIONAL: re.compile(r"E1[23]\d{6}", re.ASCII),
    NATIONAL: re.compile(r"[EKNSW](?:92|0[2-4])\d{6}", re.ASCII),
}


def level_of(code: str) -> str:
    """The geographic level that a code belongs to. Raises SourceError where it is none of ours."""
    for level, pattern in _CODES.items():
        if pattern.fullmatch(code):
            return level
    raise SourceError(
        f"Areas are not known by codes such as {quoted(code)} here. Write the 3-digit code of an "
        "authority (933), or the nine-character code of a region (E12000009) or a country "
        "(E92000001). Nine-character codes of authorities change over the years."
    )


class DfeSelection(Selection):
    """What is wanted of such a table.

    ``read_period`` reads its two columns of time and takes ``position``; ``rounded`` says, by
    code of an area, to what its counts are rounded.
    """

    def __init__(
        self,
        table: Table,
        wanted: Wanted,
        read_period: PeriodReader,
        rounded: Mapping[str, int],
    ):
        super().__init__(table, wanted)
        self._read_period = lru_cache(maxsize=1024)(read_period)
        self._notes = {
            code: f"Counts are rounded to the nearest {base:,}." for code, base in rounded.items()
        }
        levels = sorted(map(level_of, (*wanted.areas, *wanted.members)))
        self._code_columns = {level: CODE_COLUMNS[level] for level in levels}

    def own_columns(self) -> list[str]:
        """Time, level, and the codes of the levels that are wanted."""
        return [*TIME, LEVEL, *self._code_columns.values()]

    def area_code(self, cells: Cells) -> str:
        """The code in the column of the row's own level."""
        column = self._code_columns.get(self.text(cells, LEVEL).casefold())
        return self.text(cells, column) if column else ""

    def period(self, cells: Cells, take: Take) -> Period:
        """The period, or its last day where the take is of a position."""
        texts = (self.text(cells, column) for column in TIME)
        return self._read_period(*texts, position=take.period_is == POSITION)

    def period_cell(self, cells: Cells) -> Cell:
        """Both cells of the time, under the name of the first."""
        return Cell(TIME[0], " ".join(self.text(cells, column) for column in TIME))

    def note(self, cells: Cells, code: str) -> str:
        """To what the counts of an area are rounded."""
        return self._notes.get(code, "")
