"""``manage.py report``, with the figures of Programme 6."""

import json
import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from indicators.disclosure import PROFILES
from programmes.reports.schema import from_data
from tests.demonstration import load_programme_6
from tests.disclosed import small_counts_of

pytestmark = pytest.mark.django_db
HIDDEN = (
    "2 of 378", "2 of 384", "0.5%",  # P6-03
    "4 of 22",  # P6-21
    "3 of 5", "2 of 5", "19 of 54", "17 of 49", "35.2%", "34.7%",  # P6-23
    "2 of 11", "18.2%",  # P6-27
    "43 of 54", "79.6%",  # P6-32
)  # fmt: skip


@pytest.fixture
def write(tmp_path):
    """Write the report of January 2017 and give back its bytes."""
    load_programme_6()

    def _write(format, **options):
        path = tmp_path / f"report.{format}"
        call_command("report", "P6", period_end="2017-01-31", format=format, output=path, **options)
        return path.read_bytes()

    return _write


def read(content):
    return from_data(json.loads(content))


def by_code(snapshot):
    return {row.code: row for row in snapshot.indicators}


def test_without_an_audience_it_is_the_councils_own_report(write, capsys):
    snapshot = read(write("json"))

    assert (snapshot.audience, snapshot.disclosure) == ("internal", ())
    assert by_code(snapshot)["P6-03"].current.counts == "2 of 378"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("audience", ["partnership", "public"])
def test_a_copy_holds_no_small_count(write, audience):
    snapshot = read(write("json", audience=audience))

    assert snapshot.audience == audience
    assert small_counts_of(snapshot, PROFILES[audience]) == []


@pytest.mark.parametrize(
    ("audience", "hidden"),
    [
        ("partnership", {"P6-03", "P6-21"}),
        ("public", {"P6-03", "P6-21", "P6-32"}),  # of P6-32 January alone is 7 of 11
    ],
)
def test_what_is_hidden_from_whom(write, audience, hidden):
    rows = by_code(read(write("json", audience=audience)))

    assert {
        code for code, row in rows.items() if row.current and row.current.label == "c"
    } == hidden
    assert {code for code, row in rows.items() if row.rag_reason == "suppressed"} == hidden
    assert rows["P6-10"].previous.label == rows["P6-11"].previous.label == "c"
    assert [band.current.label for band in rows["P6-23"].categories] == [
        "c",
        "c",
        "47.2%",
        "39.8%",
        "53.7%",
    ]


@pytest.mark.parametrize("format", ["pdf", "html"])
def test_no_word_of_a_copy_gives_a_hidden_figure_away(write, format):
    said = _text(write(format, audience="public"), format)

    assert "P6-03" in said
    assert _found(said) == []


def test_the_councils_own_report_prints_every_one_of_them(write):
    assert _found(_text(write("html"), "html")) == list(HIDDEN)


def _found(said):
    return [
        figure for figure in HIDDEN if re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d)", said)
    ]


def _text(content, format):
    if format == "html":
        return content.decode()
    with pypdfium2.PdfDocument(content) as pdf:
        return " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in pdf)


def test_small_numbers_that_people_wrote_are_pointed_out_and_the_file_is_written(write, capsys):
    assert write("html", audience="public")

    told, *lines = capsys.readouterr().err.splitlines()
    assert told.startswith("Before this goes to the public: does any of these numbers")
    assert lines == [
        "Risk 1: 2 in “Recruitment of permanent social workers in two area offices stays fragile”"
    ]


def test_an_audience_that_is_not_known_is_refused(write):
    with pytest.raises(CommandError, match="invalid choice: 'press'"):
        call_command(
            "report", "P6", "--period-end=2017-01-31", "--format=json", "--output=x",
            "--audience=press",
        )  # fmt: skip


def test_a_programme_that_is_not_there_is_named(write):
    with pytest.raises(CommandError, match="No programme has the code “P9”. Known: P6."):
        call_command("report", "P9", period_end="2017-01-31", format="json", output="x")


def test_a_day_that_is_no_date_is_named(write):
    with pytest.raises(CommandError, match="“January” is not a date. Write it as 2017-01-31."):
        call_command("report", "P6", period_end="January", format="json", output="x")


def test_an_archive_copy_is_a_pdf_that_says_so(write):
    content = write("pdf", archive=True)

    assert content.startswith(b"%PDF-1.7")
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"


def test_only_a_pdf_can_be_an_archive_copy(write):
    with pytest.raises(CommandError, match="--archive goes with --format pdf, not with .* docx"):
        write("docx", archive=True)
