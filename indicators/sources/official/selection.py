"""The figures we want out of a long table of official statistics: one row an area and period.

One pass, with memory for the areas wanted and no more: a row of any other area is passed over
before anything else of it is read.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from indicators.periods import Period, PeriodError
from indicators.sources.official.figures import NO_CELL, Cell, Label, observation
from indicators.sources.official.fitting import (
    Areas,
    Cells,
    Filters,
    Mixtures,
    Rivals,
    refuse_missing_columns,
)
from indicators.sources.official.wanted import Take, Wanted
from indicators.sources.personal import refuse_personal
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow
from indicators.sources.tables import Record, Table, records

Result = ObservationRow | list[Problem]


class Selection(ABC):
    """Reads what is wanted out of one table. A format says where area and period stand.

    Raises UnreadableTable for a list of children, here or while its rows are read.
    ``kinds`` are the columns in which all rows of a figure have to agree.
    """

    kinds: Sequence[str] = ()

    def __init__(self, table: Table, wanted: Wanted):
        self.table = refuse_personal(table)
        self.wanted = wanted
        self._takes = [take.spelled() for take in wanted.takes]
        self.areas = Areas(table.name, wanted)
        self._filters = Filters(table, self._takes)
        self._rivals = Rivals(table, wanted.signs)
        self._mixtures = Mixtures(table, self.kinds)
        self._places = {heading: place for place, heading in enumerate(table.headings)}

    @abstractmethod
    def own_columns(self) -> Sequence[str]:
        """The columns that every table of this format has, as far as they are read."""

    @abstractmethod
    def area_code(self, cells: Cells) -> str:
        """The code of the area that a row is about; empty where it is none we could want."""

    @abstractmethod
    def period(self, cells: Cells, take: Take) -> Period:
        """The period of a row. Raises PeriodError."""

    @abstractmethod
    def period_cell(self, cells: Cells) -> Cell:
        """The cell to name where the period is wrong."""

    def note(self, cells: Cells, code: str) -> str:
        """What is to be said of a figure; nothing unless a format has something to say."""
        return ""

    def value(self, cells: Cells, take: Take) -> Cell:
        """The cell with the value, or with the sign in its place."""
        return self.cell(cells, take.value)

    def results(self) -> Iterator[list[Result]]:
        """What comes of each row of the table, mostly nothing; at the end the means.

        Raises SourceError where a column is missing, where two rows are rivals, and at the end
        where an area or a filter of the settings was met in no row or the rows of one figure
        are of several kinds.
        """
        columns = [column for take in self._takes for column in (*take.columns(), *take.filters)]
        refuse_missing_columns(self.table, [*self.own_columns(), *columns])
        for record in records(self.table, self.table.headings):
            yield [[record]] if isinstance(record, Problem) else self._row(record)
        self.areas.refuse_unmet()
        self._filters.refuse_unmet()
        self._mixtures.refuse()
        if self.wanted.means:
            yield list(self.wanted.means.rows())

    def text(self, cells: Cells, column: str) -> str:
        """What stands in one column, which has to be there."""
        return cells[self._places[column]]

    def cell(self, cells: Cells, column: str) -> Cell:
        """The cell of one column; an empty one for no column."""
        return Cell(column, self.text(cells, column)) if column else NO_CELL

    def _row(self, record: Record) -> list[Result]:
        code = self.area_code(record.cells)
        if not self.areas.wants(code):
            return []
        takes = self._filters.takes_of(record.cells)
        found = (self._figure(record, code, take) for take in takes)
        return [result for result in found if result is not None]

    def _figure(self, record: Record, code: str, take: Take) -> Result | None:
        cells = record.cells
        try:
            period = self.period(cells, take)
        except PeriodError as error:
            return [Problem(record.place, *self.period_cell(cells), str(error))]
        self._rivals.refuse(take, code, period, cells)
        self._mixtures.see(take, cells)
        area = self.wanted.areas.get(code)
        label = Label(
            record.place, take.code, area or code, take.category, period, self.note(cells, code)
        )
        counts = self.cell(cells, take.numerator), self.cell(cells, take.denominator)
        result = observation(label, self.value(cells, take), *counts, self.wanted.signs)
        if isinstance(result, ObservationRow):
            if self.wanted.means:
                self.wanted.means.add(code, result)
            return result if area else None  # it may be wanted for the mean alone
        return result
