"""Fingertips, the public health profiles: the CSV files that its site and its API give out.

Settings of a source of this kind::

    {"folder": "fingertips", "file": "*.csv",
     "areas": {"E06000066": "Somerset", "E92000001": "England"},
     "indicators": [{"code": "P6-20", "id": "10401", "year_type": "financial",
                     "filters": {"Sex": "Persons", "Age": "10-17 yrs",
                                 "Category Type": "", "Category": ""}}]}

- Where the file is: ``folder`` and ``file`` (a pattern; the file put there last is read), or
  ``url``, such as the address of all_data/csv/by_indicator_id with its parameters.
- ``areas``: which areas to keep, by nine-character code, and what they are called here. An
  area whose code has changed is given with both codes and the one name.
- ``indicators``: our ``code`` and, for a band or breakdown, ``category``; the ``id`` that the
  indicator has in Fingertips; ``filters``, a column and the one value to keep. Sex, Age,
  Category Type and Category have to be pinned where rows differ in them, and are refused
  otherwise. ``year_type`` is financial, academic or calendar: Fingertips prints “2016/17” for
  the first two alike.
- ``neighbours``: areas whose simple mean is kept under the name of an area here:
  {"name": "Statistical neighbours", "set": "2025 model", "members": ["E06000022"]}, or the name
  of a set that is kept in the admin: “Statistical neighbours, 2025 model”.
- ``missing``: what further signs stand for, such as {"-": "c"}.

An empty value is kept as a symbol, with the value note that says why it is empty.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Annotated

from msgspec import Meta, Struct

from indicators.periods import Period, YearType, parse_fingertips_period
from indicators.sources.neighbours import Text
from indicators.sources.official.figures import Cell
from indicators.sources.official.files import located_file
from indicators.sources.official.fitting import Cells
from indicators.sources.official.reader import Name, OfficialReader, OfficialSettings
from indicators.sources.official.selection import Result, Selection
from indicators.sources.official.wanted import Take
from indicators.sources.tables import csv_table
from indicators.sources.typed_settings import typed_settings

AREA, PERIOD, NOTE, INDICATOR = "area_code", "time_period", "value_note", "indicator_id"
KINDS = ("sex", "age", "category_type", "category")  # of people: one of each makes a figure

_HELD_BACK = ("suppress", "disclosure", "too small", "small number")
_NO_REASON = "The source gives no value, and no reason."

_read_period = lru_cache(maxsize=1024)(parse_fingertips_period)


class FingertipsIndicator(Struct, kw_only=True, forbid_unknown_fields=True):
    """One of our indicators, and which of theirs it is."""

    code: Text
    id: Text
    category: Name = ""
    filters: dict[str, str] = {}
    year_type: YearType | None = None

    def take(self) -> Take:
        """What is wanted of the table."""
        return Take(
            code=self.code,
            category=self.category,
            value="value",
            numerator="count",
            denominator="denominator",
            filters={INDICATOR: self.id} | self.filters,
            period_is=self.year_type or "",
        )


class FingertipsSettings(OfficialSettings, kw_only=True, forbid_unknown_fields=True):
    """What a source of this kind may be told; the module says what each means."""

    indicators: Annotated[list[FingertipsIndicator], Meta(min_length=1)]

    def check(self) -> None:
        """Raise SourceError for settings that do not go together."""
        super().check()
        self.refuse_unless_one()


class FingertipsReader(OfficialReader):
    """Reads a CSV file of Fingertips."""

    def results(self) -> Iterator[tuple[Sequence[Result], float]]:
        """What comes of each row. Raises SourceError or UnreadableTable."""
        settings = typed_settings(self.settings, FingertipsSettings)
        settings.check()
        with (
            located_file(settings, self.settings) as path,
            closing(csv_table(path)) as table,
        ):
            takes = [indicator.take() for indicator in settings.indicators]
            wanted = settings.wanted_of(table.name, takes)
            yield from self.selected(FingertipsSelection(table, wanted))


class FingertipsSelection(Selection):
    """What is wanted of such a table."""

    kinds = KINDS

    def own_columns(self) -> list[str]:
        """Area, indicator and period, the kinds of people, and the note."""
        return [AREA, INDICATOR, PERIOD, *KINDS, NOTE]

    def area_code(self, cells: Cells) -> str:
        """The nine-character code."""
        return self.text(cells, AREA)

    def period(self, cells: Cells, take: Take) -> Period:
        """The period that the label names, by the indicator's own kind of year."""
        return _read_period(self.text(cells, PERIOD), take.period_is or None)

    def period_cell(self, cells: Cells) -> Cell:
        """The label."""
        return self.cell(cells, PERIOD)

    def value(self, cells: Cells, take: Take) -> Cell:
        """The value; where it is empty, the sign that its note calls for."""
        value = self.cell(cells, take.value)
        if value.text:
            return value
        reason = self.text(cells, NOTE).casefold()
        held_back = any(word in reason for word in _HELD_BACK)
        return value._replace(text="c" if held_back else "x")

    def note(self, cells: Cells, code: str) -> str:
        """What the source says of the value."""
        said = self.text(cells, NOTE)
        return said if said or self.text(cells, "value") else _NO_REASON
