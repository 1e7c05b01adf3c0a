"""The rows of a CSV file, however a spreadsheet or a database wrote it.

The encoding and the mark between cells are seen by looking: UTF-8, or UTF-16 where the file
starts with its mark; commas, or semicolons or tabs where the headings hold no comma. Every
other encoding looks right and reads wrong, so it has to be named.
"""

import codecs
import csv
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}

_GUESSED = ";\t|"
_LONGEST_LINE = 1_000_000  # characters; nothing longer is a row of a table


class Csv(NamedTuple):
    """How a source says that its files are written; empty where that is to be seen."""

    encoding: str = ""  # one of ENCODINGS
    separator: str = ""  # one of SEPARATORS, or the mark itself
    blanks: bool = False  # whether those at the ends of a cell belong to it


class UnreadableCsv(Exception):
    """Why a file is no CSV, and the line from which on; 0 for the whole file."""

    def __init__(self, message: str, line: int = 0):
        super().__init__(message)
        self.line = line


class Meter:
    """How much of a file has been read. Counts characters, which is near enough to bytes."""

    def __init__(self, size: int):
        self.size = max(size, 1)
        self.read = 0

    def count(self, lines: Iterator[str]) -> Iterator[str]:
        """The lines as they are. Raises UnreadableCsv where one is no line of a table."""
        for line in lines:
            if "\0" in line:
                raise UnreadableCsv("This is not text. Save it as “CSV UTF-8”.")
            if len(line) > _LONGEST_LINE:
                raise UnreadableCsv(
                    f"This line has {len(line):,} characters, and a row has a few hundred. "
                    "Check that it is the right file."
                )
            self.read += len(line)
            yield line

    def fraction(self) -> float:
        """0 to 1."""
        return min(self.read / self.size, 1.0)


def csv_rows(
    path: Path, written: Csv, meter: Meter
) -> Generator[tuple[int, list[str]], None, None]:
    """The number of the line that each row starts on, and its cells. Raises UnreadableCsv."""
    line = 1
    try:
        encoding = written.encoding or _seen_encoding(path)
        if encoding == "utf-16":
            meter.size = max(meter.size // 2, 1)
        with path.open(encoding=_with_mark(encoding), newline="") as file:
            separator = SEPARATORS.get(written.separator, written.separator)
            separator = separator or _seen_separator(file)
            reader = csv.reader(meter.count(file), delimiter=separator, strict=True)
            for cells in reader:
                yield line, cells if written.blanks else list(map(str.strip, cells))
                line = reader.line_num + 1
    except UnicodeError as error:
        raise UnreadableCsv(_wrong_encoding(encoding)) from error
    except UnreadableCsv as error:
        raise UnreadableCsv(str(error), line) from error
    except csv.Error as error:
        message = f"From here on this is not CSV ({error}). Check the quotation marks."
        raise UnreadableCsv(message, line) from error
    except OSError as error:
        raise UnreadableCsv(f"The file cannot be read: {error.strerror}.") from error


def _seen_encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(2)
    return "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"


def _with_mark(encoding: str) -> str:
    """The codec that passes over a byte-order mark."""
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _seen_separator(file: TextIO) -> str:
    """A comma, unless the first line with anything in it has none and one of the others."""
    while line := file.readline(_LONGEST_LINE):
        if line.strip():
            break
    file.seek(0)
    marks = [] if "," in line else [mark for mark in _GUESSED if mark in line]
    return marks[0] if len(marks) == 1 else ","


def _wrong_encoding(encoding: str) -> str:
    return (
        f"The file is not in {ENCODINGS.get(encoding, encoding)}. "
        "In the spreadsheet, save it as “CSV UTF-8”."
    )
