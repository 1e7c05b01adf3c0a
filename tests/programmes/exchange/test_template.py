"""The workbook to fill in: what it offers, and that it comes back as it went out."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from indicators.models import Indicator, Observation, Target
from indicators.sources import rows
from programmes.exchange import Counts, ExchangeError, check, load, template
from programmes.exchange.sheets import OBSERVATIONS, sheets
from programmes.models import Milestone, Programme
from tests.files import copy_programme_6
from tests.first_workbook import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def book():
    return load_workbook(BytesIO(template()))


@pytest.fixture
def filled(tmp_path):
    """The empty workbook, filled in by somebody."""
    return fill_in(template(), tmp_path / "filled.xlsx")


def validations(sheet):
    """The check of each column by its heading, from its second row on."""
    return {
        sheet.cell(1, cells.min_col).value: rule
        for rule in sheet.data_validations.dataValidation
        for cells in rule.sqref.ranges
    }


def test_every_sheet_of_the_format_has_its_headings(book):
    assert book.sheetnames == ["Guidance", *(sheet.name for sheet in sheets())]
    for sheet in sheets():
        page = book[sheet.name]
        assert [cell.value for cell in page[1]] == [column.name for column in sheet.columns]
        assert page.max_row == 1
        assert page.freeze_panes == "B2"
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows == "$1:$1"


def test_the_columns_of_values_are_those_that_pulls_read():
    assert tuple(column.name for column in OBSERVATIONS) == rows.COLUMNS
    needed = {column.name for column in OBSERVATIONS if column.required}
    assert needed == {*rows.REQUIRED}


def test_every_column_is_explained_where_it_stands_and_on_the_first_sheet(book):
    told = {(row[0].value, row[2].value) for row in book["Guidance"].iter_rows()}
    for sheet in sheets():
        for cell, column in zip(book[sheet.name][1], sheet.columns, strict=True):
            assert column.guide
            assert column.guide in cell.comment.text
            assert any(name == column.name and column.guide in says for name, says in told if says)


def test_every_column_of_fixed_words_offers_them(book):
    for sheet in sheets():
        rules = validations(book[sheet.name])
        for column in sheet.columns:
            if column.words:
                assert rules[column.name].type == "list"
                assert rules[column.name].formula1 == f'"{",".join(column.words)}"'
    offering = [column.name for sheet in sheets() for column in sheet.columns if column.words]
    for name in ("unit", "polarity", "frequency", "basis", "flag", "kind", "tolerance_kind"):
        assert name in offering


def test_codes_and_priorities_are_offered_from_their_sheets(book):
    code = validations(book["observations"])["code"].formula1
    assert "'indicators'!$A$2" in code
    assert validations(book["targets"])["code"].formula1 == code
    assert "'priorities'!$A$2" in validations(book["indicators"])["priority"].formula1


def test_dates_and_whole_numbers_are_checked_as_they_are_typed(book):
    assert validations(book["milestones"])["planned_on"].type == "date"
    whole = validations(book["risks"])["impact"]
    assert (whole.type, whole.formula1, whole.formula2) == ("whole", "1", "5")
    assert book["targets"].column_dimensions["A"].number_format == "@"


def test_an_empty_workbook_says_where_to_begin(tmp_path):
    path = tmp_path / "empty.xlsx"
    path.write_bytes(template())

    with pytest.raises(ExchangeError) as refusal:
        load(path)

    assert str(refusal.value) == (
        "empty.xlsx: Nothing is filled in yet. Begin with programme: one row below the headings. "
        "Then fill in priorities and indicators."
    )


def test_a_filled_workbook_loads_and_text_like_a_formula_stays_text(filled):
    counts = load(filled)

    assert counts["indicators"] == Counts(new=2)
    assert counts["observations"] == Counts(new=4)
    programme = Programme.objects.get()
    assert (programme.code, programme.plan) == ("EH", "=1+1")
    assert Target.objects.get().value == 85
    assert Milestone.objects.get().forecast_on == date(2017, 5, 15)
    assert Observation.objects.get(indicator__code="EH-01", area__name="England").symbol == (
        "suppressed"
    )
    assert not Indicator.objects.filter(code__startswith="Example").exists()


def test_text_like_a_formula_is_text_in_the_workbook_of_the_programme_too(filled):
    load(filled)

    cell = load_workbook(BytesIO(template(Programme.objects.get())))["programme"]["F2"]

    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_a_programme_holds_comes_back_unchanged(tmp_path):
    load(copy_programme_6(tmp_path / "programme_6"))
    path = tmp_path / "again.xlsx"
    path.write_bytes(template(Programme.objects.get()))

    assert check(path).changes_nothing
    counts = load(path)

    assert counts["observations"] == Counts(unchanged=122)
    assert all(count.new == count.changed == 0 for count in counts.values())


def test_a_nought_that_was_supplied_survives_the_spreadsheet(filled, tmp_path):
    load(filled)
    Observation.objects.filter(indicator__code="EH-01", value__isnull=False).update(
        value="82", places=1, status="provisional", not_comparable=True
    )

    sheet = load_workbook(BytesIO(template(Programme.objects.get())))["observations"]

    shown = [(row[5].value, row[8].value) for row in sheet.iter_rows(min_row=2)]
    assert ("82.0", "provisional not_comparable") in shown
