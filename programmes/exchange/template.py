"""The workbook of the exchange format to fill in: empty, or with what a programme holds.

A first sheet explains it. Examples stand there and in the comments of the headings only, so that
none can ever be loaded.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from indicators.sources.cells import to_date, to_number
from programmes.exchange.contents import Cell, contents_of
from programmes.exchange.guidance import ALL, NEEDED, write_guidance
from programmes.exchange.reading import GUIDANCE
from programmes.exchange.sheets import Sheet, sheets
from programmes.exchange.typed import Column
from programmes.models import Programme

TEMPLATE_NAME = "programme-to-fill-in.xlsx"
LAST_ROW = 100_000  # to which cells are checked as they are typed

_DAYS = (date(1950, 1, 1), date(2099, 12, 31))
_WIDTHS = {"title": 50, "name": 50, "note": 40, "mitigation": 40, "progress": 40}
_WIDTH = 16
_LONGEST = {"input_title": 32, "input_message": 255, "error_message": 255}  # a spreadsheet's own


def template(programme: Programme | None = None) -> bytes:
    """An .xlsx workbook with every sheet of the format, its headings explained, its words to pick.

    With a ``programme`` it holds that one, as it would be loaded again.
    """
    held = contents_of(programme) if programme else {}
    saved = BytesIO()
    with xlsxwriter.Workbook(saved, {"in_memory": True}) as book:
        title = f"{programme}: {programme.title}" if programme else "A programme to fill in"
        book.set_properties({"title": title})
        write_guidance(book, book.add_worksheet(GUIDANCE))
        for sheet in sheets():
            _write(book, book.add_worksheet(sheet.name), sheet, held.get(sheet.name, []))
    return saved.getvalue()


def _write(book, page: Worksheet, sheet: Sheet, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Headings that stay in sight, checks under them, and the rows."""
    needed, other = book.add_format(NEEDED), book.add_format(ALL)
    formats = {shape: book.add_format(style) for shape, style in _SHAPES.items()}
    for at, column in enumerate(sheet.columns):
        width = max(_WIDTHS.get(column.name, _WIDTH), len(column.name) + 2)
        page.set_column(at, at, width, formats[_shape(column)])
        page.write_string(0, at, column.name, needed if column.filled else other)
        page.write_comment(0, at, _comment(column), {"x_scale": 2, "author": ""})
        page.data_validation(1, at, LAST_ROW, at, _validation(column))
        for number, row in enumerate(rows, start=1):
            _write_cell(page, number, at, row.get(column.name), formats)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&RPage &P of &N")


_SHAPES = {
    "text": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "number": {"valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
}


def _shape(column: Column) -> str:
    """How the cells of a column are kept: a code such as 1-10 must never become a date."""
    if column.convert is to_date:
        return "date"
    number = column.convert is to_number or column.limits or column.name == "value"
    return "number" if number else "text"


def _comment(column: Column) -> str:
    parts = [_must(column), column.guide]
    parts += [f"{word}: {meaning}" for word, meaning in column.words.items()]
    if column.example:
        parts.append(f"For example: {column.example}")
    return "\n".join(filter(None, parts))


def _must(column: Column) -> str:
    return "Fill in every cell." if column.filled else "May stay empty."


def _validation(column: Column) -> dict:
    """What a spreadsheet checks while somebody types. Loading checks all of it again."""
    rule = {"validate": "any"}
    if column.words:
        rule = {"validate": "list", "source": list(column.words)}
    elif column.named_in:
        rule = {"validate": "list", "source": _cells_of(*column.named_in)}
    elif column.limits:
        least, most = column.limits
        rule = _between("integer", least, most)
    elif column.convert is to_date:
        rule = _between("date", *_DAYS)
    elif column.convert is to_number:
        rule = _between("decimal", -(10**11), 10**11)
    asks = {"input_title": column.name, "input_message": column.guide or _must(column)}
    said = asks | {"error_title": column.name, "error_message": _refusal(column)}
    return rule | {name: text[: _LONGEST.get(name, 32)] for name, text in said.items()}


def _between(kind: str, least, most) -> dict:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}


def _refusal(column: Column) -> str:
    if column.words:
        return "Pick one of the words in the list."
    if column.named_in:
        return f"Pick one from the sheet {column.named_in[0]}; write it there first."
    if column.limits:
        return "Write a whole number from {} to {}.".format(*column.limits)
    return "Write a date like 2017-01-31." if column.convert is to_date else "Write digits only."


def _cells_of(name: str, heading: str) -> str:
    """The filled cells under a heading of another sheet, however many there come to be."""
    columns = next(sheet.columns for sheet in sheets() if sheet.name == name)
    at = xl_col_to_name([column.name for column in columns].index(heading), col_abs=True)
    filled = f"COUNTA('{name}'!{at}$2:{at}${LAST_ROW})"
    return f"=OFFSET('{name}'!{at}$2,0,0,MAX(1,{filled}),1)"


def _write_cell(page: Worksheet, row: int, at: int, cell: Cell, formats: Mapping) -> None:
    if isinstance(cell, str):
        if cell:
            page.write_string(row, at, cell, formats["text"])
    elif isinstance(cell, int | Decimal):
        page.write_number(row, at, float(cell), formats["number"])
    elif cell is not None:
        moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day has no zone
        page.write_datetime(row, at, moment, formats["date"])
