"""The annex: what opens beside a figure on the web is printed, each thing once."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from lxml import html

from programmes.choices import DocumentFormat
from programmes.models import Report
from programmes.reports.compose import compose
from programmes.reports.formats import render
from programmes.reports.render import report_html
from programmes.reports.workings import every_answer, workings_of
from tests.demonstration import load_programme_6
from tests.markup import pick, words

pytestmark = pytest.mark.django_db
JANUARY = date(2017, 1, 31)


@pytest.fixture
def snapshot():
    return compose(Report(programme=load_programme_6(), period_end=JANUARY), JANUARY)


@pytest.fixture
def page(snapshot):
    return html.document_fromstring(report_html(snapshot))


def squeezed(text):
    """The letters alone: a printed line may break anywhere."""
    return "".join(text.split())


def test_every_answer_on_the_web_is_printed_in_the_annex(snapshot, page):
    annex = words(page.get_element_by_id("annex"))

    for code, band, question, answer, _ in every_answer(snapshot.indicators):
        if question == "What it counts" or (band and question == "The target"):
            continue  # no working; its amount stands in its row, its origin with the indicator
        assert answer in annex, (code, band, question)


def test_every_row_opens_to_the_answers_of_its_figure(snapshot, page):
    opened = [words(part) for part in pick(page, ".report-reached .report-explanation")]
    explained = [
        cell.explanation
        for row in snapshot.indicators
        for cell in (row, *row.categories)
        if cell.explanation
    ]

    assert len(opened) == len(explained)
    for text, explanation in zip(opened, explained, strict=True):
        assert [said.question for said in explanation if said.question not in text] == []
        assert [said.answer for said in explanation if said.answer not in text] == []


def test_a_source_of_most_values_is_named_once(snapshot):
    workings = workings_of(snapshot.indicators)
    answers = [said.answer for line in workings.lines for said in line.answers]

    assert workings.source.startswith("Programme 6 spreadsheets, pull ")
    assert workings.source not in answers


def test_an_answer_stands_in_the_column_of_its_question(snapshot):
    [plans] = [w for w in workings_of(snapshot.indicators).lines if w.row.code == "P6-01"]

    assert [[said.key for said in answers] for answers in plans.columns] == [
        ["value"],
        ["rating", "target"],
        ["direction", "signal"],
    ]


def test_what_is_true_of_every_band_is_said_once(snapshot):
    [plans] = [w for w in workings_of(snapshot.indicators).lines if w.row.code == "P6-04"]

    assert [said.key for said in plans.together] == ["signal"]
    assert len(plans.bands) == 6
    assert {said.key for _, answers in plans.bands for said in answers} == {"value", "direction"}


def test_no_row_of_the_annex_is_cut_by_the_end_of_a_page(snapshot, page):
    cells = [squeezed(words(cell)) for cell in pick(page, ".report-workings tbody td")]
    with pypdfium2.PdfDocument(BytesIO(render(snapshot, DocumentFormat.PDF))) as pdf:
        texts = [squeezed(sheet.get_textpage().get_text_bounded()) for sheet in pdf]

    assert len(pick(page, ".report-workings tbody th")) == len(snapshot.indicators)
    assert [cell for cell in cells if not any(cell in text for text in texts)] == []
