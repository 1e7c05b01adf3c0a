"""A cross-tab of one metric: a row an area, a column a period. The layout of LG Inform."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from indicators.periods import Period, PeriodError
from indicators.sources.base import SourceError
from indicators.sources.csvfiles import Csv, Meter, UnreadableCsv, csv_rows
from indicators.sources.official.figures import NO_CELL, Cell, Label, observation
from indicators.sources.official.fitting import Areas, listed
from indicators.sources.official.selection import Result
from indicators.sources.official.wanted import PeriodReader, Wanted
from indicators.sources.personal import refuse_personal
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow
from indicators.sources.tables import RawRows, Table, spelled

AREA = "area"
LABELS = (AREA, "area_label", "area_long_label")

_TOO_LONG = (
    "The row has more cells than there are headings. "
    "A comma inside a cell needs quotation marks round the cell."
)

Column = tuple[int, str, Period]  # where it stands, its heading, and what that names


class Crosstab:
    """Reads one figure of ours, for the areas wanted, out of one file."""

    def __init__(self, path: Path, wanted: Wanted, read_period: PeriodReader):
        self.name = path.name
        self.areas = Areas(path.name, wanted)
        [self._take] = wanted.takes
        self._path, self._wanted, self._read_period = path, wanted, read_period

    def results(self) -> Iterator[list[Result]]:
        """What comes of each row, and at the end the means.

        A column whose heading names no period is refused as one row would be. Raises SourceError
        where none names one, where two name the same, and where an area wanted is not there; and
        UnreadableTable for a list of children.
        """
        rows = self._rows()
        place, titles = next(rows, (self.name, []))
        rows = self._watched(place, titles, rows)
        at = self._area_column(titles)
        periods, problems = self._periods(place, titles)
        yield problems
        for place, cells in rows:
            code = cells[at] if at < len(cells) else ""
            if code.casefold() == AREA or not self.areas.wants(code):
                yield []  # the headings once more, or an area that nobody asked for
            elif any(cells[len(titles) :]):
                yield [[Problem(place, "", cells[len(titles)], _TOO_LONG)]]
            else:
                yield self._row(place, code, cells, periods)
        self.areas.refuse_unmet()
        if self._wanted.means:
            yield list(self._wanted.means.rows())

    def _rows(self) -> RawRows:
        """The place and the cells of every row with anything in it."""
        try:
            meter = Meter(self._path.stat().st_size)
            for line, cells in csv_rows(self._path, Csv(), meter):
                if any(cells):
                    yield f"{self.name} line {line}", cells
        except UnreadableCsv as error:
            line = f" line {error.line}" if error.line else ""
            raise SourceError(f"{self.name}{line}: {error}") from error
        except OSError as error:
            raise SourceError(f"{self.name} cannot be opened: {error.strerror}.") from error

    def _watched(self, place: str, titles: Sequence[str], rows: RawRows) -> RawRows:
        headings = list(map(spelled, titles))
        return refuse_personal(Table(self.name, place, headings, rows, lambda: 0.0)).rows

    def _area_column(self, titles: Sequence[str]) -> int:
        for at, title in enumerate(titles):
            if spelled(title) == AREA:
                return at
        there = f"Its columns are: {listed(titles)}." if titles else "There is nothing in it."
        raise SourceError(
            f"{self.name} has no column “area” with the codes of the areas. {there} Ask for it "
            "with areas as rows and periods as columns."
        )

    def _periods(self, place: str, titles: Sequence[str]) -> tuple[list[Column], list[Result]]:
        """The columns that name a period, and what is wrong with the others."""
        periods, problems = [], []
        for at, title in enumerate(titles):
            if spelled(title) in ("", *LABELS):
                continue
            try:
                periods.append((at, title, self._read_period(title)))
            except PeriodError as error:
                problems.append([Problem(place, title, title, str(error))])
        if not periods:
            why = problems[0][0].message if problems else "It has no column but the areas."
            raise SourceError(f"No column of {self.name} names a period. {why}")
        self._refuse_rivals(periods)
        return periods, problems

    def _refuse_rivals(self, periods: list[Column]) -> None:
        first: dict[tuple[date, date], str] = {}
        for _, title, period in periods:
            other = first.setdefault((period.start, period.end), title)
            if other != title:
                raise SourceError(
                    f"The columns {listed([other, title])} of {self.name} are of the same period. "
                    "Ask for one metric and one kind of value at a time."
                )

    def _row(
        self, place: str, code: str, cells: Sequence[str], periods: list[Column]
    ) -> list[Result]:
        area = self._wanted.areas.get(code)
        results = []
        for at, title, period in periods:
            label = Label(place, self._take.code, area or code, self._take.category, period)
            cell = Cell(title, cells[at] if at < len(cells) else "")
            result = observation(label, cell, NO_CELL, NO_CELL, self._wanted.signs)
            if isinstance(result, ObservationRow) and self._wanted.means:
                self._wanted.means.add(code, result)
            if area or not isinstance(result, ObservationRow):
                results.append(result)
        return results
