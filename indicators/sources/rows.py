"""Observations as an outside file gives them: one reader for pulls and for loads by hand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from indicators.choices import ObservationStatus, Symbol
from indicators.sources.cells import CellError, digits_after_point, to_date, to_number
from indicators.sources.notations import period_reader
from indicators.sources.personal import refuse_personal
from indicators.sources.problems import Problem, did_you_mean, quoted
from indicators.sources.tables import Column, Record, Table, check_headings, records

REQUIRED = (
    "code",
    "area",
    "category",
    "period_start",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "flag",
    "note",
)
OPTIONAL = ("as_at",)
COLUMNS = REQUIRED + OPTIONAL
NEEDED = ("code", "area", "period_start", "period_end", "value")  # of columns that are mapped

# The signs of official statistics for a number that is not given.
SIGNS = {
    "c": Symbol.SUPPRESSED.value,
    "z": Symbol.NOT_APPLICABLE.value,
    "x": Symbol.NOT_AVAILABLE.value,
    "low": Symbol.LOW.value,
    "k": Symbol.LOW.value,
    "u": Symbol.UNRELIABLE.value,
}
FLAGS = ("provisional", "revised", "not_comparable")

Converter = Callable[[str], object]


class ObservationRow(NamedTuple):
    """One row of a source, typed and checked by itself; its names not yet looked up.

    A tuple rather than a dataclass: a pull makes hundreds of thousands of them.
    """

    place: str
    code: str
    area: str
    category: str  # empty for the headline
    period_start: date
    period_end: date
    value: Decimal | None  # None where ``symbol`` says why
    places: int  # digits after the point, as supplied
    numerator: Decimal | None
    denominator: Decimal | None
    symbol: str
    status: str
    not_comparable: bool
    note: str
    as_at: date | None


def check_columns(table: Table) -> Table:
    """The table, once its columns are known to be those of observations.

    Where it has no two dates, a column ``period`` with a label such as January 2017 gives them.
    Raises UnreadableTable, also where a column is about single children.
    """
    table = _with_periods(refuse_personal(table))
    required = NEEDED if table.mapped else REQUIRED
    check_headings(table, required, [name for name in COLUMNS if name not in required])
    return table


def read_observations(table: Table) -> Iterator[ObservationRow | list[Problem]]:
    """An ObservationRow for every good row, for every other row all that is wrong with it.

    Raises UnreadableTable where the columns do not fit or the file is damaged.
    """
    table = check_columns(table)
    reading = [_reading(table, name, convert) for name, convert in _CONVERTERS.items()]
    converters = [convert for _, convert in reading]
    for record in records(table, COLUMNS):
        if isinstance(record, Problem):
            yield [record]
        else:
            yield _observation(record, converters) or _problems(record, reading)


def _with_periods(table: Table) -> Table:
    if "period" not in table.headings or table.column("period_start"):
        return table
    read = period_reader()
    start = Column("period", translate=lambda text: read(text)[0].isoformat())
    end = Column("period", translate=lambda text: read(text)[1].isoformat())
    return replace(table, columns=table.columns | {"period_start": start, "period_end": end})


def _reading(table: Table, name: str, convert: Converter) -> tuple[str, Converter]:
    """What a column is called in the file, and how its cells are read."""
    column = table.column(name)
    if column is None or not column.heading:
        return name, convert
    if column.translate is None:
        return column.heading, convert
    return column.heading, lambda text: convert(column.translate(text))


def _observation(record: Record, converters: list[Converter]) -> ObservationRow | None:
    """The row, or none where anything is wrong with it."""
    try:
        typed = [convert(text) for convert, text in zip(converters, record.cells, strict=True)]
    except CellError:
        return None
    code, area, category, start, end, amount, numerator, denominator, flags, note, as_at = typed
    if start > end:
        return None
    value, places, symbol = amount
    status, not_comparable = flags
    return ObservationRow(
        record.place,
        code,
        area,
        category,
        start,
        end,
        value,
        places,
        numerator,
        denominator,
        symbol,
        status,
        not_comparable,
        note,
        as_at,
    )


def _problems(record: Record, reading: list[tuple[str, Converter]]) -> list[Problem]:
    """Everything wrong with a row, so that all of it is told at once."""
    problems, typed = [], {}
    texts = dict(zip(COLUMNS, record.cells, strict=True))
    for (heading, convert), (name, text) in zip(reading, texts.items(), strict=True):
        try:
            typed[name] = convert(text)
        except CellError as error:
            problems.append(Problem(record.place, heading, text, str(error)))
    start, end = typed.get("period_start"), typed.get("period_end")
    if start and end and start > end:
        heading = reading[COLUMNS.index("period_end")][0]
        message = f"The period ends before it starts, on {start}."
        problems.append(Problem(record.place, heading, texts["period_end"], message))
    return list(dict.fromkeys(problems))  # a period column gives two dates, and one problem


def _text(longest: int, *, needed: bool) -> Callable[[str], str]:
    def convert(text: str) -> str:
        if len(text) > longest:
            raise CellError(f"This is longer than {longest} characters. Shorten it.")
        if needed and not text:
            raise CellError("This cell is empty. Fill it in.")
        return text

    return convert


def _day(text: str) -> date:
    if not text:
        raise CellError("This cell is empty. Write a date like 2017-01-31.")
    return to_date(text)


def _day_or_none(text: str) -> date | None:
    return to_date(text) if text else None


@lru_cache(maxsize=16_384)
def _amount(text: str) -> tuple[Decimal | None, int, str]:
    """The value with the digits it was supplied with; or the sign in its place."""
    if not text:
        raise CellError("This cell is empty. Write the number, or x where there is none to be had.")
    if sign := SIGNS.get(text.strip("[]").casefold()):
        return None, 0, sign
    number = to_number(text)
    return number, digits_after_point(number), Symbol.NONE.value


def _number_or_none(text: str) -> Decimal | None:
    return to_number(text) if text else None


def _denominator(text: str) -> Decimal | None:
    number = _number_or_none(text)
    if number is not None and number <= 0:
        raise CellError(
            f"A denominator of {text} divides nothing. Mend it, or leave the cell empty."
        )
    return number


@lru_cache(maxsize=64)
def _flags(text: str) -> tuple[str, bool]:
    """The status of a value, and whether it is not comparable with those before it."""
    words = text.casefold().split()
    for word in words:
        if word not in FLAGS:
            hint = did_you_mean(word, FLAGS) or f" Write one or more of: {', '.join(FLAGS)}."
            raise CellError(f"{quoted(word)} is not a flag.{hint}")
    settled = {word for word in words if word in ObservationStatus.values}
    if len(settled) > 1:
        raise CellError("A value is provisional or revised, not both. Take one away.")
    return settled.pop() if settled else ObservationStatus.FINAL.value, "not_comparable" in words


# In the order of COLUMNS.
_CONVERTERS: dict[str, Converter] = {
    "code": _text(5000, needed=True),  # looked up, so never stored
    "area": _text(100, needed=True),
    "category": _text(100, needed=False),
    "period_start": _day,
    "period_end": _day,
    "value": _amount,
    "numerator": _number_or_none,
    "denominator": _denominator,
    "flag": _flags,
    "note": _text(500, needed=False),
    "as_at": _day_or_none,
}
