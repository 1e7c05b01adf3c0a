"""Copies as documents: each says whose it is and what it leaves out; the report itself does not."""

from io import BytesIO

import pytest
from docx import Document
from lxml import html
from python_calamine import CalamineWorkbook

from indicators.disclosure import INTERNAL, PUBLIC, profile_sentences
from programmes.reports.disclosure import copy_for
from programmes.reports.formats import file_name
from programmes.reports.render import report_html
from programmes.reports.word import render_docx
from programmes.reports.workbook import render_xlsx
from tests.disclosed import by_age, figure, row, snapshot_with
from tests.markup import pick, words

SNAPSHOT = snapshot_with(row(figure(2, 378), figure(2, 384)), by_age(code="T4-02"))
LEFT_OUT = "“c” stands for a figure that is suppressed"


def page(profile):
    return html.document_fromstring(report_html(copy_for(SNAPSHOT, profile)))


def test_the_head_the_foot_and_the_key_of_a_copy_say_whose_it_is():
    copy = page(PUBLIC)

    [eyebrow] = pick(copy, ".report-eyebrow span")
    assert words(eyebrow) == "Highlight report, copy for the public"
    [article] = pick(copy, "article")
    assert article.get("data-foot").endswith(". Copy for the public")
    rules = [words(rule) for rule in pick(copy, ".report-key__rules")[-1]]
    assert tuple(rules) == profile_sentences(PUBLIC)


def test_the_report_itself_says_nothing_of_copies():
    assert "copy" not in words(page(INTERNAL)).lower()


def test_a_hidden_figure_stands_as_c_without_rating_or_arrow():
    [first] = pick(page(PUBLIC), "#indicator-t4-01 .report-row")

    assert words(pick(first, ".report-value")[0]) == "c"
    for said in ("No arrow", "suppressed", "was c, January 2017", "Not rated"):
        assert said in words(first)
    assert "378" not in words(first)


def text_of_word(snapshot):
    document = Document(BytesIO(render_docx(snapshot)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def text_of_workbook(snapshot):
    book = CalamineWorkbook.from_filelike(BytesIO(render_xlsx(snapshot)))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return "\n".join(str(cell) for row in rows for cell in row)


@pytest.mark.parametrize("text_of", [text_of_word, text_of_workbook])
def test_word_and_spreadsheet_say_what_the_copy_leaves_out(text_of):
    copy, report = text_of(copy_for(SNAPSHOT, PUBLIC)), text_of(SNAPSHOT)

    assert "This copy is for the public." in copy
    assert LEFT_OUT in copy
    assert "2 of 378" not in copy
    assert LEFT_OUT not in report
    assert "copy" not in report.lower()


@pytest.mark.parametrize(("profile", "ending"), [(INTERNAL, "-v2.pdf"), (PUBLIC, "-v2-public.pdf")])
def test_the_name_of_a_file_says_for_whom_a_copy_is(profile, ending):
    assert file_name(copy_for(SNAPSHOT, profile), "pdf").endswith(ending)
