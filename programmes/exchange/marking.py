"""A copy of somebody's own workbook in which every fault is marked where it stands."""

import re
from collections.abc import Iterable
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from indicators.sources.problems import Problem
from indicators.sources.tables import spelled
from programmes.exchange.reading import TO_MEND

_AUTHOR = "Highlight reports"  # of our comments
_PLACE = re.compile(r"(?P<sheet>.+?)(?: row (?P<row>\d+))?")
_FILL = PatternFill("solid", fgColor="FFF2B3")
_EDGE = Border(*[Side(style="medium", color="B00020")] * 4)
_HEADING = PatternFill("solid", fgColor="5B2A86")
_LINK = Font(color="5B2A86", underline="single")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEADINGS = ("Where", "Sheet", "Row", "Column", "It says", "What is wrong, and what to do")
_WIDTHS = (12, 18, 8, 18, 30, 90)
_COMMENT = {"width": 320, "height": 140}
_LONGEST = 32_000  # characters that a cell can hold, with some to spare


class Place(NamedTuple):
    """Where a problem stands in a workbook; empty where it is about all of it."""

    sheet: str = ""
    row: int | None = None


def place_of(file: str, problem: Problem) -> Place:
    """The sheet and row that a problem of the workbook called ``file`` names."""
    named = problem.place.removeprefix(f"{file} sheet ")
    found = _PLACE.fullmatch(named)
    if named == problem.place or not found:
        return Place()
    return Place(found["sheet"], int(found["row"]) if found["row"] else None)


def marked(path: Path, problems: Iterable[Problem]) -> bytes:
    """A copy of the workbook at ``path`` with a first sheet that lists the problems.

    Each cell that is wrong is filled and outlined, with what is wrong in a comment. Everything
    else stays as it is; macros do not. Call it for a file that ``read`` could open.
    """
    book = load_workbook(path)
    _unmark(book)
    headings = {sheet.title: _headings(sheet) for sheet in book.worksheets}
    found = []
    for problem in problems:
        sheet, row = place_of(path.name, problem)
        if sheet not in headings:
            found.append((problem, Place(), None))
            continue
        column = headings[sheet].get(problem.field)
        cell = book[sheet].cell(row, column or 1) if row else None
        if cell is not None:
            lost = problem.field if column is None else ""
            _mark(cell, f"{lost}: {problem.message}" if lost else problem.message)
        found.append((problem, Place(sheet, row), cell))
    _list(book, found)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _headings(sheet: Worksheet) -> dict[str, int]:
    """The column of each heading, in the first row with anything in it."""
    for row in sheet.iter_rows(values_only=True):
        if any(cell not in (None, "") for cell in row):
            texts = [spelled(str(cell)) if cell is not None else "" for cell in row]
            return {text: at for at, text in enumerate(texts, start=1) if text}
    return {}


def _unmark(book: Workbook) -> None:
    """Take away the marks of an earlier copy, which somebody has mended since."""
    if TO_MEND not in book.sheetnames:
        return
    del book[TO_MEND]
    for sheet in book.worksheets:
        for cell in chain.from_iterable(sheet.iter_rows()):
            if cell.comment and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill, cell.border = PatternFill(), Border()


def _mark(cell: Cell | MergedCell, message: str) -> None:
    """Fill and outline a cell. A second fault, and what stood in its comment, stay readable."""
    cell.fill, cell.border = _FILL, _EDGE
    if isinstance(cell, MergedCell):  # hidden below another, it can bear no comment
        return
    before = f"\n\n{cell.comment.text}" if cell.comment else ""
    cell.comment = Comment(f"{message}{before}"[:_LONGEST], _AUTHOR, **_COMMENT)


def _list(book: Workbook, found: Iterable[tuple[Problem, Place, Cell | None]]) -> None:
    """The first sheet: every problem, with a link to its cell."""
    sheet = book.create_sheet(TO_MEND, 0)
    for at, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), start=1):
        cell = _write(sheet, 1, at, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEADING
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (problem, place, cell) in enumerate(found, start=2):
        where = cell.coordinate if cell is not None else "A1"
        texts = (place.sheet or problem.place, str(place.row or ""), problem.field, problem.text)
        for at, text in enumerate((*texts, problem.message), start=2):
            _write(sheet, row, at, text)
        if place.sheet:
            link = _write(sheet, row, 1, where)
            target = f"{quote_sheetname(place.sheet)}!{where}"
            link.hyperlink = Hyperlink(link.coordinate, location=target)
            link.font = _LINK
    _set_up(sheet)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _set_up(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(sheet: Worksheet, row: int, at: int, text: str) -> Cell:
    """Text as text: what somebody wrote into a cell is never worked out as a formula here."""
    cell = sheet.cell(row, at)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = _WRAPPED
    return cell
