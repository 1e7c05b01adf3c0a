"""Files in the exchange format, written as a test wants them."""

import csv
import os
import shutil
from pathlib import Path

import xlsxwriter

from programmes.demonstration import FOLDER

HEADINGS = "code,area,category,period_start,period_end,value,numerator,denominator,flag,note"
JANUARY = "P6-01,Somerset,,2017-01-01,2017-01-31,{},,,,"  # to be given a value
DECEMBER = "P6-01,Somerset,,2016-12-01,2016-12-31,{},,,,"


def write_observations(path: Path, *lines: str, headings: str = HEADINGS) -> Path:
    """A CSV file of observations; its first line below the headings is line 2."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([headings, *lines, ""]), encoding="utf-8")
    return path


def write_workbook(path: Path, sheets: dict[str, list[list]]) -> Path:
    """A workbook of those sheets, each given as its rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
    return path


def copy_programme_6(folder: Path) -> Path:
    """All of Programme 6 in one folder, its observations included."""
    shutil.copytree(FOLDER / "programme_6", folder)
    shutil.copy(FOLDER / "sources" / "folder" / "observations.csv", folder)
    return folder


def replace_line(path: Path, starts_with: str, line: str) -> int:
    """Put ``line`` in the place of the one line that starts so; returns its number."""
    lines = path.read_text(encoding="utf-8").splitlines()
    [number] = [n for n, old in enumerate(lines) if old.startswith(starts_with)]
    lines[number] = line
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return number + 1


def workbook_of(folder: Path, path: Path) -> Path:
    """The CSV files of a folder as the sheets of a workbook, digits as numbers."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as workbook:
        for file in sorted(folder.glob("*.csv")):
            sheet = workbook.add_worksheet(file.stem)
            with file.open(encoding="utf-8", newline="") as lines:
                for number, cells in enumerate(csv.reader(lines)):
                    sheet.write_row(number, 0, cells)
    return path


def open_files(folder: Path) -> list[Path]:
    """The files of ``folder`` that this process holds open."""
    held = [Path(os.path.realpath(link)) for link in Path("/proc/self/fd").iterdir()]
    return [path for path in held if path.is_relative_to(folder.resolve())]
