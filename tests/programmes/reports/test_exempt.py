"""Exempt sections: marked in the report itself, left out of the copy for the public."""

from io import BytesIO

import pytest
from docx import Document
from lxml import html
from python_calamine import CalamineWorkbook

from indicators.disclosure import PARTNERSHIP, PUBLIC
from programmes.choices import Section
from programmes.reports.disclosure import copy_for
from programmes.reports.exempt import PARAGRAPHS
from programmes.reports.render import report_html
from programmes.reports.schema import ExemptSection, from_data
from programmes.reports.small_numbers import integers_for_a_look
from programmes.reports.word import render_docx
from programmes.reports.workbook import render_xlsx
from tests.markup import pick, words
from tests.round_snapshots import round_snapshot

REASON = "It would tell who a child is."
# A sentence that each section holds, and only it.
SAID = {
    Section.COMMITMENTS: "Train the carers.",
    Section.ACHIEVEMENTS: "Visits are on time.",
    Section.SLIPPAGE: "Both posts are empty.",
    Section.MILESTONES: "Advertise again",
    Section.COMMENTS: "Two areas began late.",
    Section.NEXT_ACTIONS: "Hold a fair.",
    Section.RISKS: "Posts stay empty",
    Section.VARIANCES: "It costs less.",
    Section.DECISIONS: "Name one officer for each area.",
    Section.STATUS: "Most of the work is on course.",
}


def snapshot_with(*sections, paragraph=2):
    return round_snapshot(
        exempt=tuple(ExemptSection(section.value, paragraph, REASON) for section in sections)
    )


def web_text(snapshot):
    return words(html.document_fromstring(report_html(snapshot, standalone=False)))


def word_text(snapshot):
    document = Document(BytesIO(render_docx(snapshot)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def sheet_text(snapshot):
    book = CalamineWorkbook.from_filelike(BytesIO(render_xlsx(snapshot)))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return "\n".join(str(cell) for row in rows for cell in row)


TEXTS = pytest.mark.parametrize("text_of", [web_text, word_text, sheet_text])


@TEXTS
@pytest.mark.parametrize("section", SAID)
def test_the_copy_for_the_public_leaves_it_out_and_says_why(section, text_of):
    snapshot = snapshot_with(section)
    copy = text_of(copy_for(snapshot, PUBLIC))

    held, told = SAID[section], f"Exempt under paragraph 2 (information {PARAGRAPHS[2]}): {REASON}"
    assert told in copy
    if section is Section.MILESTONES:  # a remedial action of slippage reads alike
        assert "Ask a second supplier." not in copy
    else:
        assert held not in copy
    assert "Part 1 of Schedule 12A of the Local Government Act 1972" in copy


@TEXTS
@pytest.mark.parametrize("section", SAID)
def test_the_report_itself_holds_it_and_is_marked(section, text_of):
    for snapshot in (snapshot_with(section), copy_for(snapshot_with(section), PARTNERSHIP)):
        report = text_of(snapshot)

        assert f"Exempt from publication: paragraph 2. {REASON}" in report
        if section is not Section.COMMENTS:
            assert SAID[section] in report


def test_a_report_without_exempt_sections_says_nothing_of_them():
    text = web_text(copy_for(round_snapshot(), PUBLIC))

    assert "xempt" not in text
    assert "Hold a fair." in text


def test_all_sections_at_once_leave_a_document_without_what_was_said():
    copy = copy_for(snapshot_with(*Section), PUBLIC)
    text = web_text(copy)

    assert text.count("Exempt under paragraph 2") == len(Section)
    assert not [said for said in SAID.values() if said in text]
    assert integers_for_a_look(copy) == []
    for render in (render_docx, render_xlsx):
        assert render(copy)


def test_the_evidence_does_not_count_what_is_left_out():
    copy = copy_for(snapshot_with(Section.RISKS), PUBLIC)

    assert copy.status.evidence == "red"
    assert copy.status.evidence_reason.startswith("What the evidence suggests rests on sections")


def test_the_report_is_not_changed_by_a_copy():
    snapshot = snapshot_with(Section.RISKS)
    before = snapshot.to_data()

    copy_for(snapshot, PUBLIC)

    assert snapshot.to_data() == before


def test_a_snapshot_of_before_there_were_exempt_sections_can_be_read():
    data = round_snapshot().to_data()
    del data["exempt"]

    assert from_data(data).exempt == ()


def test_the_mark_stands_under_the_heading_of_its_section():
    page = html.document_fromstring(report_html(snapshot_with(Section.RISKS), standalone=False))

    [mark] = pick(page, "#risks .report-exempt")
    assert words(mark) == f"Exempt from publication: paragraph 2. {REASON}"
    assert pick(page, "#risks .chart-matrix")
