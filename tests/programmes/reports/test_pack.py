"""A meeting pack, its PDF and its spreadsheet opened and read."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from programmes.reports.pack import pack_html, render_pack_pdf, render_pack_xlsx
from programmes.reports.pdf import RenderError, render_pdf
from programmes.reports.schema import Snapshot
from programmes.reports.trends import trends_of
from tests.round_snapshots import round_snapshot
from tests.snapshots import empty_snapshot, long_snapshot, sample_snapshot

TITLE = "Meeting pack, period to 31 January 2017"


def of_programme(number: int, snapshot: Snapshot) -> Snapshot:
    """The same report of another programme."""
    code, title = f"T{number}", f"Programme title {number}"
    programme = replace(snapshot.programme, code=code, number=str(number), title=title)
    return replace(snapshot, programme=programme)


def told(snapshot):
    """The trends of that report and of one a month before."""
    before = replace(snapshot, period_end=date(2016, 12, 31), risks=snapshot.risks[:1])
    return trends_of([before, snapshot])


SNAPSHOTS = (of_programme(1, sample_snapshot()), of_programme(2, round_snapshot()))
TRENDS = [told(snapshot) for snapshot in SNAPSHOTS]


@pytest.fixture(scope="module")
def content():
    return render_pack_pdf(TITLE, SNAPSHOTS, TRENDS)


@pytest.fixture(scope="module")
def pages(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.fixture(scope="module")
def sheets():
    book = CalamineWorkbook.from_filelike(BytesIO(render_pack_xlsx(TITLE, SNAPSHOTS, TRENDS)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_no_id_is_given_twice_and_every_link_leads_somewhere():
    html = pack_html(TITLE, SNAPSHOTS, TRENDS)
    ids = Counter(re.findall(r'\bid="([^"]*)"', html))

    assert [name for name, count in ids.items() if count > 1] == []
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]*)"', html)) <= set(ids)


def test_the_first_page_says_where_to_look(pages):
    first = pages[0]

    assert first.index("Programme 1") < first.index("Programme 2")
    assert "1 of 7" in first
    assert "2 of 5" in first
    assert "16, very high Posts stay empty" in first
    assert "not as reported" in first


def test_a_summary_of_many_programmes_is_one_page():
    many = [of_programme(number, round_snapshot()) for number in range(1, 13)]
    html = re.sub(
        r"</article>\s*<article class=\"report\" .*</article>",
        "</article>",
        pack_html(TITLE, many),
        flags=re.DOTALL,
    )
    with pypdfium2.PdfDocument(render_pdf(html)) as pdf:
        assert len(pdf) == 2


def test_the_contents_give_the_page_of_each_report_and_each_starts_a_page(pages):
    found = dict(re.findall(r"(Programme \d): Programme title \d[ .]+(\d+)", pages[1]))

    assert set(found) == {"Programme 1", "Programme 2"}
    for name, number in found.items():
        page = pages[int(number) - 1]
        assert page.startswith("Anyshire Children’s Trust")
        assert f"{name} Programme title" in page


def test_the_bookmarks_are_the_reports_and_their_headings(content):
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        titles = [" ".join(item.title.split()) for item in outline.root]
        below = [item.title.strip() for item in outline.root[0].children]
        of_a_report = [item.title.strip() for item in outline.root[1].children]
        trends = [item.title.strip() for item in outline.root[1].children[-1].children]

    assert titles == [TITLE, "Programme 1 Programme title 1", "Programme 2 Programme title 2"]
    assert below == ["Where to look", "Contents"]
    assert of_a_report[-1] == "Programme 1: trends"
    assert trends == ["Status", "Rated indicators", "Slip of milestones", "Open risks"]


def test_the_pack_is_tagged_and_dated_by_its_newest_report(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20170221")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == TITLE


def test_the_same_reports_give_the_same_bytes(content):
    assert render_pack_pdf(TITLE, SNAPSHOTS, [told(row) for row in SNAPSHOTS]) == content
    once, twice = (render_pack_xlsx(TITLE, SNAPSHOTS, TRENDS) for _ in range(2))
    assert once == twice


def test_too_many_indicators_are_refused_in_words():
    many = [of_programme(number, long_snapshot(640)) for number in (1, 2)]

    with pytest.raises(RenderError, match="1280 indicators and a PDF can hold 640"):
        render_pack_pdf(TITLE, many)


def test_a_report_with_nothing_in_it_has_its_line():
    assert "None open" in pack_html(TITLE, [empty_snapshot()])


def test_each_sheet_holds_every_programme(sheets):
    assert list(sheets)[:3] == ["Where to look", "Summary", "Indicators"]
    for name in ("Summary", "Indicators", "Milestones", "Risks", "Text", "Definitions", "Values"):
        headings, *rows = sheets[name]
        assert headings[0] == "Programme"
        assert {row[0] for row in rows} == {"Programme 1", "Programme 2"}


def test_the_first_sheet_has_a_line_for_each_programme(sheets):
    headings, *rows = sheets["Where to look"]
    lines = [dict(zip(headings, row, strict=True)) for row in rows]

    assert [line["Programme"] for line in lines] == ["Programme 1", "Programme 2"]
    assert (lines[0]["Red figures"], lines[0]["Late milestones"]) == (1, 2)
    assert (lines[0]["Top risk"], lines[0]["Its score"]) == ("Posts stay empty", 16)


def test_the_small_lines_are_drawn_from_their_own_report():
    twice = [of_programme(1, sample_snapshot()), of_programme(2, sample_snapshot())]
    with ZipFile(BytesIO(render_pack_xlsx(TITLE, twice))) as package:
        sheet = package.read("xl/worksheets/sheet3.xml").decode()

    assert sorted(re.findall("<xm:f>(.*?)</xm:f>", sheet)) == [
        "'Recent values'!E2:E7",
        "'Recent values'!E8:E13",
    ]
