"""The first sheet of the workbook to fill in: what to do, and what each column holds."""

from collections.abc import Iterator

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from programmes.exchange.sheets import Sheet, sheets
from programmes.exchange.typed import Column

ALL = {"bold": True, "bg_color": "#E8E2EE", "bottom": 1, "valign": "top"}
NEEDED = ALL | {"bg_color": "#5B2A86", "font_color": "#FFFFFF"}

_TITLE = {"bold": True, "font_size": 18}
_HEADING = {"bold": True, "font_size": 14, "font_color": "#5B2A86"}
_BODY = {"text_wrap": True, "valign": "top"}
_LINK = {"font_color": "#5B2A86", "underline": 1}
_WIDTHS = (22, 16, 78, 44)
_HEADINGS = ("Column", "Must be filled", "What to write", "For example")
_WORDS = (
    "Fill in the sheets from left to right: the programme, its priorities, its indicators first.",
    "Leave a sheet empty where you have nothing for it yet. You can load again at any time: what "
    "is new is added, what differs is changed, and what you leave out stays as it is.",
    "Dark headings must be filled in every row. A heading tells more where the pointer rests on "
    "it, and a cell where it is chosen. Keep the headings as they are; their order is free.",
    "The examples on this sheet are for you to read. Nothing on it is loaded.",
    "Totals only. Never write anything about a single child: a list of children is refused whole.",
    "A spreadsheet drops the last nought of a number: 75.0 becomes 75. To print 75.0, write '75.0 "
    "with the apostrophe before it.",
    "When it is filled in, load it on the site: Programmes, then “Load a workbook”. You see what "
    "would become of it before anything is stored.",
)


def write_guidance(book: Workbook, page: Worksheet) -> None:
    """Write the sheet: what to do in a few sentences, then a table for each sheet."""
    body, bold = book.add_format(_BODY), book.add_format(_BODY | {"bold": True})
    heading, link = book.add_format(_HEADING), book.add_format(_LINK)
    headings = book.add_format(ALL | {"text_wrap": True})
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    page.write_string(0, 0, "A programme, its indicators and their values", book.add_format(_TITLE))
    row = 2
    for sentence in _WORDS:
        page.merge_range(row, 0, row, 3, sentence, body)
        page.set_row(row, 32 if len(sentence) > 150 else 17)
        row += 1
    for sheet in sheets():
        row += 1
        page.write_string(row, 0, sheet.name, heading)
        page.write_url(row, 1, f"internal:'{sheet.name}'!A2", link, "Go to it")
        page.write_string(row, 2, _purpose(sheet), body)
        page.write_row(row + 1, 0, _HEADINGS, headings)
        row += 2
        for name, *cells in _rows(sheet):
            page.write_string(row, 0, name, bold)
            for at, cell in enumerate(cells, start=1):
                page.write_string(row, at, cell, body)
            row += 1
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P of &N")


def _purpose(sheet: Sheet) -> str:
    return sheet.purpose if sheet.required else f"{sheet.purpose} It may stay empty.".strip()


def _rows(sheet: Sheet) -> Iterator[tuple[str, str, str, str]]:
    for column in sheet.columns:
        yield column.name, "Yes" if column.filled else "No", _says(column), column.example


def _says(column: Column) -> str:
    words = "; ".join(f"{word} ({meaning})" for word, meaning in column.words.items())
    return f"{column.guide} One of: {words}." if words else column.guide
