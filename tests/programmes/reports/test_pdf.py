"""The PDF, opened and read: its pages, its tags, its fonts, and what it will not fetch."""

import multiprocessing
import os
import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from programmes.choices import DocumentFormat
from programmes.reports.formats import render
from programmes.reports.pdf import MOST_INDICATORS, RenderError, render_pdf
from programmes.reports.render import report_html, title_of
from programmes.reports.schema import CategoryRow, PriorityRows
from tests.snapshot_figures import HOSTILE, NO_ARROW, indicator
from tests.snapshots import empty_snapshot, long_snapshot, sample_snapshot

PAGE_HEIGHTS = (250, 259, 271, 283, 297)  # mm: rows fall differently on each


@pytest.fixture(autouse=True)
def _no_word_of_trouble(caplog):
    """What WeasyPrint cannot do is only a line of its log."""
    yield
    lines = [
        record.getMessage()
        for record in caplog.get_records("setup") + caplog.get_records("call")
        if record.name.startswith(("weasyprint", "fontTools")) and record.levelname != "INFO"
    ]
    assert lines == []


@pytest.fixture(scope="module")
def sample():
    return render(sample_snapshot(), DocumentFormat.PDF)


@pytest.fixture(scope="module")
def tagged(sample):
    with pikepdf.open(BytesIO(sample)) as pdf:
        yield pdf


