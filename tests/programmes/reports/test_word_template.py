"""A council's own Word template: used where it is sound, refused in words where it is not."""

import zipfile
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from programmes.reports.render import RenderError
from programmes.reports.word import render_docx
from programmes.reports.word_template import SHIPPED, own_template, problems_of
from tests.snapshots import sample_snapshot

BODY, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
PICTURE = (
    '<Relationship Id="rId99" TargetMode="External" Target="http://127.0.0.1:9/logo.png" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
)


def edited(name=BODY, old="", new="", **more) -> bytes:
    """The shipped template with a text of one part replaced, and further parts."""
    saved = BytesIO()
    with zipfile.ZipFile(SHIPPED) as shipped, zipfile.ZipFile(saved, "w") as own:
        for part in shipped.namelist():
            text = shipped.read(part)
            if part == name:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            own.writestr(part, text)
        for part, text in more.items():
            own.writestr(part, text)
    return saved.getvalue()


@pytest.fixture
def own(settings, tmp_path):
    """The path of the council's own template, in a folder of the test."""
    settings.DATA_DIR = tmp_path
    own_template().parent.mkdir()
    return own_template()


def test_the_shipped_template_has_no_problem():
    assert problems_of(SHIPPED.read_bytes()) == ()


def test_the_councils_own_template_is_used_and_keeps_its_headings_and_table_heads(own):
    own.write_bytes(edited(old="2. Progress since the last report", new="What was done"))

    document = Document(BytesIO(render_docx(sample_snapshot())))
    headings = [row.text for row in document.paragraphs if row.style.name == "Heading 1"]

    assert "What was done" in headings
    assert len(headings) == 8
    assert document.tables[2].rows[0].cells[0].text == "Rating"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a zip file", "It is not a Word document. Save it from Word as .docx."),
        (edited(name=BODY, **{"word/vbaProject.bin": b"x"}), "It holds a macro."),
        (edited(**{"word/embeddings/a.xlsx": b"x"}), "It holds an embedded file."),
        (
            edited(RELATIONS, "</Relationships>", f"{PICTURE}</Relationships>"),
            "It refers to http://127.0.0.1:9/logo.png, which is outside it.",
        ),
        (
            edited(old="{{ row.slippage }}", new="{{ row.lateness }}"),
            "It has the tag “row.lateness”, which no report has. There are: agreed, baseline, "
            "progress, rating, remedy, shade, slippage, title, until, why.",
        ),
        (edited(old="{{ area }}", new="{{ council }}"), "It has the tag “council”"),
        (edited(old="{{ area }}", new="{{ area"), "misspelt or not closed"),
        (edited(old="{{ area }}", new="{{ area|shout }}"), "misspelt or not closed"),
        (
            edited("word/styles.xml", 'w:styleId="Heading1"', 'w:styleId="Big"'),
            "It has no style “Heading 1”",
        ),
    ],
)
def test_what_is_wrong_with_a_template_is_said(own, content, words):
    own.write_bytes(content)

    with pytest.raises(RenderError) as refusal:
        render_docx(sample_snapshot())
    assert words in str(refusal.value)
    assert str(own) in str(refusal.value)


@pytest.mark.parametrize(
    "tag", ["{{ area.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ cycler.__init__ }}"]
)
def test_a_template_reaches_no_python(own, tag):
    own.write_bytes(edited(old="{{ area }}", new=tag))

    with pytest.raises(RenderError):
        render_docx(sample_snapshot())


def test_the_command_checks_a_template_before_it_is_put_in_place(tmp_path, capsys):
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(SHIPPED.read_bytes())
    bad.write_bytes(edited(old="{{ area }}", new="{{ council }}"))

    call_command("write_word_template", check=good)
    assert capsys.readouterr().out == f"{good} can be used.\n"
    with pytest.raises(CommandError, match="“council”, which no report has"):
        call_command("write_word_template", check=bad)
