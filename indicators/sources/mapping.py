"""Reading a council's own columns as ours: their headings, signs and ways of writing.

The settings of a source say what stands where; nothing is guessed from the figures.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from msgspec import Struct

from indicators.periods import YearType
from indicators.sources.base import SourceError
from indicators.sources.cells import CellError, to_number
from indicators.sources.notations import Notation, period_reader
from indicators.sources.problems import did_you_mean, quoted
from indicators.sources.rows import COLUMNS, SIGNS
from indicators.sources.tables import Column, Table, below_titles, spelled
from indicators.sources.typed_settings import refuse_unless_known, typed_settings

PERIOD = ("period_start", "period_end")
PASS_OVER = ""  # in place of a sign: the row says nothing yet
PERCENT_AS = {
    "number": "12.9 or 12.9%",
    "fraction": "0.129, which is 12.9%",
}

_GROUPED = re.compile(r"(-?)£?(-?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)", re.ASCII)
_LARGEST_FRACTION = 2  # beyond it the column was hardly meant to hold fractions

Translate = Callable[[str], str]


class PeriodColumn(Struct, kw_only=True, forbid_unknown_fields=True):
    """The column that says which period a row is about, and how it is written."""

    column: str
    notation: str = Notation.LABEL
    year_type: str = ""


class MappingSettings(Struct, kw_only=True):
    """What the settings of a source may say of its columns; a kind of source adds its own.

    ``columns`` gives their heading for a column of ours, ``fixed`` a text for every row, and
    ``missing`` one of our signs for a text of theirs: c, z, x, low or u, or nothing where such a
    row is to be passed over.
    """

    columns: dict[str, str] = {}
    fixed: dict[str, str] = {}
    period: PeriodColumn | None = None
    missing: dict[str, str] = {}
    percent_as: str = ""
    thousands: bool = False

    @property
    def says_something(self) -> bool:
        """Whether anything is to be read other than by our own headings."""
        return any(getattr(self, name) for name in MappingSettings.__struct_fields__)


def apply_mapping(table: Table, settings: dict) -> Table:
    """``table`` with our columns as ``settings`` describe them; itself where they say nothing.

    Raises SourceError where the settings cannot be meant. A heading that the file has not is
    told by ``rows.read_observations``, with every other one that is wrong.
    """
    mapping = checked_mapping(settings)
    if not mapping.says_something:
        return table
    told = _told(mapping)
    table = below_titles(table, [column.heading for column in told.values() if column.heading])
    own = {name: Column(name, translate=read) for name, read in _texts(mapping).items()}
    own = {name: column for name, column in own.items() if name in table.headings}
    table = replace(table, columns=own | told, mapped=bool(told))
    passed_over = {plain(text) for text, sign in mapping.missing.items() if sign == PASS_OVER}
    return _without(table, passed_over) if passed_over else table


def checked_mapping(settings: dict) -> MappingSettings:
    """What ``settings`` say of columns. Raises SourceError where that cannot be meant."""
    mapping = typed_settings(settings, MappingSettings)
    for name in (*mapping.columns, *mapping.fixed):
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS) or f" The columns are: {', '.join(COLUMNS)}."
            raise SourceError(f"There is no column {quoted(name)} to read into.{hint}")
    for name in mapping.columns.keys() & mapping.fixed.keys():
        raise SourceError(f"The column {name} has both a heading and one text. Take one away.")
    if mapping.period:
        _refuse_both_periods(mapping)
    _refuse_empty_headings(mapping)
    _check_words(mapping)
    return mapping


def plain(text: str) -> str:
    """A text of theirs as it is compared: capitals and spaces at its ends count for nothing."""
    return text.strip().casefold()


def _refuse_both_periods(mapping: MappingSettings) -> None:
    for name in PERIOD:
        if name in mapping.columns or name in mapping.fixed:
            raise SourceError(
                f"The settings give both a period column and {name}. Take one of them away."
            )


def _refuse_empty_headings(mapping: MappingSettings) -> None:
    headings = dict(mapping.columns)
    if mapping.period:
        headings["period"] = mapping.period.column
    for name, heading in headings.items():
        if not spelled(heading):
            raise SourceError(f"The heading of {name} is empty. Fill it in, or take it away.")


def _check_words(mapping: MappingSettings) -> None:
    period = mapping.period or PeriodColumn(column="")
    for name, word, known in (
        ("notation", period.notation, Notation.values),
        ("year_type", period.year_type, list(YearType)),
        ("percent_as", mapping.percent_as, PERCENT_AS),
        *(("missing", sign, SIGNS) for sign in mapping.missing.values()),
    ):
        refuse_unless_known(name, word, known)


def _told(mapping: MappingSettings) -> dict[str, Column]:
    """Where the settings say that columns of ours are found."""
    texts = _texts(mapping)
    columns = {
        name: Column(heading, translate=texts.get(name))
        for name, heading in mapping.columns.items()
    }
    columns |= {name: Column("", fixed=text.strip()) for name, text in mapping.fixed.items()}
    if mapping.period:
        read = period_reader(mapping.period.notation, mapping.period.year_type)
        for which, name in enumerate(PERIOD):
            columns[name] = Column(mapping.period.column, translate=_day(read, which))
    return columns


def _texts(mapping: MappingSettings) -> dict[str, Translate]:
    """How the cells of the columns that hold numbers become ours."""
    count = _count(mapping)
    return {"value": _value(mapping), "numerator": count, "denominator": count}


def _day(read: Callable, which: int) -> Translate:
    """The first or the last day of the period in a cell, as text."""
    return lambda text: read(text)[which].isoformat()


def _value(mapping: MappingSettings) -> Translate:
    signs = {plain(text): sign for text, sign in mapping.missing.items()}

    def translate(text: str) -> str:
        sign = signs.get(plain(text))
        if sign is not None:
            return sign
        return _percentage(_ungrouped(text, mapping), mapping.percent_as)

    return translate


def _count(mapping: MappingSettings) -> Translate:
    """A count may be missing: then there is none, whatever the reason."""
    signs = set(map(plain, mapping.missing))
    return lambda text: "" if plain(text) in signs else _ungrouped(text, mapping)


def _ungrouped(text: str, mapping: MappingSettings) -> str:
    """A number without pound sign and thousands commas, where the settings allow for them."""
    number, sign = text.removesuffix("%"), "%" if text.endswith("%") else ""
    found = _GROUPED.fullmatch(number) if mapping.thousands else None
    if found is None or (found[1] and found[2]):
        return text
    return f"{found[1]}{found[2]}{found[3].replace(',', '')}{sign}"


def _percentage(text: str, percent_as: str) -> str:
    bare = text.removesuffix("%").rstrip()
    if percent_as and bare != text and bare:
        return bare
    if percent_as != "fraction" or plain(text.strip("[]")) in SIGNS or not text:
        return text
    to_number(text)  # says what is wrong where it is none
    if abs(Decimal(text)) > _LARGEST_FRACTION:
        raise CellError(
            f"{quoted(text)} is no fraction, of which 1 is 100%. "
            "Mend it, or say in the settings that percentages are written in full."
        )
    return f"{Decimal(text).scaleb(2):f}"


def _without(table: Table, passed_over: set[str]) -> Table:
    """The table without the rows whose value says that they have nothing to say."""
    column = table.column("value")
    if column is None or not column.heading:
        return table
    at = table.headings.index(spelled(column.heading))
    rows = (
        (place, cells)
        for place, cells in table.rows
        if (plain(cells[at]) if at < len(cells) else "") not in passed_over
    )
    return replace(table, rows=rows)
