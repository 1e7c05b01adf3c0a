"""The sheets of an .xlsx workbook as tables.

A workbook is a compressed archive that somebody else made: it is measured before it is opened,
since a few kilobytes can unfold to more than the machine holds.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from indicators.sources.tables import Table, make_table, unreadable

MAX_UNPACKED = 50_000_000  # bytes
MAX_RATIO = 100  # unpacked to packed
MAX_CELLS = 4_000_000  # a sheet, empty ones between filled ones included

_SMALLEST = Decimal("0.0001")
_TAG = re.compile(rb"<(?:\w+:)?(row|c)(\s[^>]*)?>")
_AT = re.compile(rb"""\sr=["']([A-Z]{0,3})(\d{0,7})["']""")
_ERROR = re.compile(rb"""\st=["']e["']""")
_SHOWN = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})<")

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

Errors = dict[tuple[int, int], str]


def workbook_tables(path: Path) -> dict[str, Table]:
    """Every sheet with something in it, by its name in small letters.

    Numbers become their digits, dates 2017-01-31. A workbook does not keep the noughts at the
    end of a number (75.0 is 75) unless the cell is text. Raises UnreadableTable.
    """
    try:
        errors = _measure(path)
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = {name: workbook.get_sheet_by_name(name) for name in errors}
            return {
                name.strip().casefold(): _table(path.name, name, sheet, errors[name])
                for name, sheet in sheets.items()
                if sheet.start is not None
            }
    except _DAMAGE as error:
        message = "This is not a readable .xlsx workbook, or it has a password. Save it afresh."
        raise unreadable(path.name, message) from error
    except OSError as error:
        raise unreadable(path.name, f"The file cannot be opened: {error.strerror}.") from error


def _table(file: str, name: str, sheet, errors: Errors) -> Table:
    where = f"{file} sheet {name}"
    cells = sheet.to_python(skip_empty_area=False)

    def rows():
        for number, row in enumerate(cells, start=1):
            texts = [
                errors.get((number, column)) or _text(cell)
                for column, cell in enumerate(row, start=1)
            ]
            yield f"{where} row {number}", texts

    return make_table(where, rows(), lambda: 1.0)


def _text(cell) -> str:
    """A cell as it would stand in a CSV file."""
    if isinstance(cell, str):
        return cell.replace("\0", "").strip()  # PostgreSQL keeps no NUL
    if isinstance(cell, float):
        # 0.1 + 0.2 is kept as 0.30000000000000004.
        number = Decimal(repr(cell)).quantize(_SMALLEST, ROUND_HALF_UP)
        return f"{number.normalize():f}"
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    return str(cell)


def _measure(path: Path) -> dict[str, Errors]:
    """Refuse a bomb; for each sheet, the cells that hold an error such as #DIV/0!.

    The reader that follows gives an error as an empty cell, and keeps room for every cell
    between the first and the last, so both are looked up here.
    """
    with zipfile.ZipFile(path) as archive:
        _refuse_a_bomb(path.name, archive)
        return {
            name: _sheet_errors(f"{path.name} sheet {name}", archive.read(part))
            for name, part in _sheet_parts(archive)
        }


def _refuse_a_bomb(name: str, archive: zipfile.ZipFile) -> None:
    unpacked = sum(entry.file_size for entry in archive.infolist())
    packed = sum(entry.compress_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise unreadable(name, "The workbook unpacks to far more than it should. Save it afresh.")
    if archive.testzip() is not None:  # reads it all: a size that was understated shows here
        raise zipfile.BadZipFile(name)


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    # The parser refuses entities that multiply, and both parts are within the limit above.
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
        link = next(value for name, value in sheet.items() if name.endswith("}id"))
        target = targets[link]
        if "worksheets/" in target:  # a sheet that is one chart has no rows
            yield sheet.attrib["name"], target[1:] if target.startswith("/") else f"xl/{target}"


def _sheet_errors(where: str, xml: bytes) -> Errors:
    """Walk the cells of a sheet. Raises UnreadableTable where it spans too many."""
    errors: Errors = {}
    row = column = last_row = last_column = 0
    for tag in _TAG.finditer(xml):
        at = _AT.search(tag[2] or b"")
        if tag[1] == b"row":
            row, column = int(at[2]) if at else row + 1, 0
        else:
            column = _column(at[1]) if at else column + 1
            if _ERROR.search(tag[2] or b""):
                shown = _SHOWN.search(xml, tag.end())
                errors[row, column] = shown[1].decode() if shown else "#ERROR"
            last_row, last_column = max(last_row, row), max(last_column, column)
    if last_row * last_column > MAX_CELLS or b"\0" in xml:
        message = "Something stands far below or far to the right. Clear the cells out there."
        raise unreadable(where, message)
    return errors


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
