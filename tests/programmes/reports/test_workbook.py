"""The spreadsheet, opened and read."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from programmes.reports.schema import EntryText, Explanation, PriorityRows, SectionText
from programmes.reports.workbook import render_xlsx
from tests.snapshot_figures import HOSTILE, indicator, value
from tests.snapshots import empty_snapshot, sample_snapshot


def read(snapshot):
    """Each sheet as a list of rows by heading."""
    book = CalamineWorkbook.from_filelike(BytesIO(render_xlsx(snapshot)))
    sheets = {}
    for name in book.sheet_names:
        headings, *rows = book.get_sheet_by_name(name).to_python()
        sheets[name] = [dict(zip(headings, row, strict=True)) for row in rows]
    return sheets


@pytest.fixture(scope="module")
def sheets():
    return read(sample_snapshot())


@pytest.fixture(scope="module")
def indicators(sheets):
    return {row["Code"]: row for row in sheets["Indicators"]}


def inside(snapshot, name):
    with ZipFile(BytesIO(render_xlsx(snapshot))) as package:
        return package.read(name).decode()


def test_the_sheets_are_those_of_the_report(sheets):
    assert list(sheets) == [
        "Summary",
        "Indicators",
        "Categories",
        "Milestones",
        "Risks",
        "Text",
        "Workings",
        "Definitions",
        "Targets",
        "Values",
        "Recent values",
        "Background papers",
    ]


def test_a_report_with_nothing_in_it_has_every_sheet_and_heading():
    assert [len(rows) for rows in read(empty_snapshot()).values()][1:5] == [0, 0, 0, 0]


def test_the_summary_says_which_report_it_is_and_how_it_stands(sheets):
    said = {row["What"]: row["This report"] for row in sheets["Summary"]}

    assert said["Programme 4"] == "Help before harm & after it"
    assert said["Period to"] == date(2017, 1, 31)
    assert said["Reported status"] == "Amber"
    assert said["Evidence suggests"] == "Red"
    assert said["Check"] == "The period ends after the report date."
    assert said["31 December 2016"] == "reported amber, evidence green"


def test_values_targets_and_counts_are_numbers(indicators):
    row = indicators["T4-07"]

    assert (row["Current"], row["Previous"]) == (4943674, 4305094)
    assert indicators["T4-01"]["Target"] == 20.7
    assert indicators["T4-01"]["Current as printed"] == "12.9%"


def test_arrows_and_ratings_are_words(indicators):
    row = indicators["T4-01"]

    assert (row["Arrow"], row["Meaning"], row["Rating"]) == ("Down", "Improving", "Green")
    assert row["Direction of travel"] == "Down, improving: down from 13.9% (71 of 510)"
    assert indicators["T4-06"]["Arrow"] == "No arrow"


def test_what_is_missing_is_empty_and_says_so_beside_it(indicators):
    row = indicators["T4-05"]

    assert row["Current"] == ""
    assert row["Current as printed"] == "Not supplied"
    assert row["Reason"] == "no value for January 2017"
    assert indicators["T4-04"]["Target"] == ""
    assert indicators["T4-04"]["Target as printed"] == "between 12 and 18"


def test_a_number_has_the_format_of_its_unit_and_the_digits_it_came_with():
    styles = inside(sample_snapshot(), "xl/styles.xml")

    for style in ("#,##0.0&quot;%&quot;", "£#,##0", "#,##0.00&quot;%&quot;", "d mmm yyyy"):
        assert style in styles


def test_categories_have_a_sheet_of_their_own(sheets):
    first, second, *_ = sheets["Categories"]

    assert (first["Category"], first["Target"], first["Current"]) == ("1 to 10", 17.88, 13.3)
    assert (second["Target"], second["Current"]) == ("", 86.7)


def test_every_indicator_says_what_it_counts_and_how_it_is_read():
    counts = Explanation("definition", "What it counts", "Plans begun within two years.")
    rows = (PriorityRows(1, "One", (indicator("T4-01", explanation=(counts,)),)),)
    [row] = read(sample_snapshot(priorities=rows))["Definitions"]

    assert row["What it counts"] == "Plans begun within two years."
    assert (row["Unit"], row["Better is"], row["Covers"]) == (
        "Percentage",
        "Lower is better",
        "Position on a date",
    )


def test_every_target_says_where_it_is_from_and_its_range(sheets):
    rows = {(row["Code"], row["Category"]): row for row in sheets["Targets"]}

    assert rows["T4-01", ""]["Origin"] == "internal"
    assert (rows["T4-04", ""]["From"], rows["T4-04", ""]["To"]) == (12, 18)
    assert rows["T4-10", "1 to 10"]["Target"] == 17.88


def test_every_value_says_which_source_pull_and_revision_it_is_of():
    taken = value("12.9", "12.9%", source="Case system", pull=7, revision=2, taken=date(2017, 2, 3))
    rows = (PriorityRows(1, "One", (indicator("T4-01", current=taken),)),)
    now, before = read(sample_snapshot(priorities=rows))["Values"]

    assert (now["Which"], now["Value"], now["Source"]) == ("Current", 12.9, "Case system")
    assert (now["Pull"], now["Revision"], now["Taken"]) == (7, 2, date(2017, 2, 3))
    assert (before["Which"], before["Period end"]) == ("Previous", date(2016, 12, 31))


def test_other_areas_are_values_too(sheets):
    rows = {row["Which"]: row for row in sheets["Values"] if row["Code"] == "T4-08"}

    assert (rows["England"]["Value"], rows["England"]["Period"]) == (52.5, "2015/16")
    assert (rows["South West"]["Value"], rows["South West"]["As printed"]) == ("", "Suppressed")


def test_a_small_line_is_drawn_from_the_numbers_of_another_sheet(sheets):
    sheet = inside(sample_snapshot(), "xl/worksheets/sheet2.xml")
    numbers = [row["Value"] for row in sheets["Recent values"]]

    assert "<xm:f>'Recent values'!D2:D7</xm:f>" in sheet
    assert sheet.count("<xm:f>") == 1
    assert numbers == [14.1, 13.2, "", 15.0, 13.9, 12.9]


def test_milestones_and_risks_have_dates_and_scores(sheets):
    late, *_ = sheets["Milestones"]
    risk, new, *_ = sheets["Risks"]

    assert (late["Baseline"], late["Forecast"], late["Slippage, days"]) == (
        date(2017, 1, 24),
        "",
        28,
    )
    assert (risk["Score"], risk["Movement"], risk["Previous score"]) == (16, "Up", 12)
    assert (new["Movement"], new["Previous score"]) == ("New", "")


def test_every_written_section_and_decision_is_there(sheets):
    rows = sheets["Text"]

    assert {"Achievements", "Slippage", "Variances", "Decisions wanted"} <= {
        row["Section"] for row in rows
    }
    assert {row["Text"]: row["Outcome"] for row in rows}["Pay for cover until June."] == "Agreed"
    assert HOSTILE in {row["Text"] for row in rows}


def test_a_formula_that_somebody_typed_stays_a_text():
    entries = (EntryText('=HYPERLINK("http://127.0.0.1:9/","x")'), EntryText("http://127.0.0.1:9/"))
    snapshot = sample_snapshot(
        sections=(SectionText("voice", "Voice", entries=entries),), decisions=()
    )
    sheet = inside(snapshot, "xl/worksheets/sheet6.xml")

    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert '=HYPERLINK("http://127.0.0.1:9/","x")' in {
        row["Text"] for row in read(snapshot)["Text"]
    }


def test_a_text_longer_than_a_cell_says_that_it_was_cut():
    entries = (EntryText("long " * 8000),)
    snapshot = sample_snapshot(
        sections=(SectionText("achievements", "Achievements", entries=entries),), decisions=()
    )
    text = read(snapshot)["Text"][0]["Text"]

    assert len(text) == 32_767
    assert text.endswith("(the rest is in the report)")


def test_the_same_snapshot_gives_the_same_bytes():
    content = render_xlsx(sample_snapshot())

    assert render_xlsx(sample_snapshot()) == content
    assert render_xlsx(replace(sample_snapshot(), version=3)) != content
    assert "2017-02-21T00:00:00Z" in inside(sample_snapshot(), "docProps/core.xml")
