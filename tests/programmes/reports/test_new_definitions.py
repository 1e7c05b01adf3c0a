"""A report whose indicator has a new definition says so where the arrow would stand."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from indicators.models import DefinitionChange
from indicators.periods import add_months
from programmes.models import Report
from programmes.reports.compose import compose
from programmes.reports.render import report_html
from programmes.reports.schema import from_data
from programmes.reports.word import render_docx
from programmes.reports.workbook import render_xlsx
from tests.factories import (
    CategoryFactory,
    ObservationFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
    TargetFactory,
)
from tests.reports import frozen

pytestmark = pytest.mark.django_db
REPORT_DATE = date(2017, 2, 21)
SENTENCE = "Visits by telephone no longer count."
WORDS = f"new definition from 1 January 2017: {SENTENCE}"


@pytest.fixture
def report():
    """Twelve months that rise, the last of them by a new definition; with one band."""
    report = ReportFactory()
    indicator = ProgrammeIndicatorFactory(priority__programme=report.programme).indicator
    band = CategoryFactory(indicator=indicator, name="Under 5")
    TargetFactory(indicator=indicator)
    for months in range(12):
        end = add_months(date(2016, 2, 29), months)
        held = {"area": report.programme.area, "period_start": end.replace(day=1)}
        held |= {"indicator": indicator, "period_end": end, "value": 60 + months}
        ObservationFactory(**held)
        ObservationFactory(category=band, **held)
    DefinitionChange.objects.create(
        indicator=indicator, effective_from=date(2017, 1, 1), sentence=SENTENCE
    )
    return report


@pytest.fixture
def row(report):
    [row] = compose(report, REPORT_DATE).indicators
    return row


def test_neither_the_figure_nor_its_band_has_an_arrow(row):
    for direction in (row.direction, row.categories[0].direction):
        assert (direction.movement, direction.reason) == ("none", WORDS)
        assert direction.signal == f"not tested: {WORDS}"


def test_no_run_is_counted_and_the_line_breaks(row):
    assert row.run == ""
    assert [point.joined for point in row.series] == [True] * 11 + [False]


def test_the_figure_explains_itself(row):
    said = {line.key: line.answer for line in row.explanation}

    assert said["definition"] == f"N{WORDS[1:]}"
    assert said["direction"].startswith(f"N{WORDS[1:]}")


def test_page_spreadsheet_and_word_file_print_the_sentence(report):
    snapshot = compose(report, REPORT_DATE)
    sheets = CalamineWorkbook.from_filelike(BytesIO(render_xlsx(snapshot)))
    cells = {
        cell
        for name in sheets.sheet_names
        for row in sheets.get_sheet_by_name(name).to_python()
        for cell in row
    }
    word = Document(BytesIO(render_docx(snapshot)))
    in_word = [cell.text for table in word.tables for row in table.rows for cell in row.cells]

    assert SENTENCE in report_html(snapshot)
    assert any(SENTENCE in str(cell) for cell in cells)
    assert any(SENTENCE in text for text in in_word)


def test_a_frozen_report_keeps_what_it_said(report):
    frozen(report)
    DefinitionChange.objects.all().delete()

    stored = from_data(Report.objects.get().snapshot)

    assert stored.indicators[0].direction.reason == WORDS
    assert compose(report, REPORT_DATE).indicators[0].direction.movement == "up"
