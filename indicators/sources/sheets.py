"""What the reader of workbooks does not tell: errors, lost formulas, percentages, and bombs.

A workbook is a compressed archive that somebody else made: it is measured before it is opened,
since a few kilobytes can unfold to more than the machine holds.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

MAX_UNPACKED = 50_000_000  # bytes
MAX_RATIO = 100  # unpacked to packed
MAX_CELLS = 4_000_000  # a sheet, empty ones between filled ones included

_TAG = re.compile(
    rb"""<(?:\w+:)?(row|c)(?:\sr=["']([A-Z]{0,3})(\d{0,7})["'])?(\s[^>]*)?>"""  # r comes first
)
_AT = re.compile(rb"""\sr=["']([A-Z]{0,3})(\d{0,7})["']""")  # where it does not
_ERROR = rb"""\st=["'](e)["']"""
# A formula whose result was never kept: some programs write them so.
_LOST = re.compile(
    rb"""<(?:\w+:)?c(?:\s[^>]*)?\sr=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>))?</(?:\w+:)?c>"
)
_SHOWN = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})<")

_PERCENTAGES = {"9", "10"}  # the formats 0% and 0.00%, which every workbook has
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class UnsafeWorkbook(Exception):
    """A workbook, or the sheet at ``place``, that would take up too much room."""

    def __init__(self, place: str, message: str):
        super().__init__(message)
        self.place = place


@dataclass
class Marks:
    """Cells of one sheet by row and column from 1: what to read instead, and percentages."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    percentages: set[tuple[int, int]] = field(default_factory=set)


def marks_of_sheets(path: Path) -> dict[str, Marks]:
    """The marks of every sheet, by its name. Raises UnsafeWorkbook, or what zipfile raises.

    The reader that follows gives an error such as #DIV/0! as an empty cell, and keeps room for
    every cell between the first and the last, so both are looked up here.
    """
    with zipfile.ZipFile(path) as archive:
        _refuse_a_bomb(path.name, archive)
        watched = _watched(archive)
        return {
            name: _marks(f"{path.name} sheet {name}", archive.read(part), watched)
            for name, part in _sheet_parts(archive)
        }


def _refuse_a_bomb(name: str, archive: zipfile.ZipFile) -> None:
    unpacked = sum(entry.file_size for entry in archive.infolist())
    packed = sum(entry.compress_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        message = "The workbook unpacks to far more than it should. Save it afresh."
        raise UnsafeWorkbook(name, message)
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


def _watched(archive: zipfile.ZipFile) -> re.Pattern[bytes]:
    """What the tag of a cell says that holds an error, or is shown as a percentage."""
    shown = _percentage_styles(archive) if "xl/styles.xml" in archive.namelist() else []
    style = rf"""|\ss=["'](?:{"|".join(shown)})["']""".encode() if shown else b""
    return re.compile(_ERROR + style)


def _percentage_styles(archive: zipfile.ZipFile) -> list[str]:
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 - as above
    formats = _PERCENTAGES | {
        each.get("numFmtId")
        for each in styles.iterfind("{*}numFmts/{*}numFmt")
        if "%" in _IN_QUOTES.sub("", each.get("formatCode", ""))
    }
    cells = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
    return [str(number) for number, style in cells if style.get("numFmtId") in formats]


def _marks(where: str, xml: bytes, watched: re.Pattern[bytes]) -> Marks:
    """Walk the cells of a sheet. Raises UnsafeWorkbook where it spans too many."""
    marks = Marks()
    row = column = last_row = last_column = 0
    for tag in _TAG.finditer(xml):
        kind, letters, number, others = tag.groups()
        if number is None and others and (at := _AT.search(others)):
            letters, number = at.groups()
        if kind == b"row":
            row, column = int(number) if number else row + 1, 0
            continue
        column = _column(letters) if letters else column + 1
        last_row, last_column = max(last_row, row), max(last_column, column)
        if others and (found := watched.search(others)):
            if found[1]:
                shown = _SHOWN.search(xml, tag.end())
                marks.texts[row, column] = shown[1].decode() if shown else "#ERROR"
            else:
                marks.percentages.add((row, column))
    if last_row * last_column > MAX_CELLS or b"\0" in xml:
        message = "Something stands far below or far to the right. Clear the cells out there."
        raise UnsafeWorkbook(where, message)
    marks.texts |= _lost_formulas(xml)
    return marks


def _lost_formulas(xml: bytes) -> dict[tuple[int, int], str]:
    return {
        (int(number), _column(letters)): f"={(formula or b'').decode(errors='replace')}"
        for letters, number, formula in _LOST.findall(xml)
    }


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
