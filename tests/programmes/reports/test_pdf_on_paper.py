"""What the PDF is spared, so that it is made sooner, and that it is the same all the same."""

import gc
import os
from dataclasses import replace

import pypdfium2
import pytest
from lxml import html

from programmes.reports import pdf
from programmes.reports.pack import pack_html
from programmes.reports.pdf import TAGGED, RenderError, render_pdf
from programmes.reports.render import report_html
from programmes.reports.schema import Explanation, PriorityRows
from tests.markup import pick
from tests.snapshot_figures import indicator
from tests.snapshots import long_snapshot, sample_snapshot

ON_SCREEN = ("contents", "skip", "on-screen", "explain", "explanation")


@pytest.fixture(scope="module")
def snapshot():
    """Some rows say how they were reached."""
    said = (Explanation("value", "The value", "69 ÷ 535 = 12.897…%."),)
    rows = (indicator("E-1", explanation=said), indicator("E-2"))
    sample = sample_snapshot()
    return replace(sample, priorities=(*sample.priorities, PriorityRows(4, "Explained", rows)))


@pytest.fixture(scope="module")
def on_paper(snapshot):
    return report_html(snapshot, on_paper=True)


def words(content):
    """What is printed, page by page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range().split() for page in document]


def test_what_only_a_screen_shows_is_left_out(snapshot, on_paper):
    on_screen = report_html(snapshot)

    assert [name for name in ON_SCREEN if f'class="report-{name}"' not in on_screen] == []
    assert [name for name in ON_SCREEN if f'class="report-{name}"' in on_paper] == []


def test_on_paper_every_head_of_a_table_has_a_cell_of_its_own_in_each_row(on_paper):
    tables = pick(html.document_fromstring(on_paper), ".report-indicators")

    assert tables
    for table in tables:
        heads = len(pick(table, "thead th"))
        assert {len(row) for row in pick(table, ".report-row")} == {heads}


def test_leaving_it_out_changes_no_printed_word(snapshot, on_paper):
    assert words(render_pdf(on_paper)) == words(render_pdf(report_html(snapshot)))


def test_what_our_documents_do_not_need_changes_no_byte(on_paper):
    from weasyprint import HTML
    from weasyprint.html import UA

    from programmes.reports.paper import MARKERS, NOTES

    engine = pdf._engine(os.getpid())
    as_it_comes = replace(engine, document=lambda html: HTML(string=html))

    assert (len(NOTES.findall(UA)), UA.count(MARKERS[0])) == (5, 1)
    assert pdf._write(on_paper, engine, TAGGED) == pdf._write(on_paper, as_it_comes, TAGGED)


def test_every_document_is_well_formed_so_that_an_xml_parser_reads_it(snapshot, on_paper):
    from programmes.reports.paper import elements_of

    pack = pack_html("Pack", [snapshot, long_snapshot(3)])

    assert [elements_of(page) is None for page in (on_paper, report_html(snapshot), pack)] == [
        False,
        False,
        False,
    ]


def test_html_that_is_not_well_formed_is_printed_as_well(on_paper):
    from programmes.reports.paper import elements_of

    open_ended = on_paper.replace("</main>", "")

    assert elements_of(open_ended) is None
    assert words(render_pdf(open_ended)) == words(render_pdf(on_paper))


def test_a_control_character_that_somebody_pasted_does_not_stop_a_pdf(snapshot):
    pasted = replace(snapshot, warnings=("One\x0btwo\x0c and \x1fthree",))

    printed = " ".join(word for page in words(render_pdf(report_html(pasted))) for word in page)
    assert "One" in printed
    assert "three" in printed


def test_garbage_is_collected_again_after_a_pdf_and_after_one_that_failed(on_paper):
    elsewhere = on_paper.replace("</main>", '<img src="https://example.org/x.png" alt="x"></main>')

    render_pdf(on_paper)
    assert gc.isenabled()
    with pytest.raises(RenderError):
        render_pdf(elsewhere)
    assert gc.isenabled()
