"""A table of an outside file: a heading row, and rows that know where they stand."""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from indicators.sources.csvfiles import Csv, Meter, UnreadableCsv, csv_rows
from indicators.sources.problems import Problem, did_you_mean, quoted

TITLES = 20  # rows above the headings that a file may have
MAX_HEADINGS = 1000

Row = tuple[str, list[str]]
RawRows = Iterator[Row]


class UnreadableTable(Exception):
    """A table that cannot be read at all: damaged, empty, or with headings that do not fit."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


class Column(NamedTuple):
    """Where a column of ours is found in the file: under a heading, or one text for every row."""

    heading: str  # as it is written there; empty where ``fixed`` is for every row
    fixed: str = ""
    translate: Callable[[str], str] | None = None  # from its cells to ours; raises CellError


@dataclass(frozen=True, slots=True)
class Table:
    """Headings in our spelling, and (place, cells as text) of every row that is not blank.

    ``columns`` says where columns of ours are found, other than under their own names. A table
    is ``mapped`` where the settings of a source describe columns that are somebody else's.
    ``close`` lets go of the file: call it where the rows may not be read to their end.
    """

    name: str
    heading_place: str
    headings: list[str]
    rows: RawRows
    fraction_read: Callable[[], float]
    columns: Mapping[str, Column] = field(default_factory=dict)
    mapped: bool = False
    close: Callable[[], None] = lambda: None

    def column(self, name: str) -> Column | None:
        """Where our column ``name`` is found; none where it is not."""
        if name in self.columns:
            column = self.columns[name]
            there = not column.heading or spelled(column.heading) in self.headings
            return column if there else None
        return Column(name) if name in self.headings else None


class Record(NamedTuple):
    """The cells of one row in the order that was asked for; empty where there is none."""

    place: str
    cells: tuple[str, ...]


def unreadable(name: str, message: str) -> UnreadableTable:
    """The error for a table as a whole."""
    return UnreadableTable([Problem(name, "", "", message)])


def csv_table(path: Path, written: Csv | None = None) -> Table:
    """Open a CSV file, ``written`` as its source says or else as is seen by looking at it.

    Line numbers count from 1 and name the line a row starts on, line breaks inside quotation
    marks included. Raises UnreadableTable, here or while its rows are read.
    """
    try:
        meter = Meter(path.stat().st_size)
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be opened: {error.strerror}.") from error
    rows = _csv_rows(path, written or Csv(), meter)
    try:
        table = make_table(path.name, rows, meter.fraction)
    except UnreadableTable:
        rows.close()
        raise
    return replace(table, close=rows.close)


def make_table(name: str, rows: RawRows, fraction_read: Callable[[], float]) -> Table:
    """Take the first row with anything in it for the headings."""
    filled = (row for row in rows if any(row[1]))
    place, headings = next(filled, (name, None))
    if headings is None:
        raise unreadable(name, "There is nothing in it. It needs headings in its first row.")
    if len(headings) > MAX_HEADINGS:
        message = f"It has {len(headings):,} columns, and a table of values has a few."
        raise unreadable(name, message)
    return Table(name, place, list(map(spelled, headings)), filled, fraction_read)


def below_titles(table: Table, wanted: Collection[str]) -> Table:
    """The table from the row on that holds all the headings ``wanted``.

    Titles above the headings are passed over, 20 rows of them at most. Where no row fits, the
    table stays as it is, for its first row to be told what it lacks.
    """
    wanted = set(map(spelled, wanted))
    if not wanted or wanted <= set(table.headings):
        return table
    first = list(islice(table.rows, TITLES))
    for number, (place, cells) in enumerate(first):
        headings = list(map(spelled, cells))
        if wanted <= set(headings):
            rows = chain(first[number + 1 :], table.rows)
            return replace(table, heading_place=place, headings=headings, rows=rows)
    return replace(table, rows=chain(first, table.rows))


def check_headings(table: Table, required: Collection[str], optional: Collection[str] = ()) -> None:
    """Raise UnreadableTable where a column is missing, stands twice, or is nearly right.

    Further columns are the council's own and are passed over.
    """
    problems = list(_doubled(table, (*required, *optional)))
    absent = [name for name in (*required, *optional) if table.column(name) is None]
    if not table.mapped:
        problems += _nearly_right(table, (*required, *optional), absent)
    for name in absent:
        if name in table.columns:
            problems.append(_lost(table, table.columns[name].heading))
        elif name in required:
            problems.append(Problem(table.heading_place, name, "", _missing(table, required)))
    if problems:
        raise UnreadableTable(list(dict.fromkeys(problems)))


def records(table: Table, names: Sequence[str]) -> Iterator[Record | Problem]:
    """The cells of the columns ``names`` row by row, or the problem of a row that is too long."""
    width = len(table.headings)
    places, after = _places(table, names)
    for place, cells in table.rows:
        if len(cells) > width and any(cells[width:]):
            yield Problem(place, "", cells[width], _too_long(width))
            continue
        # An absent column, and a short row, read as empty.
        padded = cells[:width] + [""] * (width - len(cells)) + after
        yield Record(place, tuple(map(padded.__getitem__, places)))


def spelled(heading: str) -> str:
    """A heading as we spell it: in small letters, with _ between its words."""
    return "_".join(heading.casefold().replace("-", " ").replace("_", " ").split())


def _places(table: Table, names: Sequence[str]) -> tuple[list[int], list[str]]:
    """Where each column stands in a row; texts of every row stand behind its own cells."""
    places, after = [], [""]
    for name in names:
        column = table.column(name)
        if column and column.heading:
            places.append(table.headings.index(spelled(column.heading)))
            continue
        places.append(len(table.headings) + len(after))
        after.append(column.fixed if column else "")
    return places, after


def _csv_rows(path: Path, written: Csv, meter: Meter) -> Generator[Row, None, None]:
    name = path.name
    try:
        with closing(csv_rows(path, written, meter)) as rows:
            for line, cells in rows:
                yield f"{name} line {line}", cells
    except UnreadableCsv as error:
        place = f"{path.name} line {error.line}" if error.line else path.name
        raise unreadable(place, str(error)) from error


def _doubled(table: Table, names: Collection[str]) -> Iterator[Problem]:
    """Columns that stand twice: any at all, or of a mapped table those that are read."""
    read = [table.column(name) for name in names]
    watched = {spelled(column.heading) for column in read if column} if table.mapped else None
    for name, times in Counter(table.headings).items():
        if name and times > 1 and (watched is None or name in watched):
            message = "This column stands twice. Take one away."
            yield Problem(table.heading_place, name, "", message)


def _nearly_right(
    table: Table, known: Collection[str], absent: Collection[str]
) -> Iterator[Problem]:
    for name in table.headings:
        if name and name not in known and (question := did_you_mean(name, absent)):
            message = f"No column is called {name}.{question}"
            yield Problem(table.heading_place, name, name, message)


def _lost(table: Table, heading: str) -> Problem:
    """A heading that the settings of the source name and the file has not."""
    question = did_you_mean(spelled(heading), table.headings)
    message = f"No column has the heading {quoted(heading)}, which the settings of the source name."
    return Problem(table.heading_place, heading, "", message + (question or f" {_there(table)}"))


def _there(table: Table) -> str:
    headings = ", ".join(heading for heading in table.headings if heading)
    return f"The headings are: {headings[:200]}. Mend the settings or the file."


def _missing(table: Table, required: Collection[str]) -> str:
    if table.mapped:
        return "Nothing says where this comes from. Give its heading in the settings of the source."
    if len(list(filter(None, table.headings))) == 1 and not {*table.headings} & {*required}:
        return (
            "This column is missing. This row looks like a title: "
            "the headings have to stand in the first row."
        )
    return "This column is missing. Add it to the row of headings."


def _too_long(width: int) -> str:
    return (
        f"The row has more cells than the {width} headings. "
        "A comma inside a cell needs quotation marks round the cell."
    )
