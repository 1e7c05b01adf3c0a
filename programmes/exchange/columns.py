"""The columns of the exchange format, and what may stand in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from indicators.choices import Basis, Frequency, Polarity, TargetKind, ToleranceKind, Unit
from indicators.models import Area, Category, Indicator, Target
from indicators.sources.cells import CellError, to_date, to_number, to_text, to_whole, to_word
from indicators.sources.problems import Problem, quoted
from indicators.sources.tables import Table, check_headings, records
from programmes.models import Milestone, Priority, Programme, Risk


@dataclass(frozen=True)
class Column:
    """A column by name; ``required`` columns must be there, ``filled`` cells hold something."""

    name: str
    convert: Callable[[str], Any]
    filled: bool = False
    required: bool = True
    empty: str | None = None  # what an empty cell means


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

    Raises UnreadableTable where the headings do not fit or the file is damaged.
    """
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


def _text(name: str, model: type[Model] | None = None, stored_as: str = "", **kwargs) -> Column:
    """A column of text that fits the field of ``model`` it is stored in."""
    longest = model and model._meta.get_field(stored_as or name).max_length

    def convert(text: str) -> str:
        if longest and len(text) > longest:
            raise CellError(f"This is longer than {longest} characters. Shorten it.")
        return to_text(text)

    return Column(name, convert, empty="", **kwargs)


def _up_to(most: int, message: str, least: int = 0) -> Callable[[str], int]:
    def convert(text: str) -> int:
        number = to_whole(text)
        if not least <= number <= most:
            raise CellError(message)
        return number

    return convert


def _yes_or_no(text: str) -> bool:
    words = {"yes": True, "no": False}
    if text.casefold() not in words:
        raise CellError(f"{quoted(text)} is neither yes nor no. Write one of them.")
    return words[text.casefold()]


_position = _up_to(999, "Numbers of priorities go up to 999.")
_decimals = _up_to(4, "At most 4 digits are kept after the point.")
_one_to_five = _up_to(5, "Likelihood and impact are each from 1 to 5.", least=1)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "programme": (
        _text("code", Programme, filled=True),
        _text("number", Programme),
        _text("title", Programme, filled=True),
        _text("area", Area, "name", filled=True),
        _text("delivery_group", Programme),
        _text("plan", Programme),
        _text("year", Programme),
    ),
    "priorities": (
        Column("number", _position, filled=True),
        _text("title", Priority, filled=True),
    ),
    "indicators": (
        _text("code", Indicator, filled=True),
        Column("priority", _position, filled=True),
        _text("name", Indicator, filled=True),
        Column("unit", to_word(Unit), filled=True),
        Column("decimals", _decimals, filled=True),
        Column("polarity", to_word(Polarity), filled=True),
        Column("frequency", to_word(Frequency), filled=True),
        Column("basis", to_word(Basis), filled=True),
        _text("note"),
    ),
    "targets": (
        _text("code", Indicator, filled=True),
        _text("category", Category, "name"),
        Column("value", to_number),
        Column("effective_from", to_date, filled=True),
        Column("effective_to", to_date),
        _text("origin", Target, filled=True),
        _text("note", Target, "reason"),
        Column("lower", to_number, required=False),
        Column("upper", to_number, required=False),
        Column("amber_tolerance", to_number, required=False),
        Column("tolerance_kind", to_word(ToleranceKind), required=False),
        _text("vintage", Target, required=False),
        Column("kind", to_word(TargetKind), required=False),
        Column("indicative", _yes_or_no, required=False),
    ),
    "milestones": (
        _text("title", Milestone, filled=True),
        Column("planned_on", to_date, filled=True),
        Column("forecast_on", to_date),
        Column("completed_on", to_date),
        _text("progress", Milestone),
    ),
    "risks": (
        _text("title", Risk, filled=True),
        Column("likelihood", _one_to_five, filled=True),
        Column("impact", _one_to_five, filled=True),
        _text("owner", Risk),
        _text("mitigation", Risk),
    ),
}
