"""The Word document, opened and read."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from django.core.management import call_command
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

from programmes.management.commands.write_word_template import template
from programmes.reports.render import title_of
from programmes.reports.schema import EntryText, SectionText
from programmes.reports.word import render_docx
from programmes.reports.word_template import SHIPPED
from tests.snapshot_figures import HOSTILE
from tests.snapshots import empty_snapshot, sample_snapshot


def read(snapshot):
    return Document(BytesIO(render_docx(snapshot)))


@pytest.fixture(scope="module")
def sample():
    return read(sample_snapshot())


def text_of(document):
    """All text in order; cells of a row are divided by a bar, a merged one is there once."""
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(_cells(row)) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _cells(row):
    cells = {cell._tc: cell.text.replace("\n", "; ") for cell in row.cells}
    return cells.values()


def headings(document, level):
    style = f"Heading {level}"
    return [block.text for block in document.paragraphs if block.style.name == style]


def test_the_blocks_of_the_form_are_real_headings(sample):
    assert headings(sample, 1) == [
        "1. Summary",
        "2. Progress since the last report",
        "3. Milestones",
        "4. Next period",
        "5. Risks",
        "6. Variances",
        "7. Indicators",
        "Annex: how each rating and arrow was reached",
    ]
    assert {"Achievements", "Slippage", "Decisions wanted", "3. Workforce"} <= set(
        headings(sample, 2)
    )


def test_every_block_is_there_when_nothing_is_entered():
    document = read(empty_snapshot())
    text = text_of(document)

    assert len(headings(document, 1)) == 8
    assert text.count("Nothing entered yet.") == 6
    assert "No milestone is set for this programme." in text
    assert "No risk is open for this programme." in text
    assert "No indicator is placed in this report." in text
    assert "Check before relying" not in text


def test_the_head_of_every_table_is_repeated_and_no_row_is_split(sample):
    assert len(sample.tables) > 8
    for table in sample.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize(
    "line",
    [
        "Plans begun again within two years; T4-01 | at most 20.7%; internal 2016/17 | "
        "12.9%; 69 of 535; at 31 Jan 2017 | "
        "Down, improving: down from 13.9% (71 of 510); at 31 Dec 2016 | Green",
        "Placements made; T4-05, for information only | no target | "
        "Not supplied; expected: January 2017 | "
        "No arrow: no earlier value; was 3, at 31 Dec 2016 | Not rated; no value for January 2017",
        "   1 to 10 | 17.9% | 13.3% | Down, decreasing: down from 14% | ",
        "Pupils at the standard; T4-09, annual | ",
        "Check: A newer value was due and has not come.",
        "Elsewhere: England 52.5, 2015/16; South West Suppressed, 2015/16",
        "This priority has no indicators of its own.",
        "Advertise again | 24 Jan 2017 | No new date | +28 | Red; past due, no new date",
        "Hand over the cases; Under way | 24 Jan 2017 | 19 Jan 2017, done | −5 | Complete",
        "1. Posts stay empty; Doing: A fair in spring; Owner: Health | 4 × 4 | 16, very high | "
        "Up, was 12",
        "Pay for cover until June. | Agreed | ",
        "Nil return. Confirmed by Pat Lee, 16 February 2017.",
        "Carried from December 2016",
        "Why it differs from the evidence. The late figures have a plan.",
        "31 December 2016: reported amber, evidence green",
        "The period ends after the report date.",
        "Unrounded values decide.",
        "Read by band: T4-10",
        "Version and state | 2, submitted; figures frozen 17 February 2017",
    ],
)
def test_the_document_says_what_the_report_says(sample, line):
    assert line in text_of(sample)


def test_what_a_person_typed_is_text(sample):
    assert text_of(sample).count(HOSTILE) >= 8


def test_text_pasted_from_word_keeps_its_lines_and_does_no_harm():
    entries = (EntryText("One\x0btwo\x00\nthree\tfour\x1f"),)
    snapshot = sample_snapshot(sections=(SectionText("voice", "Voice", entries=entries),))

    assert "One\ntwo\nthree\tfour" in text_of(read(snapshot))


def test_red_weighs_most(sample):
    table = next(table for table in sample.tables if table.cell(0, 0).text == "Rating")
    cell = table.cell(1, 0)

    assert cell.text == "Red"
    assert cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "A4161A"
    assert "FFFFFF" in [str(run.font.color.rgb) for run in cell.paragraphs[0].runs]


def test_the_document_knows_its_title_language_and_date(sample):
    about = sample.core_properties

    assert about.title == title_of(sample_snapshot())
    assert about.language == "en-GB"
    assert (about.created.date(), about.modified.date()) == (
        sample_snapshot().report_date,
        sample_snapshot().report_date,
    )


def test_the_same_snapshot_gives_the_same_bytes():
    content = render_docx(sample_snapshot())

    with zipfile.ZipFile(BytesIO(content)) as package:
        assert {member.date_time for member in package.infolist()} == {(2017, 2, 21, 0, 0, 0)}
    assert render_docx(sample_snapshot()) == content
    assert render_docx(replace(sample_snapshot(), version=3)) != content


def parts(package):
    """The files inside, unpacked: how well they are packed depends on the machine."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_template_that_is_shipped_is_the_one_the_command_writes():
    assert parts(SHIPPED.read_bytes()) == parts(template())


def test_the_command_says_what_it_wrote(capsys, tmp_path):
    path = tmp_path / "highlight.docx"

    call_command("write_word_template", output=path)

    assert path.read_bytes() == template()
    assert capsys.readouterr().out == f"Wrote {path}\n"
