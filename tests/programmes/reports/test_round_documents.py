"""What a round adds, in every format."""

from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from docx.table import Table
from lxml import html
from python_calamine import CalamineWorkbook

from programmes.choices import DocumentFormat
from programmes.reports.formats import render
from programmes.reports.render import report_html
from programmes.reports.word import render_docx
from programmes.reports.workbook import render_xlsx
from tests.markup import pick, words
from tests.round_snapshots import round_snapshot
from tests.snapshots import sample_snapshot

SAID = (
    "Fund a second team.",
    "For a year.",
    "Waiting",
    "Not answered yet",
    "Carried to the next report",
    "Carried from November 2016, unchanged for 3 reports",
    "From the last report’s actions",
    "Nobody applied.",
    "Advertise again.",
    "Asked for in 3 reports running",
    "Ask a second supplier.",
    "New date agreed: 31 May 2017, by the trust executive. The supplier changed.",
    "was 4 × 3",
    "Amber for 3 reports running",
    "Two areas began late.",
)


@pytest.fixture(scope="module")
def page():
    return html.document_fromstring(report_html(round_snapshot()))


def text_of_page():
    return words(html.document_fromstring(report_html(round_snapshot())))


def text_of_pdf():
    with pypdfium2.PdfDocument(render(round_snapshot(), DocumentFormat.PDF)) as pdf:
        return " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in pdf)


def text_of_word():
    lines = []
    for block in Document(BytesIO(render_docx(round_snapshot()))).iter_inner_content():
        if isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row.cells]
        else:
            lines.append(block.text)
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("text_of", [text_of_page, text_of_pdf, text_of_word])
def test_the_report_says_what_the_round_added(text_of):
    text = text_of()

    assert [said for said in SAID if said not in text] == []
    for due in ("15 Jan 2017", "Due 28 February 2017"):
        assert due in text


def test_a_promise_stands_with_its_due_day_and_what_became_of_it(page):
    rows = [words(row) for row in pick(page, ".report-promises tbody tr")]

    assert rows == [
        "Open the new team. 15 Jan 2017 Done",
        "Fill both posts. – Slipped",
        "Train the carers. 30 Apr 2017 Carried to the next report",
        "Write the plan. 20 Jan 2017 Not answered yet",
    ]


def test_a_slipped_line_has_its_reason_and_remedy(page):
    [line] = pick(page, "#progress .report-entries:last-of-type li")[-1:]

    assert words(line) == (
        "Both posts are empty. Why Nobody applied. Remedial action Advertise again. "
        "From the last report’s actions"
    )


def test_a_variance_says_what_of_the_plan_it_changes(page):
    [line] = pick(page, "#variances li")

    assert words(line) == "Cost. It costs less."


def test_a_comment_stands_right_under_its_indicator(page):
    [first, *_] = pick(page, "#indicator-t4-01 .report-note")

    assert words(first) == "Comment Two areas began late."


def test_a_report_of_before_says_nothing_of_promises():
    page = html.document_fromstring(report_html(sample_snapshot()))

    assert pick(page, ".report-promises, .report-outcomes") == []


def sheets():
    book = CalamineWorkbook.from_filelike(BytesIO(render_xlsx(round_snapshot())))
    for name in book.sheet_names:
        headings, *rows = book.get_sheet_by_name(name).to_python()
        yield name, [dict(zip(headings, row, strict=True)) for row in rows]


def test_the_spreadsheet_has_a_column_for_each():
    found = dict(sheets())
    texts = {(row["Section"], row["Text"]): row for row in found["Text"]}

    slipped = texts["Promised in the last report", "Fill both posts."]
    assert (slipped["Outcome"], slipped["Why"]) == ("Slipped", "Nobody applied.")
    assert slipped["Remedial action"] == "Advertise again."
    decided = texts["Decisions of the last report", "Fund a second team."]
    assert (decided["Outcome"], decided["Note"]) == ("Agreed on 10 January 2017", "For a year.")
    assert texts["Next period", "Hold a fair."]["Due"].isoformat() == "2017-02-28"
    assert texts["Variances", "It costs less."]["Kind"] == "Cost"
    [asked] = [row for row in found["Text"] if row["Section"] == "Decisions wanted"]
    assert asked["Note"] == "Asked for in 3 reports running"
    [late, *_] = found["Milestones"]
    assert late["New date agreed"].isoformat() == "2017-05-31"
    assert (late["Remedial action"], late["Why agreed"], late["Agreed by"]) == (
        "Ask a second supplier.",
        "The supplier changed.",
        "Trust executive",
    )
    [risk] = found["Risks"]
    assert (risk["Previous likelihood"], risk["Previous impact"]) == (4, 3)
    [status] = [row for row in found["Summary"] if row["What"] == "Time at this status"]
    assert status["This report"] == "Amber for 3 reports running"
    [figure] = found["Indicators"]
    assert figure["Notes"].startswith("Comment: Two areas began late.")
