"""The two formats of an export: CSV and .xlsx. The same rows give the same bytes."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from import_export.formats.base_formats import Format

from indicators.sources.problems import quoted
from programmes.admin.importing.fields import as_text
from programmes.admin.importing.guarding import guarded

LONGEST_CELL = 32_767  # characters that a cell of a workbook can hold

_BEFORE_SPREADSHEETS = 1950  # a day before it is written as text, as it would be read again
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - one day for all, so that equal rows are equal bytes
_NOWHERE = ("\ufffe", "\uffff")  # characters that no workbook can hold


class CannotWrite(ValueError):
    """Why rows cannot be written in a format, in words for whoever asked for it."""


class Csv(Format):
    """CSV in UTF-8, as spreadsheets open it; what they would take for a formula is guarded."""

    def export_data(self, dataset, **kwargs) -> bytes:
        """The rows as a file."""
        file = io.StringIO(newline="")
        writer = csv.writer(file)
        writer.writerow(dataset.headers)
        for row in dataset:
            writer.writerow(guarded(c) if isinstance(c, str) else as_text(c) for c in row)
        return file.getvalue().encode("utf-8-sig")

    def get_extension(self):
        """The end of the name."""
        return "csv"

    def get_content_type(self):
        """What the browser is told."""
        return "text/csv; charset=utf-8"

    def can_export(self):
        """Yes."""
        return True


class Xlsx(Format):
    """One sheet: numbers and days are typed as such, every text as text and never a formula."""

    def export_data(self, dataset, **kwargs) -> bytes:
        """The rows as a file. Raises CannotWrite for a text that no cell can hold."""
        saved = io.BytesIO()
        with xlsxwriter.Workbook(saved, {"in_memory": True}) as book:
            book.set_properties({"created": _MADE})
            sheet = book.add_worksheet(dataset.title)
            bold, day = (
                book.add_format({"bold": True}),
                book.add_format({"num_format": "yyyy-mm-dd"}),
            )
            for column, heading in enumerate(dataset.headers):
                sheet.write_string(0, column, heading, bold)
            for number, row in enumerate(dataset, 1):
                for column, cell in enumerate(row):
                    _write(sheet, number, column, cell, day)
            sheet.set_column(0, len(dataset.headers) - 1, 18)
            sheet.freeze_panes(1, 1)
        return saved.getvalue()

    def get_extension(self):
        """The end of the name."""
        return "xlsx"

    def get_content_type(self):
        """What the browser is told."""
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def can_export(self):
        """Yes."""
        return True


def _write(sheet, row: int, column: int, cell, day) -> None:
    if isinstance(cell, int | Decimal):
        sheet.write_number(row, column, float(cell))
    elif isinstance(cell, date) and cell.year >= _BEFORE_SPREADSHEETS:
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
    elif text := as_text(cell):
        _refuse_unless_it_fits(text)
        sheet.write_string(row, column, text)


def _refuse_unless_it_fits(text: str) -> None:
    if len(text) > LONGEST_CELL:
        raise CannotWrite(
            f"The text that begins {quoted(text)} is longer than a cell of a spreadsheet can hold, "
            f"which is {LONGEST_CELL:,} characters. Export as CSV instead."
        )
    if any(character in text for character in _NOWHERE):
        raise CannotWrite(
            f"The text {quoted(text)} holds a character that no spreadsheet can hold. "
            "Export as CSV instead."
        )


FORMATS = {"csv": Csv, "xlsx": Xlsx}
