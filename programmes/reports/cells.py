"""How a spreadsheet is written: sheets of cells, each with a type of its own.

A text is always written as text, so that one which begins with “=” is never a formula.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from programmes.reports import plain

_UNIT_FORMATS = {"percent": '{}"%"', "pounds": "£{}", "days": '{}" days"'}
_NARROWEST, _WIDEST = 10, 60  # characters
_MOST_TEXT = 32_767  # characters that a cell can hold
_CUT = " … (the rest is in the report)"
_SPARK_STYLE = {"markers": False, "last_point": True, "weight": 1.25}
_SPARK_COLOURS = {"series_color": "#6B7C88", "last_color": "#17242D"}


@dataclass(frozen=True)
class Amount:
    """A number in the unit of its indicator."""

    value: Decimal
    unit: str


@dataclass(frozen=True)
class Sparkline:
    """A small line of the numbers in part of a column of another sheet; all count from 0."""

    sheet: str
    column: int
    first: int
    last: int

    def moved(self, rows: int, columns: int) -> "Sparkline":
        """The same where the numbers stand so much further down and to the right."""
        return Sparkline(self.sheet, self.column + columns, self.first + rows, self.last + rows)


Cell = str | int | Decimal | date | Amount | Sparkline | None
Sheet = tuple[Sequence[str], Sequence[Sequence[Cell]]]


def workbook(
    sheets: Mapping[str, Sheet], *, title: str, author: str, day: date, foot: str, colour: str = ""
) -> bytes:
    """An .xlsx file of those sheets, dated ``day``. The same sheets give the same bytes.

    ``foot`` is printed at the foot of every page; headings are white on ``colour``, if any.
    """
    saved = BytesIO()
    with xlsxwriter.Workbook(saved, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": title,
                "author": author,
                "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - has no zone
            }
        )
        formats = _Formats(book, colour)
        for name, sheet in sheets.items():
            page = book.add_worksheet(name)
            page.set_footer(f"&L{foot.replace('&', '&&')}&RPage &P of &N")  # “&” begins a code
            _write(page, *sheet, formats)
    return saved.getvalue()


class _Formats:
    """Cell formats of one workbook, each made once."""

    def __init__(self, book, colour):
        self._book, self._made = book, {}
        self._heading = {"bg_color": colour, "font_color": "#FFFFFF"} if colour else {"bottom": 2}

    def of(self, **properties):
        """The format with these properties, at the top of its cell."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", **properties})
        return self._made[key]

    def heading(self):
        """The format of a heading, in the colour of the council."""
        return self.of(bold=True, text_wrap=True, **self._heading)

    def number(self, value: Decimal | int, unit: str = ""):
        """The format of a number: its unit, and the digits it was supplied with."""
        places = max(0, -Decimal(value).as_tuple().exponent)
        digits = "#,##0" + ("." + "0" * places if places else "")
        return self.of(num_format=_UNIT_FORMATS.get(unit, "{}").format(digits))


def _write(sheet, headings, rows, formats):
    """Headings that stay in sight and filter, then the rows."""
    table = [headings, *rows]
    for column, texts in enumerate(zip(*table, strict=True)):
        longest = max(len(_shown(cell)) for cell in texts)
        sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, formats.heading())
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)


def _write_cell(sheet, row, column, cell, formats):
    if isinstance(cell, str):
        if text := _text(cell):
            sheet.write_string(row, column, text, formats.of(text_wrap=True))
    elif isinstance(cell, Sparkline):
        sheet.add_sparkline(row, column, {"range": _range(cell), **_SPARK_STYLE, **_SPARK_COLOURS})
    elif isinstance(cell, Amount):
        sheet.write_number(row, column, float(cell.value), formats.number(cell.value, cell.unit))
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, float(cell), formats.number(cell))
    elif cell is not None:
        style = formats.of(num_format="d mmm yyyy", align="left")
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001


def _text(cell):
    """What a cell can hold of a text."""
    text = plain.printable(cell)
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - len(_CUT)] + _CUT


def _range(line):
    cells = xl_range_abs(line.first, line.column, line.last, line.column)
    return f"'{line.sheet}'!{cells}"


def _shown(cell):
    if isinstance(cell, str):
        return max(cell.split("\n"), key=len)
    if isinstance(cell, Sparkline):
        return ""
    return str(cell.value if isinstance(cell, Amount) else cell or "")
