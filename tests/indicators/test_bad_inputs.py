"""What people and their programs really put into a file, and what they are told about it."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from indicators.previews import preview_of
from indicators.sources.folder import FolderReader
from indicators.sources.lginform import LgInformReader
from tests.factories import AreaFactory, IndicatorFactory
from tests.files import HEADINGS, JANUARY, write_observations

pytestmark = pytest.mark.django_db
GOOD = JANUARY.format("12.9")


@pytest.fixture
def told(settings, tmp_path):
    """What is said about a file of that content in the folder of a source."""
    settings.SOURCES_DIR = tmp_path
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")
    (tmp_path / "monthly").mkdir()

    def told(content, name="a.csv", **typed):
        (tmp_path / "monthly" / name).write_bytes(content)
        preview = preview_of(FolderReader({"folder": "monthly", **typed}))
        return preview.error or [problem.message for problem in preview.problems]

    return told


def lines(*rows, headings=HEADINGS, encoding="utf-8"):
    return "\n".join([headings, *rows, ""]).encode(encoding)


def workbook(fill):
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"nan_inf_to_errors": True}) as book:
        fill(book.add_worksheet("Observations"), book)
    return content.getvalue()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("12.9%", "“12.9%” is not digits only. Write 12.9."),
        ('"1,234"', "“1,234” is not digits only. Write 1234."),
        ("<5", "“<5” stands for a number that is withheld. Write c, or set what it means in"),
        ("*", "“*” stands for a number that is withheld. Write c, or set what it means in"),
        ("", "This cell is empty. Write the number, or x where there is none to be had."),
        ("#DIV/0!", "“#DIV/0!” is a spreadsheet error. Mend the formula and save again."),
        ("=B2/C2", "“=B2/C2” is a formula. Save the file with its results: a formula is not"),
        ("NaN", "“NaN” is not a number. Write digits only."),
        ("inf", "“inf” is not a number. Write digits only."),
        ("-Infinity", "“-Infinity” is not a number. Write digits only."),
        ("1e9", "“1e9” is not a number. Write digits only."),
        ("01/01/1900", "“01/01/1900” is a date or a time. Format the cell as a number."),
        ("n/a", "“n/a” is not a number. Write digits only."),
    ],
)
def test_a_value_that_is_none_is_told_in_words(told, value, message):
    [said] = told(lines(JANUARY.format(value)))

    assert said.startswith(message)


@pytest.mark.parametrize("sign", ["c", "z", "x", "low", "u", "[c]"])
def test_a_sign_of_official_statistics_is_taken(told, sign):
    assert told(lines(JANUARY.format(sign))) == []


@pytest.mark.parametrize("value", ["<5", "*", ""])
def test_a_council_s_own_sign_is_taken_where_the_settings_say_what_it_means(told, value):
    assert told(lines(JANUARY.format(value)), missing={value: "c"}) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("P6-01,Somerset,,1900-01-01,1900-01-31,1,,,,", "“1900-01-01” is not a likely date. Chec"),
        ("P6-01,Somerset,,42736,42766,1,,,,", "“42736” is a spreadsheet's own count of days."),
        ("P6-99,Somerset,,2017-01-01,2017-01-31,1,,,,", "No indicator has the code “P6-99”."),
        ("P6-01,Atlantis,,2017-01-01,2017-01-31,1,,,,", "No area is called “Atlantis”. Add it"),
        (GOOD, "The same indicator, area, category and period stand in a.csv line 2 too."),
        (JANUARY.format("7"), "The same indicator, area, category and period stand in a.csv li"),
        ("P6-01,Somerset,,2017-01-01,2017-01-31,1,,,,,1", "The row has more cells than the 10"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_in_words(told, row, message):
    assert told(lines(GOOD, row))[0].startswith(message)


@pytest.mark.parametrize(
    "content",
    [
        lines(GOOD, encoding="utf-8-sig"),
        lines(GOOD, encoding="utf-16"),
        lines(GOOD).replace(b",", b";"),
        lines(GOOD).replace(b",", b"\t"),
        lines(GOOD).replace(b"\n", b"\r\n"),
        lines(GOOD).replace(b"\n", b"\n\n"),
        lines(f'{GOOD}"with a, comma"'),
    ],
    ids=["mark", "utf-16", "semicolons", "tabs", "CRLF", "blank lines", "a comma in a cell"],
)
def test_what_a_spreadsheet_may_write_is_taken(told, content):
    assert told(content) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lines(f"{GOOD}£", encoding="cp1252"), "a.csv: The file is not in UTF-8. In the spread"),
        (
            lines(GOOD, encoding="utf-16-le"),
            "a.csv line 1: This is not text. Save it as “CSV UTF-8”.",
        ),
        (lines(GOOD, headings=f"{HEADINGS},value"), "a.csv line 1, column value: This column st"),
        (lines(GOOD, headings="Scorecard,,"), "a.csv line 1, column code: This column is missing"),
        (lines(GOOD, headings=f"{HEADINGS},NHS number"), "a.csv line 1, column nhs_number: The"),
        (b"x" * 10_000_000, "a.csv line 1: This line has 10,000,000 characters"),
        (bytes(range(256)) * 40_000, "a.csv: The file is not in UTF-8."),
        (b"", "a.csv: There is nothing in it. It needs headings in its first row."),
    ],
)
def test_a_file_that_cannot_be_read_stops_the_whole(told, content, message):
    assert told(content).startswith(message)


def test_an_encoding_that_is_named_is_taken(told):
    assert told(lines(f"{GOOD}£", encoding="cp1252"), encoding="cp1252") == []


def test_a_workbook_full_of_a_spreadsheet_s_habits_is_told_cell_by_cell(told):
    def fill(sheet, book):
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADINGS.split(","))
        for number in range(1, 6):
            sheet.write_row(number, 0, ["P6-01", "Somerset", f"band {number}"])
            sheet.write_number(number, 3, 42736, day)
            sheet.write_number(number, 4, 42766, day)
        sheet.write_number(1, 5, 0.129, book.add_format({"num_format": "0.0%"}))
        sheet.write_formula(2, 5, "=1/0", None, "#DIV/0!")
        sheet.write_number(3, 5, 12, day)
        sheet.write_number(4, 5, float("nan"))
        sheet.write_formula(5, 5, "=1+1", None, 2)
        sheet.write_row(6, 0, ["P6-01", "Somerset", "band 6", "2017-01-01", "2017-01-31", "c"])

    assert told(workbook(fill), "a.xlsx") == [
        "“12.9%” is not digits only. Write 12.9.",
        "“#DIV/0!” is a spreadsheet error. Mend the formula and save again.",
        "“1900-01-12” is a date or a time. Format the cell as a number.",
        "“#NUM!” is a spreadsheet error. Mend the formula and save again.",
    ]


def test_a_workbook_with_a_title_and_merged_headings_is_read_by_its_mapping(told):
    def fill(sheet, book):
        sheet.merge_range("A1:E1", "Performance scorecard, January 2017")
        sheet.merge_range("B2:C2", "2016/17")
        sheet.write_row(2, 0, ["KPI ref", "Month", "Out-turn", "Comment", "Comment"])
        sheet.write_row(3, 0, ["P6-01", "Jan-17", "12.9%"])

    mapping = {
        "columns": {"code": "KPI ref", "value": "Out-turn"},
        "fixed": {"area": "Somerset"},
        "period": {"column": "Month", "notation": "month"},
        "percent_as": "number",
    }
    assert told(workbook(fill), "a.xlsx", **mapping) == []


def test_headings_that_are_merged_are_told_for_what_is_below_them(told):
    def fill(sheet, book):
        sheet.write_row(0, 0, HEADINGS.split(",")[:5])
        sheet.merge_range("F1:G1", "value")
        sheet.write_row(0, 7, ["denominator", "flag", "note"])

    assert told(workbook(fill), "a.xlsx") == (
        "a.xlsx sheet Observations row 1, column numerator: This column is missing. "
        "Add it to the row of headings."
    )


def test_the_same_period_in_two_files_is_told(told):
    told(lines(GOOD))

    assert told(lines(JANUARY.format("7")), "b.csv") == [
        "The same indicator, area, category and period stand in a.csv line 2 too. "
        "Take one of them away."
    ]


def test_the_same_period_in_two_columns_is_told(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path
    write_observations(
        tmp_path / "here" / "a.csv", "E06000066,1,2", headings="area,2016/17,2016-17"
    )
    metric = {"code": "P6-01", "file": "*.csv", "year_type": "financial"}
    reader = LgInformReader(
        {"folder": "here", "areas": {"E06000066": "Somerset"}, "metrics": [metric]}
    )

    assert preview_of(reader).error == (
        "The columns “2016/17”, “2016-17” of a.csv are of the same period. "
        "Ask for one metric and one kind of value at a time."
    )


def test_a_bomb_is_refused(told):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)

    assert told(content.getvalue(), "a.xlsx") == (
        "a.xlsx: The workbook unpacks to far more than it should. Save it afresh."
    )
