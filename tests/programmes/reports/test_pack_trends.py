"""The trends in a meeting pack: pages of their own, and numbers in the spreadsheet."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from indicators.periods import add_months
from programmes.reports.pack import pack_html, render_pack_pdf, render_pack_xlsx
from programmes.reports.pdf import render_pdf
from programmes.reports.trends import Trends, trends_of
from tests.snapshots import sample_snapshot

SAMPLE = sample_snapshot(milestones=sample_snapshot().milestones[:4])


def past(back):
    """The report of so many months before January 2017: late by less, each risk likelier."""
    return replace(
        SAMPLE,
        period_end=add_months(SAMPLE.period_end, -back),
        milestones=tuple(
            replace(row, slippage_days=row.slippage_days - 3 * back) for row in SAMPLE.milestones
        ),
        risks=tuple(
            replace(row, likelihood=5, score=5 * row.impact) if back % 3 else row
            for row in SAMPLE.risks
        ),
    )


TRENDS = trends_of([past(back) for back in range(14)])


@pytest.fixture(autouse=True)
def _no_word_of_trouble(caplog):
    """What WeasyPrint cannot do is only a line of its log."""
    yield
    records = caplog.get_records("setup") + caplog.get_records("call")
    trouble = [row for row in records if row.name == "weasyprint" and row.levelname != "INFO"]
    assert [row.getMessage() for row in trouble] == []


@pytest.fixture(scope="module")
def content():
    return render_pack_pdf("Pack", [SAMPLE], [TRENDS])


def texts_of(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def elements(pdf, name):
    """Every structure element of that kind, in the order of the pages."""
    waiting, found = [pdf.Root.StructTreeRoot], []
    while waiting:
        element = waiting.pop()
        if element.get("/S") == name:
            found.append(element)
        children = element.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        waiting += [row for row in reversed(children) if isinstance(row, pikepdf.Dictionary)]
    return found


def test_they_begin_a_page_that_the_contents_name(content):
    texts = texts_of(content)
    [page] = [n for n, text in enumerate(texts, 1) if text.startswith("Programme 4: trends")]

    assert f"Trends, page {page}" in texts[1]
    assert (
        "From the frozen figures of 14 reports of this programme, Dec 2015 to Jan 2017"
        in (texts[page - 1])
    )


def test_numbers_stand_beside_every_picture(content):
    text = " ".join(texts_of(content))

    assert "31 Dec 2015 Amber Red" in text
    assert "20 Feb 2017 (27 days late) from Jan 2017" in text
    assert "20 (5 × 4) from Nov 2016; 16 (4 × 4) from Jan 2017" in text


def test_every_picture_has_words_and_every_head_its_scope(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        said = [str(figure["/Alt"]) for figure in elements(pdf, "/Figure")]
        heads = elements(pdf, "/TH")
        scopes = {str(head["/A"]["/Scope"]) for head in heads}

    assert [row[:36] for row in said if row.startswith("Risk matrix over")] == [
        "Risk matrix over time: risk 1, likel"
    ]
    assert sum(row.startswith("Ratings: ") for row in said) == 2
    assert scopes == {"/Column", "/Row"}


def test_headings_go_down_one_step_at_a_time(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        levels = [level for level in _levels(root) if level]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def _levels(element):
    name = str(element.get("/S", ""))
    if name[:2] == "/H" and name[2:].isdigit():
        yield int(name[2:])
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield from _levels(child)


@pytest.mark.parametrize("height", [250, 271, 297])
def test_no_heading_is_parted_from_what_it_heads(height):
    size = f"<style>@page {{ size: 210mm {height}mm !important }}</style></head>"
    html = pack_html("Pack", [SAMPLE], [TRENDS]).replace("</head>", size)

    pages = [text.split(" Programme 4, trends")[0] for text in texts_of(render_pdf(html))]

    for heading in ("Status", "Rated indicators", "Slip of milestones", "Open risks"):
        assert not [text for text in pages if text.endswith(heading)], heading


def test_a_programme_without_a_trend_has_no_such_page():
    html = pack_html("Pack", [SAMPLE, SAMPLE], [Trends(), TRENDS])

    assert 'id="r1-trends"' not in html
    assert 'id="r2-trends"' in html


def test_the_spreadsheet_has_their_numbers():
    book = CalamineWorkbook.from_filelike(
        BytesIO(render_pack_xlsx("Pack", [SAMPLE], [trends_of([past(1), past(0)])]))
    )
    headings, *rows = book.get_sheet_by_name("Trends").to_python()

    assert headings == ["Programme", "Of", "Name", "Period to", "Number", "In words"]
    day = date(2017, 1, 31)
    assert ["Programme 4", "Status", "Reported", day, "", "Amber"] in rows
    milestone, risk = SAMPLE.milestones[1], SAMPLE.risks[0]
    assert [
        "Programme 4", "Milestone, days late", milestone.title, day, 27.0,
        "20 Feb 2017 (27 days late)",
    ] in rows  # fmt: skip
    assert [row[4] for row in rows if row[2] == risk.title] == [20.0, 16.0]
