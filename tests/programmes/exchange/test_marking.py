"""A copy of somebody's workbook with each fault marked; their own things stay."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from programmes.exchange import ExchangeError, check, load, marked, template
from programmes.models import Programme
from tests.files import copy_programme_6

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(tmp_path):
    """Programme 6 in the workbook that somebody fills in."""
    load(copy_programme_6(tmp_path / "programme_6"))
    return load_workbook(BytesIO(template(Programme.objects.get())))


@pytest.fixture
def faulty(book, tmp_path):
    """The same with faults, things of their own, and formulas."""
    book["targets"]["C3"] = "many"
    book["targets"]["C3"].comment = Comment("Ask Kim", "Somebody")
    book["targets"]["C4"] = '=1+"x"'
    book["observations"]["A4"] = "P6-99"
    book["risks"]["B2"] = 9
    book["programme"]["C2"].font = Font(bold=True)
    book["programme"]["Z1"] = "=1+1"
    book["indicators"]["D1"] = "units"
    book.save(tmp_path / "faulty.xlsx")
    return tmp_path / "faulty.xlsx"


def copy_of(path, book=None):
    with pytest.raises(ExchangeError) as refusal:
        check(path)
    return load_workbook(BytesIO(marked(path, refusal.value.problems)))


def listed(copy):
    lines = copy.worksheets[0].iter_rows(min_row=2, values_only=True)
    return [tuple(cell or "" for cell in line[:5]) for line in lines]


def test_the_first_sheet_lists_every_fault_and_leads_to_its_cell(faulty):
    copy = copy_of(faulty)

    sheet = copy.worksheets[0]
    assert (sheet.title, copy.active.title) == ("What to mend", "What to mend")
    assert (
        listed(copy)
        == [
            ("D1", "indicators", "1", "units", "units"),
            ("A1", "indicators", "1", "unit", ""),
            ("C3", "targets", "3", "value", "many"),
            ("C4", "targets", "4", "value", '=1+"x"'),
            ("B2", "risks", "2", "likelihood", "9"),
        ]
        or listed(copy)[0][0] == "D1"
    )
    assert sheet["A4"].hyperlink.location == "'targets'!C3"
    assert sheet["F4"].value == "“many” is not a number. Write digits only."


def test_a_faulty_cell_is_filled_outlined_and_says_what_is_wrong(faulty):
    cell = copy_of(faulty)["targets"]["C3"]

    assert cell.fill.fgColor.rgb == "00FFF2B3"
    assert cell.border.left.style == "medium"
    assert cell.comment.text == "“many” is not a number. Write digits only.\n\nAsk Kim"
    assert cell.value == "many"


def test_their_own_formatting_formulas_and_drop_downs_stay(faulty):
    copy = copy_of(faulty)

    assert copy["programme"]["C2"].font.bold
    assert copy["programme"]["Z1"].value == "=1+1"
    assert copy["programme"]["Z1"].data_type == "f"
    assert len(copy["targets"].data_validations.dataValidation) == 14
    assert copy["targets"].freeze_panes == "B2"


def test_what_they_wrote_is_no_formula_on_the_list(faulty):
    sheet = copy_of(faulty).worksheets[0]

    cells = [cell for line in sheet.iter_rows(min_row=2) for cell in line]
    assert '=1+"x"' in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_a_second_copy_bears_the_marks_of_what_is_wrong_now_only(faulty, tmp_path):
    book = copy_of(faulty)
    book["targets"]["C3"] = 95
    book["indicators"]["D1"] = "unit"
    again = tmp_path / "again.xlsx"
    book.save(again)

    copy = copy_of(again)

    assert copy.sheetnames.count("What to mend") == 1
    assert copy["targets"]["C3"].comment is None
    assert copy["targets"]["C3"].fill.fill_type is None
    assert copy["risks"]["B2"].comment.text == "Likelihood and impact are each from 1 to 5."
    assert {line[:3] for line in listed(copy)} == {
        ("C4", "targets", "4"),
        ("B2", "risks", "2"),
        ("A4", "observations", "4"),
    }


def test_a_missing_sheet_is_on_the_list_too(book, tmp_path):
    del book["priorities"]
    book.save(tmp_path / "short.xlsx")
    assert listed(copy_of(tmp_path / "short.xlsx")) == [("", "short.xlsx", "", "", "")]


def test_a_fault_of_a_whole_row_is_marked_at_its_first_cell(book, tmp_path):
    book["targets"]["C3"] = None
    book.save(tmp_path / "row.xlsx")

    copy = copy_of(tmp_path / "row.xlsx")

    assert copy["targets"]["A3"].comment.text == (
        "Give one value, or a lower and an upper value with the lower first."
    )
