"""Typed rows: a column says what may stand in its cells, a row has them converted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.sources.cells import CellError
from indicators.sources.personal import refuse_personal
from indicators.sources.problems import Problem
from indicators.sources.tables import Table, check_headings, records


@dataclass(frozen=True)
class Column:
    """A column by name; ``required`` columns must be there, ``filled`` cells hold something.

    The last five are for whoever fills it in: what belongs here, an example, the fixed words
    with their meaning, the least and the most of a whole number, and the sheet and column whose
    cells alone may stand here.
    """

    name: str
    convert: Callable[[str], Any]
    filled: bool = False
    required: bool = True
    empty: Any = None  # what an empty cell means
    guide: str = ""
    example: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    limits: tuple[int, int] | None = None
    named_in: tuple[str, str] | None = None


@dataclass
class Row:
    """One typed row. ``values`` has the columns that the file has; a wrong cell is empty."""

    place: str
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str) -> Any:
        """The cell in a column that may be absent, None where it is."""
        return self.values.get(name)

    def problem(self, column: str, message: str) -> Problem:
        """What is wrong with one cell of this row, or with all of it where ``column`` is ""."""
        return Problem(self.place, column, self.texts.get(column, ""), message)


def typed_rows(table: Table, columns: tuple[Column, ...]) -> Iterator[Row]:
    """The rows of a table, every cell converted.

    Raises UnreadableTable where the headings do not fit, the file is damaged, or a column that is
    none of ours is about single children.
    """
    table = refuse_personal(table, known=[column.name for column in columns])
    check_headings(
        table,
        required=[column.name for column in columns if column.required],
        optional=[column.name for column in columns if not column.required],
    )
    present = [column for column in columns if column.name in table.headings]
    for record in records(table, [column.name for column in present]):
        if isinstance(record, Problem):
            yield Row(record.place, problems=[record])
        else:
            yield _typed(record.place, record.cells, present)


def _typed(place: str, cells: tuple[str, ...], columns: list[Column]) -> Row:
    row = Row(place)
    for column, text in zip(columns, cells, strict=True):
        row.texts[column.name] = text
        row.values[column.name] = column.empty
        if not text and column.filled:
            row.problems.append(row.problem(column.name, "This cell is empty. Fill it in."))
        elif text:
            try:
                row.values[column.name] = column.convert(text)
            except CellError as error:
                row.problems.append(row.problem(column.name, str(error)))
    return row