def pages(content):
    """The text of each page, its lines joined."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def feet(content):
    """What is printed in the bottom 17 mm of each page, without the foot itself."""
    foot = re.compile(r"Programme 4 .*? 2017|Version .*? Record( [0-9a-f]{4}){4}|Page \d+ of \d+")
    with pypdfium2.PdfDocument(content) as pdf:
        texts = [page.get_textpage().get_text_bounded(0, 0, 600, 17 * 72 / 25.4) for page in pdf]
    return [foot.sub("", " ".join(text.split())).strip() for text in texts]


def page_height(content):
    """In millimetres."""
    with pypdfium2.PdfDocument(content) as pdf:
        return pdf[0].get_height() * 25.4 / 72


def elements(pdf, name):
    """Every structure element of that kind."""
    waiting, found = [pdf.Root.StructTreeRoot], []
    while waiting:
        element = waiting.pop()
        if element.get("/S") == name:
            found.append(element)
        children = element.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        waiting += [child for child in children if isinstance(child, pikepdf.Dictionary)]
    return found


def test_the_pdf_holds_every_indicator_and_its_arrow_in_words(sample):
    text = " ".join(pages(sample))

    for row in sample_snapshot().indicators:
        assert row.code in text
        assert row.rag.replace("_", " ") in text.lower()
    for word in ("Improving", "Worsening", "No change", "Not judged", "Not compared"):
        assert word in text


def test_what_a_person_typed_is_printed_letter_for_letter(sample):
    assert HOSTILE in " ".join(pages(sample))


def test_an_empty_report_has_every_block():
    text = " ".join(pages(render(empty_snapshot(), DocumentFormat.PDF)))

    for title in (
        "Achievements",
        "Slippage",
        "Milestones",
        "Risks",
        "Variances",
        "Decisions wanted",
    ):
        assert title in text


def test_every_page_says_which_report_it_is_and_its_number(sample):
    texts = pages(sample)

    for number, text in enumerate(texts, 1):
        assert "Programme 4 highlight report, period to 31 January 2017" in text
        assert f"Page {number} of {len(texts)}" in text


@pytest.mark.parametrize("height", PAGE_HEIGHTS)
def test_no_row_is_lost_or_cut_whatever_the_height_of_the_page(height):
    size = f"<style>@page {{ size: 210mm {height}mm !important }}</style></head>"
    html = report_html(long_snapshot(20), on_paper=True).replace("</head>", size)
    content = render_pdf(html)

    texts = [text.partition("Annex How")[0] for text in pages(content)]
    tables = [text for text in texts if "Direction of travel" in text]

    assert page_height(content) == pytest.approx(height, abs=0.1)
    for number in range(1, 21):
        cells = [f"{cell}{number:03}" for cell in ("name", "goal", "now", "was", "why", "note")]
        holding = [[cell in text for cell in cells] for text in tables]
        assert sum(any(held) for held in holding) == 1, f"row {number} is on two pages"
        assert any(all(held) for held in holding), f"row {number} has lost a cell"
    assert set(feet(content)) == {""}


def test_no_text_is_lost_however_long():
    text = " ".join(f"word{number:04}" for number in range(600))
    snapshot = sample_snapshot()
    bands = tuple(
        CategoryRow(f"band{number:03}", None, None, None, NO_ARROW) for number in range(70)
    )
    long = (indicator("A-1"), indicator("A-2", categories=bands), indicator("A-3", name=text))
    wordy = sample_snapshot(
        status=replace(snapshot.status, reason=text.replace("word", "why")),
        risks=(replace(snapshot.risks[0], mitigation=text.replace("word", "risk")),),
        priorities=(PriorityRows(1, "One", long),),
    )
    content = render(wordy, DocumentFormat.PDF)
    printed = " ".join(pages(content))

    assert [band.name for band in bands if band.name not in printed] == []
    for word in ("word", "why", "risk"):
        assert [n for n in range(600) if f"{word}{n:04}" not in printed] == []
    assert set(feet(content)) == {""}


def test_the_head_of_a_table_is_repeated_on_each_page():
    printed = pages(render(long_snapshot(20), DocumentFormat.PDF))
    tables = [text for text in printed if "name0" in text]

    assert len(tables) > 1
    assert all("Indicator Target Current Direction of travel Rating" in text for text in tables)


def test_the_same_html_gives_the_same_bytes(sample):
    html = report_html(sample_snapshot(), on_paper=True)
    render_pdf(report_html(empty_snapshot()))

    assert render_pdf(html) == sample


def _render_in_child(html, queue):
    queue.put(render_pdf(html))


def test_a_forked_worker_has_fonts_of_its_own_and_gives_the_same_bytes(sample):
    fork = multiprocessing.get_context("fork")
    queue = fork.Queue()
    html = report_html(sample_snapshot(), on_paper=True)
    worker = fork.Process(target=_render_in_child, args=(html, queue))
    worker.start()
    content = queue.get(timeout=60)
    worker.join()

    assert content == sample
    assert render_pdf(html) == sample


def test_the_pdf_is_marked_as_accessible(tagged):
    with tagged.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == title_of(sample_snapshot())
    assert str(tagged.Root.Lang) == "en-GB"
    assert bool(tagged.Root.MarkInfo.Marked)
    assert bool(tagged.Root.ViewerPreferences.DisplayDocTitle)


def test_the_pdf_is_dated_by_the_report_and_not_by_the_clock(tagged):
    assert str(tagged.docinfo["/CreationDate"]).startswith("D:20170221")
    assert str(tagged.docinfo["/ModDate"]).startswith("D:20170221")
    assert str(tagged.docinfo["/Author"]) == "Early help board"


def test_every_figure_has_words_in_its_place(tagged):
    figures = elements(tagged, "/Figure")

    assert len(figures) > 20
    assert [figure for figure in figures if not str(figure.get("/Alt", ""))] == []


def test_every_head_of_a_table_says_what_it_heads(tagged):
    heads = elements(tagged, "/TH")
    scopes = {str(head.A.get("/Scope")) for head in heads}

    assert len(heads) > 50
    assert scopes == {"/Column", "/Row"}


def test_the_bookmarks_are_the_headings(tagged):
    with tagged.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]

    assert [title.strip() for title in titles] == [
        "1. Summary",
        "2 Progress since the last report",
        "3 Milestones",
        "4 Next period",
        "5 Risks",
        "6 Variances",
        "7 Indicators",
        "Annex How each rating and arrow was reached",
    ]


def test_only_the_typeface_of_the_report_is_embedded(tagged):
    fonts = [
        str(thing.BaseFont)
        for thing in tagged.objects
        if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
    ]

    assert fonts
    assert [font for font in fonts if "Atkinson-Hyperlegible" not in font] == []


def test_the_machine_keeps_its_own_fonts_for_everything_else(sample):
    assert "FONTCONFIG_FILE" not in os.environ


def test_qpdf_finds_nothing_wrong(sample, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(sample)

    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_report_that_is_too_long_is_refused_in_words():
    html = report_html(long_snapshot(MOST_INDICATORS + 1))

    with pytest.raises(RenderError, match="641 indicators and a PDF can hold 640"):
        render_pdf(html)


def test_text_that_looks_like_a_row_does_not_count_as_one(sample):
    typed = "<tr class='report-row'>" * 700
    snapshot = sample_snapshot(warnings=(typed, '<tr class="report-row' * 700))

    assert report_html(snapshot).count('<tr class="report-row') == 10


def test_a_term_and_its_value_are_one_item_of_a_list(tagged):
    kinds = {str(item.S) for found in elements(tagged, "/L") for item in found.K if "/S" in item}
    labels = elements(tagged, "/Lbl")

    assert kinds == {"/LI"}
    assert len(labels) > 5


def test_an_archive_copy_is_marked_as_one_and_holds_all_it_needs():
    with pikepdf.open(BytesIO(render(sample_snapshot(), DocumentFormat.ARCHIVE))) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert not pdf.is_encrypted
        assert pdf.check_pdf_syntax() == []
        described = [font for font in pdf.objects if _is(font, "/FontDescriptor")]
        assert described
        assert all("/FontFile2" in font or "/FontFile3" in font for font in described)


def _is(thing, kind):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind
