"""The sheets of an .xlsx workbook as tables."""

import zipfile
import zlib
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from indicators.sources.sheets import Marks, UnsafeWorkbook, marks_of_sheets
from indicators.sources.tables import Table, make_table, unreadable

# A broken archive, one with a password, one packed in a way nobody reads, one of other things.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    CalamineError,
    ElementTree.ParseError,
    LookupError,
    ValueError,
)


def workbook_tables(path: Path, *, blanks: bool = False) -> dict[str, Table]:
    """Every sheet with something in it, by its name in small letters.

    Numbers become their digits, dates 2017-01-31, and a number shown as a percentage the text it
    is shown as: 0.129 is 12.9%. A workbook does not keep the noughts at the end of a number (75.0
    is 75) unless the cell is text. Those at the ends of a text are taken off unless ``blanks``
    belong to it. Raises UnreadableTable.
    """
    try:
        marks = marks_of_sheets(path)
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = {name: workbook.get_sheet_by_name(name) for name in marks}
            return {
                name.strip().casefold(): _table(path.name, name, sheet, marks[name], blanks)
                for name, sheet in sheets.items()
                if sheet.start is not None
            }
    except UnsafeWorkbook as error:
        raise unreadable(error.place, str(error)) from error
    except _DAMAGE as error:
        message = "This is not a readable .xlsx workbook, or it has a password. Save it afresh."
        raise unreadable(path.name, message) from error
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be opened: {error.strerror}.") from error


def sheet_table(path: Path, sheet: str = "") -> Table:
    """The sheet of that name; without one “observations”, or the only sheet there is.

    Raises UnreadableTable.
    """
    tables = workbook_tables(path)
    wanted = sheet.strip().casefold() or "observations"
    if found := tables.get(wanted):
        return found
    if not tables:
        raise unreadable(path.name, "There is nothing in it. It needs headings and values.")
    if len(tables) == 1 and not sheet.strip():
        return next(iter(tables.values()))
    names = ", ".join(tables)
    raise unreadable(
        path.name,
        f"It has the sheets {names[:200]}. Say in the settings of the source which one to read.",
    )


def _table(file: str, name: str, sheet, marks: Marks, blanks: bool) -> Table:
    where = f"{file} sheet {name}"
    cells = sheet.to_python(skip_empty_area=False)
    # A cell that is read from its mark may stand beyond the last one that holds something.
    last_row, last_column = map(max, zip((0, 0), *marks.texts, strict=True))
    cells += [[]] * (last_row - len(cells))

    def rows():
        for number, row in enumerate(cells, start=1):
            row = row + [""] * (last_column - len(row))
            texts = [
                marks.texts.get((number, column))
                or _text(cell, (number, column) in marks.percentages, blanks)
                for column, cell in enumerate(row, start=1)
            ]
            yield f"{where} row {number}", texts

    return make_table(where, rows(), lambda: 1.0)


def _text(cell, percentage: bool, blanks: bool) -> str:
    """A cell as it would stand in a CSV file."""
    if isinstance(cell, str):
        text = cell.replace("\0", "")  # PostgreSQL keeps no NUL
        return text if blanks else text.strip()
    if isinstance(cell, float):
        # To the 15 digits that a spreadsheet shows: 0.1 + 0.2 is kept as 0.30000000000000004.
        number = Decimal(f"{cell:.15g}")
        return f"{number.scaleb(2).normalize():f}%" if percentage else f"{number.normalize():f}"
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    return str(cell)
