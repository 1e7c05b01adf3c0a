import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from indicators.sources.cells import CellError, to_number
from indicators.sources.tables import UnreadableTable
from indicators.sources.workbook import sheet_table, workbook_tables
from tests.files import write_workbook


@pytest.fixture
def make(tmp_path):
    """Write a workbook: ``make(lambda sheet, book: …)``."""

    def make(fill):
        path = tmp_path / "figures.xlsx"
        with xlsxwriter.Workbook(path) as book:
            fill(book.add_worksheet("Observations"), book)
        return path

    return make


def change_sheet(path, old, new):
    """Put ``new`` in the place of ``old`` in the sheet's own text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name.endswith("sheet1.xml"):
                content = content.replace(old.encode(), new.encode())
            archive.writestr(name, content)


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


def test_a_number_shown_as_a_percentage_reads_as_it_is_shown(make):
    def fill(sheet, book):
        for column, pattern in enumerate(["0%", "0.0%", '0.0 "% of all"', "0.0", "[Red]0.00\\%"]):
            sheet.write_number(1, column, 0.129, book.add_format({"num_format": pattern}))
        sheet.write_string(1, 5, "12.9", book.add_format({"num_format": "0%"}))
        sheet.write_row(0, 0, list("abcdef"))

    assert rows_of(make(fill)) == [["12.9%", "12.9%", "0.129", "0.129", "0.129", "12.9"]]


def test_a_number_keeps_the_fifteen_digits_that_a_spreadsheet_shows(make):
    path = make(lambda sheet, _: sheet.write_column(0, 0, ["n", 2 / 3, 1e11 / 7, 1e-7, -0.1]))

    assert [cells for [cells] in rows_of(path)] == [
        "0.666666666666667",
        "14285714285.7143",
        "0.0000001",
        "-0.1",
    ]


@pytest.mark.parametrize("day", [0, 1, 60, 366])
def test_a_count_that_is_shown_as_a_date_of_1900_is_no_number(make, day):
    def fill(sheet, book):
        sheet.write(0, 0, "value")
        sheet.write_number(1, 0, day, book.add_format({"num_format": "dd/mm/yyyy"}))

    [[text]] = rows_of(make(fill))

    with pytest.raises(CellError, match="is a date or a time. Format the cell as a number."):
        to_number(text)


def test_merged_cells_leave_the_others_empty(make):
    def fill(sheet, _):
        sheet.merge_range("A1:C1", "2016/17")
        sheet.write_row(1, 0, ["a", "b", "c"])
        sheet.merge_range("A3:A4", "x")

    path = make(fill)

    assert workbook_tables(path)["observations"].headings == ["2016/17", "", ""]
    assert rows_of(path) == [["a", "b", "c"], ["x", "", ""]]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>1+1</f></c>',
        '<c r="B2"><f>1+1</f><v/></c>',
        '<c r="B2" s="1"><f>1+1</f><v></v></c>',
        '<x:c r="B2"><x:f ca="1">1+1</x:f></x:c>',
    ],
)
def test_a_formula_without_its_result_stays_visible(make, cell):
    path = make(lambda sheet, _: sheet.write_row(0, 0, ["code", "value"]))
    prefix = ' xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    change_sheet(path, "</sheetData>", f'<row r="2"{prefix}>{cell}</row></sheetData>')

    assert rows_of(path) == [["", "=1+1"]]


def test_cells_need_not_say_where_they_stand(make):
    path = make(lambda sheet, _: sheet.write_row(0, 0, ["code", "value"]))
    row = '<row><c t="inlineStr"><is><t>A</t></is></c><c t="e"><v>#REF!</v></c></row>'
    change_sheet(path, "</sheetData>", f"{row}</sheetData>")

    assert rows_of(path) == [["A", "#REF!"]]


def test_a_sheet_is_found_by_its_name_or_for_want_of_another(tmp_path):
    one = write_workbook(tmp_path / "a.xlsx", {"KPI": [["a"], ["1"]], "Empty": []})
    two = write_workbook(tmp_path / "b.xlsx", {"KPI": [["a"]], "Observations": [["b"]]})

    assert sheet_table(one).headings == ["a"]
    assert sheet_table(two).headings == ["b"]
    assert sheet_table(two, " kpi ").headings == ["a"]
    with pytest.raises(UnreadableTable, match="b.xlsx: It has the sheets kpi, observations. Say"):
        sheet_table(two, "data")
    with pytest.raises(UnreadableTable, match="c.xlsx: There is nothing in it."):
        sheet_table(write_workbook(tmp_path / "c.xlsx", {"Empty": []}))


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
