import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from indicators.sources.tables import UnreadableTable
from indicators.sources.workbook import workbook_tables


@pytest.fixture
def make(tmp_path):
    """Write a workbook: ``make(lambda sheet, book: …)``."""

    def make(fill):
        path = tmp_path / "figures.xlsx"
        with xlsxwriter.Workbook(path) as book:
            fill(book.add_worksheet("Observations"), book)
        return path

    return make


def rows_of(path):
    return [cells for _, cells in workbook_tables(path)["observations"].rows]


def refusal_of(path):
    with pytest.raises(UnreadableTable) as refusal:
        workbook_tables(path)
    return str(refusal.value)


def test_cells_read_as_they_would_stand_in_a_csv_file(make):
    def fill(sheet, book):
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["code", "value", "period_end"])
        sheet.write_row(1, 0, [" A ", 0.1 + 0.2])
        sheet.write_datetime(1, 2, datetime(2017, 1, 31), day)  # noqa: DTZ001
        sheet.write_row(2, 0, [101, 75.0, "31/01/2017"])
        sheet.write_formula(3, 1, "=1+1", None, 2)
        sheet.write_boolean(3, 0, True)

    assert rows_of(make(fill)) == [
        ["A", "0.3", "2017-01-31"],
        ["101", "75", "31/01/2017"],
        ["True", "2", ""],
    ]


def test_rows_are_named_by_sheet_and_number(make):
    path = make(lambda sheet, _: sheet.write_column(2, 1, ["code", "A"]))
    table = workbook_tables(path)["observations"]

    assert table.headings == ["", "code"]
    assert [place for place, _ in table.rows] == ["figures.xlsx sheet Observations row 4"]


def test_a_spreadsheet_error_stays_visible(make):
    def fill(sheet, book):
        sheet.write_row(0, 0, ["code", "numerator"])
        sheet.write(1, 0, "A")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    assert rows_of(make(fill)) == [["A", "#DIV/0!"]]


def test_empty_sheets_are_passed_over(make):
    path = make(lambda sheet, book: book.add_worksheet("notes").write(0, 0, "x"))

    assert set(workbook_tables(path)) == {"notes"}


def test_what_is_not_a_workbook_is_refused(tmp_path):
    path = tmp_path / "figures.xlsx"
    path.write_bytes(b"code,value\n")

    assert refusal_of(path) == (
        "figures.xlsx: This is not a readable .xlsx workbook, or it has a password. Save it afresh."
    )


def test_a_workbook_that_is_not_there_is_refused(tmp_path):
    assert refusal_of(tmp_path / "figures.xlsx") == (
        "figures.xlsx: The file cannot be opened: No such file or directory."
    )


def test_an_archive_of_something_else_is_refused(tmp_path):
    path = tmp_path / "figures.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "hello")

    assert "This is not a readable .xlsx workbook" in refusal_of(path)


def test_a_bomb_is_refused_before_it_unfolds(make):
    path = make(lambda sheet, _: sheet.write(0, 0, "code"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.bin", b"\0" * 60_000_000)

    assert refusal_of(path) == (
        "figures.xlsx: The workbook unpacks to far more than it should. Save it afresh."
    )


def test_a_cell_far_out_is_refused_before_room_is_kept_for_it(make):
    def fill(sheet, _):
        sheet.write(0, 0, "code")
        sheet.write(1_048_575, 16_383, "lost")

    assert refusal_of(make(fill)) == (
        "figures.xlsx sheet Observations: Something stands far below or far to the right. "
        "Clear the cells out there."
    )


def test_damage_is_refused(make):
    path = make(lambda sheet, _: sheet.write_column(0, 0, ["code"] * 500))
    content = bytearray(path.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(content)

    assert refusal_of(path).startswith("figures.xlsx: ")
