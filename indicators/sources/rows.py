"""Observations as an outside file gives them: one reader for pulls and for loads by hand."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from indicators.choices import ObservationStatus, Symbol
from indicators.sources.cells import CellError, digits_after_point, to_date, to_number
from indicators.sources.problems import Problem, did_you_mean, quoted
from indicators.sources.tables import Record, Table, UnreadableTable, check_headings, records

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


def check_columns(table: Table) -> None:
    """Raise UnreadableTable where the columns are not those of observations."""
    if "period" in table.headings:
        message = (
            "Periods by name are not read yet. "
            "Give the first and last day in period_start and period_end instead."
        )
        raise UnreadableTable([Problem(table.heading_place, "period", "", message)])
    check_headings(table, REQUIRED, OPTIONAL)


def read_observations(table: Table) -> Iterator[ObservationRow | list[Problem]]:
    """An ObservationRow for every good row, for every other row all that is wrong with it.

    Raises UnreadableTable where the columns do not fit or the file is damaged.
    """
    check_columns(table)
    for record in records(table, COLUMNS):
        yield [record] if isinstance(record, Problem) else _observation(record)


def _observation(record: Record) -> ObservationRow | list[Problem]:
    try:
        code, area, category, start, end, amount, numerator, denominator, flags, note, as_at = (
            convert(text) for convert, text in zip(_CONVERTERS, record.cells, strict=True)
        )
    except CellError:
        return _problems(record)
    if start > end:
        return _problems(record)
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


def _problems(record: Record) -> list[Problem]:
    """Everything wrong with a row, so that all of it is told at once."""
    problems, typed = [], {}
    texts = dict(zip(COLUMNS, record.cells, strict=True))
    for convert, (field, text) in zip(_CONVERTERS, texts.items(), strict=True):
        try:
            typed[field] = convert(text)
        except CellError as error:
            problems.append(Problem(record.place, field, text, str(error)))
    start, end = typed.get("period_start"), typed.get("period_end")
    if start and end and start > end:
        message = f"The period ends before it starts, on {start}."
        problems.append(Problem(record.place, "period_end", texts["period_end"], message))
    return problems


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


# One for each column, in the order of COLUMNS.
_CONVERTERS = (
    _text(5000, needed=True),  # looked up, so never stored
    _text(100, needed=True),
    _text(100, needed=False),
    _day,
    _day,
    _amount,
    _number_or_none,
    _denominator,
    _flags,
    _text(500, needed=False),
    _day_or_none,
)
