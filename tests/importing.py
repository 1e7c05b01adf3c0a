"""Files to import, and what becomes of them."""

import csv
import io
from datetime import date

import xlsxwriter

from programmes.admin.importing.formats import FORMATS
from programmes.admin.importing.reading import read_upload
from programmes.admin.importing.running import apply, look
from tests.people import performance

TARGETS = "code,category,value,effective_from,effective_to,origin,note"
TARGET = "HI-1,,80,2026-04-01,2027-03-31,internal,agreed in March"


def lines_of(*lines: str) -> list[list[str]]:
    """The cells of lines as they stand in a CSV file."""
    return list(csv.reader(lines))


def csv_file(path, rows):
    """Those rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def xlsx_file(path, rows):
    """Those rows as a workbook: digits as numbers, days as days."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("rows")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _write(sheet, at, column, cell, day)
    return path


def _write(sheet, row, column, cell, day):
    try:
        sheet.write_datetime(row, column, date.fromisoformat(cell), day)
    except ValueError:
        write = sheet.write_number if cell.isdigit() else sheet.write_string
        write(row, column, float(cell) if cell.isdigit() else cell)


WRITERS = {"csv": csv_file, "xlsx": xlsx_file}


def read(resource, path):
    """The file as the rows of an import."""
    return read_upload(path, resource.all_columns(), resource._meta.import_id_fields)


def looked_at(resource, path):
    """What an import of the file would do."""
    return look(resource, read(resource, path), by=None)


def imported(resource, path):
    """What an import of the file did."""
    upload, by = read(resource, path), performance()
    return apply(resource, upload, by, look(resource, upload, by).digest, read=True)


def exported(resource, extension):
    """All rows as a file."""
    dataset = resource().export(resource().in_order(resource().get_queryset()))
    dataset.title = "rows"
    return FORMATS[extension]().export_data(dataset)
