"""A report bears the council's name and colour as they were when its figures were frozen."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document as Word
from docx.shared import RGBColor
from openpyxl import load_workbook

from indicators.models import Council
from programmes.models import Report
from programmes.reports.formats import render
from programmes.reports.issue import snapshot_of
from programmes.reports.pack import pack_html
from programmes.reports.render import brand_of, report_html
from programmes.reports.schema import digest_of, from_data
from programmes.reports.workbook import render_xlsx
from tests.reports import submitted_report

pytestmark = pytest.mark.django_db
GREEN = "#004d40"
TODAY = date(2017, 3, 1)


@pytest.fixture
def snapshot():
    Council.objects.create(pk=1, name="Anyshire & District", colour=GREEN)
    return snapshot_of(submitted_report(), TODAY)


@pytest.fixture
def older(snapshot):
    """The same report from before the council's name and colour were kept."""
    data = snapshot.to_data()
    del data["council"]
    return from_data(data)


def test_the_document_has_the_name_and_the_colour(snapshot):
    html = report_html(snapshot)

    assert f"<style>:root {{ --brand: {GREEN} }}</style>" in html
    assert "Anyshire &amp; District, " in html


def test_a_later_change_leaves_a_submitted_report_alone(snapshot):
    before = report_html(snapshot)
    Council.objects.update(name="Another", colour="#5b2a86", amber_tolerance=50)

    assert report_html(snapshot_of(Report.objects.get(), TODAY)) == before


def test_an_older_report_keeps_its_record_and_its_look(older):
    html = report_html(older)

    assert brand_of(older) == ""
    assert "--brand: #" not in html
    assert "Anyshire" not in html


def test_an_older_report_has_the_digest_of_what_was_stored(snapshot):
    data = snapshot.to_data()
    del data["council"]

    assert from_data(data).digest == digest_of(data)


def test_what_is_no_colour_never_reaches_a_style(snapshot):
    data = snapshot.to_data()
    data["council"]["colour"] = "red } body { display: none"

    assert "red } body" not in report_html(from_data(data))
    assert brand_of(from_data(data)) == ""


def test_headings_of_the_word_report_have_the_colour(snapshot, older):
    painted = Word(BytesIO(render(snapshot, "docx")))
    plain = Word(BytesIO(render(older, "docx")))

    for name in ("Title", "Heading 1", "Heading 2"):
        assert painted.styles[name].font.color.rgb == RGBColor(0x00, 0x4D, 0x40)
        assert plain.styles[name].font.color.rgb == RGBColor(0x0B, 0x4F, 0x63)
    assert painted.paragraphs[0].text.startswith("Anyshire & District, ")


def test_headings_of_the_spreadsheet_stand_on_the_colour(snapshot, older):
    painted = load_workbook(BytesIO(render_xlsx(snapshot)))["Summary"]
    plain = load_workbook(BytesIO(render_xlsx(older)))["Summary"]

    assert painted["A1"].fill.start_color.rgb == "FF004D40"
    assert painted["A1"].font.color.rgb == "FFFFFFFF"
    assert plain["A1"].fill.fill_type is None
    assert ("Council", "Anyshire & District") in painted.iter_rows(
        max_col=2, max_row=4, values_only=True
    )


def test_a_pack_has_the_colour_of_its_newest_report(snapshot, older):
    newest = replace(snapshot, report_date=date(2099, 1, 1))

    for reports in ([snapshot], [older, newest], [newest, older]):
        assert re.findall(r":root { --brand: (#\w+)", pack_html("Pack", reports)) == [GREEN]
