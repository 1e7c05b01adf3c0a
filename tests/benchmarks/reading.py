"""Files read and checked row by row, held against the same files read bare."""

import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from indicators.sources.rows import read_observations
from indicators.sources.tables import csv_table
from indicators.sources.workbook import workbook_tables
from tests.benchmarks.feed import write_csv, write_workbook
from tests.benchmarks.measuring import Stopwatch, line

WORKBOOK_SHARE = 5  # a workbook of a fifth of the rows: larger ones are refused


def compare_reading(rows: int, rounds: int) -> Iterator[str]:
    """CSV against csv.reader, a workbook against openpyxl; lines of text."""
    watch = Stopwatch()
    with TemporaryDirectory() as folder:
        text = write_csv(Path(folder, "values.csv"), rows)
        workbook = write_workbook(Path(folder, "values.xlsx"), rows // WORKBOOK_SHARE)
        for _ in range(rounds):
            watch.time("csv", lambda: _checked(csv_table(text)))
            watch.time("csv.reader", lambda: _bare_csv(text))
            watch.time("xlsx", lambda: _checked(workbook_tables(workbook)["observations"]))
            watch.time("openpyxl", lambda: _bare_workbook(workbook))
    ours, bare = watch.seconds("csv"), watch.seconds("csv.reader")
    yield f"Reading files of {rows:,} and {rows // WORKBOOK_SHARE:,} rows; medians of {rounds}"
    yield line("  CSV, every cell checked", ours, ours / bare, "csv.reader")
    ours, bare = watch.seconds("xlsx"), watch.seconds("openpyxl")
    yield line("  workbook, every cell checked", ours, ours / bare, "openpyxl")
    yield ""


def _checked(table) -> None:
    for row in read_observations(table):
        if isinstance(row, list):
            raise RuntimeError(f"Not what was to be read: {row[0]}")


def _bare_csv(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def _bare_workbook(path: Path) -> None:
    workbook = openpyxl.load_workbook(path, read_only=True)
    for _ in workbook["observations"].iter_rows(values_only=True):
        pass
    workbook.close()
