"""A table of an outside file: a heading row, and rows that know where they stand."""

import csv
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from indicators.sources.problems import Problem, did_you_mean

RawRows = Iterator[tuple[str, list[str]]]


class UnreadableTable(Exception):
    """A table that cannot be read at all: damaged, empty, or with headings that do not fit."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Table:
    """Headings in our spelling, and (place, cells as text) of every row that is not blank."""

    name: str
    heading_place: str
    headings: list[str]
    rows: RawRows
    fraction_read: Callable[[], float]


class Record(NamedTuple):
    """The cells of one row in the order that was asked for; empty where there is none."""

    place: str
    cells: tuple[str, ...]


def unreadable(name: str, message: str) -> UnreadableTable:
    """The error for a table as a whole."""
    return UnreadableTable([Problem(name, "", "", message)])


def csv_table(path: Path) -> Table:
    """Open a CSV file in UTF-8, with or without a byte-order mark.

    Line numbers count from 1 and name the line a row starts on, line breaks inside quotation
    marks included. Raises UnreadableTable, here or while its rows are read.
    """
    try:
        meter = _Meter(path.stat().st_size)
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be opened: {error.strerror}.") from error
    return make_table(path.name, _csv_rows(path, meter), meter.fraction)


def make_table(name: str, rows: RawRows, fraction_read: Callable[[], float]) -> Table:
    """Take the first row with anything in it for the headings."""
    filled = (row for row in rows if any(row[1]))
    place, headings = next(filled, (name, None))
    if headings is None:
        raise unreadable(name, "There is nothing in it. It needs headings in its first row.")
    return Table(name, place, [_heading(cell) for cell in headings], filled, fraction_read)


def check_headings(table: Table, required: Collection[str], optional: Collection[str] = ()) -> None:
    """Raise UnreadableTable where a column is missing, stands twice, or is nearly right.

    Further columns are the council's own and are passed over.
    """
    problems = [
        Problem(table.heading_place, name, "", "This column stands twice. Take one away.")
        for name in dict.fromkeys(table.headings)
        if name and table.headings.count(name) > 1
    ]
    absent = [name for name in (*required, *optional) if name not in table.headings]
    strange = [name for name in table.headings if name and name not in (*required, *optional)]
    for name in strange:
        if question := did_you_mean(name, absent):
            message = f"No column is called {name}.{question}"
            problems.append(Problem(table.heading_place, name, name, message))
    problems += [
        Problem(table.heading_place, name, "", _missing(table.headings))
        for name in absent
        if name in required
    ]
    if problems:
        raise UnreadableTable(problems)


def records(table: Table, names: Sequence[str]) -> Iterator[Record | Problem]:
    """The cells of the columns ``names`` row by row, or the problem of a row that is too long."""
    width = len(table.headings)
    places = [table.headings.index(name) if name in table.headings else width for name in names]
    for place, cells in table.rows:
        if len(cells) > width and any(cells[width:]):
            yield Problem(place, "", cells[width], _too_long(width))
            continue
        # An absent column, and a short row, read as empty.
        padded = cells[:width] + [""] * (width + 1 - len(cells[:width]))
        yield Record(place, tuple(map(padded.__getitem__, places)))


def _csv_rows(path: Path, meter: "_Meter") -> RawRows:
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(meter.count(file), strict=True)
            for cells in reader:
                yield f"{path.name} line {line}", [cell.strip() for cell in cells]
                line = reader.line_num + 1
    except UnicodeDecodeError as error:
        message = "The file is not in UTF-8. In the spreadsheet, save it as “CSV UTF-8”."
        raise unreadable(path.name, message) from error
    except csv.Error as error:
        message = f"From here on this is not CSV ({error}). Check the quotation marks."
        raise unreadable(f"{path.name} line {line}", message) from error
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be read: {error.strerror}.") from error


class _Meter:
    """How much of a file has been read. Counts characters, which is near enough to bytes."""

    def __init__(self, size: int):
        self.size = max(size, 1)
        self.read = 0

    def count(self, lines):
        for line in lines:
            if "\0" in line:
                raise csv.Error("it is not text")
            self.read += len(line)
            yield line

    def fraction(self) -> float:
        return min(self.read / self.size, 1.0)


def _heading(text: str) -> str:
    return "_".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _missing(headings: list[str]) -> str:
    if len(headings) == 1 and ";" in headings[0]:
        return "The columns are parted by semicolons. Save the file with commas between them."
    return "This column is missing. Add it to the row of headings."


def _too_long(width: int) -> str:
    return (
        f"The row has more cells than the {width} headings. "
        "A comma inside a cell needs quotation marks round the cell."
    )
