"""Markup and formulas typed into every field of a report: text in each format, and no more."""

import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import cycle, repeat

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from indicators.disclosure import PARTNERSHIP, PUBLIC
from programmes.choices import DocumentFormat
from programmes.reports.disclosure import copy_for
from programmes.reports.formats import render
from programmes.reports.pack import pack_html, render_pack_pdf, render_pack_xlsx
from programmes.reports.render import report_html
from programmes.reports.trend_charts import trends_html
from programmes.reports.trends import trends_of
from programmes.reports.word import render_docx
from programmes.reports.workbook import render_xlsx
from tests.hostile import REFERENCES, SECRET, typed_into

FORMULAS = (
    '=HYPERLINK("http://127.0.0.1:9/","x")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|'/C x'!A0",
)


@pytest.fixture
def kinds(server, tmp_path):
    """Each reference to the live server or to the secret file, as somebody might type it."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    port = server.server_address[1]
    return [
        kind.format(url=f"http://127.0.0.1:{port}/x", file=secret.as_uri(), port=port)
        for kind in REFERENCES.values()
    ]


class Tags(HTMLParser):
    """The tags of a document, each with the names of its attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.found, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, *(name for name, _ in attrs)))

    def handle_data(self, data):
        self.text += data


def as_typed(text):
    """Without the space that a line may break at."""
    return "".join(text.split())


def words_of(content):
    """All that a PDF prints, without spaces."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return as_typed("".join(pages).replace("\ufffe", ""))


def assert_holds_nothing_else(content, server):
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.attachments) == 0
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        assert SECRET.encode() not in b"".join(stream.read_bytes() for stream in streams)
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert [link for link in links if "/URI" in str(link.get("/A", ""))] == []
    assert server.asked == []


def shared(make, profile):
    """Makes a document of the copy for an audience."""
    return lambda snapshot: make(copy_for(snapshot, profile))


def trends_page(snapshot):
    """What the page of a programme shows of two reports."""
    earlier = replace(snapshot, period_end=date(2016, 12, 31))
    return trends_html(trends_of([earlier, snapshot]), folded=True)


def made_into(kind):
    """What makes a document of that kind from a snapshot."""
    return lambda snapshot: render(snapshot, kind)


PAGES = {
    "the report": report_html,
    "the pack": lambda snapshot: pack_html("Pack", [snapshot]),
    "the trends": trends_page,
    "the copy for the partnership": shared(report_html, PARTNERSHIP),
    "the copy for the public": shared(report_html, PUBLIC),
}
PDFS = {
    "the report": made_into(DocumentFormat.PDF),
    "the copy for an archive": made_into(DocumentFormat.ARCHIVE),
    "the pack": lambda snapshot: render_pack_pdf(snapshot.programme.title, [snapshot]),
    "the copy for the public": shared(made_into(DocumentFormat.PDF), PUBLIC),
}
BOOKS = {
    "the report": render_xlsx,
    "the pack": lambda snapshot: render_pack_xlsx(snapshot.programme.title, [snapshot]),
    "the copy for the public": shared(render_xlsx, PUBLIC),
}


def each(makers):
    return pytest.mark.parametrize("make", makers.values(), ids=makers)


@each(PAGES)
def test_no_field_adds_a_tag_to_the_page(make, kinds):
    plain = Tags(make(typed_into(repeat("words"))))

    for kind in kinds:
        page = Tags(make(typed_into(repeat(kind))))
        assert page.found == plain.found
        assert kind in page.text


@each(PDFS)
def test_a_pdf_prints_what_was_typed_and_reaches_nothing(make, kinds, server):
    content = make(typed_into(cycle(kinds)))

    assert_holds_nothing_else(content, server)
    printed = words_of(content)
    assert [kind for kind in kinds if as_typed(kind) not in printed] == []


@pytest.mark.parametrize("make", [render_docx, shared(render_docx, PUBLIC)])
def test_a_word_document_holds_what_was_typed_as_text(make, kinds, server):
    content = make(typed_into(cycle(kinds)))
    document = Document(BytesIO(content))
    text = "".join(part.text or "" for part in document.element.iter(qn("w:t")))

    assert [kind for kind in kinds if kind not in text] == []
    with zipfile.ZipFile(BytesIO(content)) as package:
        relations = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
        assert b"External" not in b"".join(relations)
        assert SECRET.encode() not in b"".join(map(package.read, package.namelist()))
    assert server.asked == []


@each(BOOKS)
def test_a_formula_is_text_in_every_cell(make):
    content = make(typed_into(cycle(FORMULAS)))

    with zipfile.ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if "worksheets" in name]
        sheets = "".join(package.read(name).decode() for name in names)
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets
    assert [name for name in names if name.endswith(".rels")] == []
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert set(FORMULAS) <= {cell for row in rows for cell in row}


@each(BOOKS)
def test_markup_is_text_in_the_spreadsheet(make, kinds, server):
    content = make(typed_into(cycle(kinds)))

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    text = "".join(str(cell) for row in rows for cell in row)
    assert [kind for kind in kinds if kind not in text] == []
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert b"<img" not in package.read("xl/sharedStrings.xml")
        relations = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
        assert b"External" not in b"".join(relations)
    assert server.asked == []
