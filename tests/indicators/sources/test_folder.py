from datetime import date
from decimal import Decimal

import pytest

from indicators.sources.base import SourceError
from indicators.sources.folder import FolderReader
from indicators.sources.register import reader_for
from tests.files import HEADINGS, open_files, write_observations, write_workbook

LINE = "P6-01,Somerset,,2017-{0}-01,2017-{0}-28,1,,,,"


@pytest.fixture
def sources(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path / "sources"
    settings.SOURCES_DIR.mkdir()
    return settings.SOURCES_DIR


def read(folder):
    return list(FolderReader({"folder": folder}).read())


def refusal_of(folder):
    with pytest.raises(SourceError) as refusal:
        FolderReader({"folder": folder}).check()
    return refusal.value


def test_every_csv_file_is_read_in_order_of_names(sources):
    write_observations(sources / "monthly" / "2017-02.csv", LINE.format("02"))
    write_observations(sources / "monthly" / "2017-01.CSV", LINE.format("01"))
    (sources / "monthly" / "notes.txt").write_text("not ours")

    batches = read("monthly")

    assert [row.place for batch in batches for row in batch.rows] == [
        "2017-01.CSV line 2",
        "2017-02.csv line 2",
    ]
    assert [batch.fraction for batch in batches] == [0.5, 1]


def test_many_rows_come_in_batches(sources):
    write_observations(sources / "monthly" / "all.csv", *[LINE.format("01")] * 12_000)

    batches = read("monthly")

    assert [len(batch.rows) for batch in batches] == [5000, 5000, 2000]
    assert batches[0].fraction < batches[1].fraction < batches[2].fraction == 1


def test_a_check_says_what_it_found(sources):
    write_observations(sources / "monthly" / "january.csv")

    write_observations(sources / "monthly" / "july.csv", LINE.format("07"), "P6-01,Somerset")

    assert FolderReader({"folder": "monthly"}).check() == (
        "january.csv: The columns fit. There are no rows yet. "
        "july.csv: The columns fit. Of the first 2 rows 1 can be read. "
        "july.csv line 3, column period_start: This cell is empty. Write a date like 2017-01-31."
    )


@pytest.mark.parametrize("name", ["..", "../elsewhere", "/etc", ".", "monthly/../.."])
def test_a_folder_outside_is_refused(sources, name):
    refusal = refusal_of(name)

    assert str(refusal) == (
        f"The folder “{name}” is not inside the folder for sources. "
        "Give the name of a folder in there."
    )
    assert not refusal.retry


def test_a_link_to_a_folder_outside_is_refused(sources, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (sources / "monthly").symlink_to(tmp_path / "elsewhere")

    assert "is not inside the folder for sources" in str(refusal_of("monthly"))


def test_a_link_to_a_file_outside_is_refused(sources, tmp_path):
    secret = write_observations(tmp_path / "secret.csv")
    (sources / "monthly").mkdir()
    (sources / "monthly" / "january.csv").symlink_to(secret)

    assert str(refusal_of("monthly")) == "The file “january.csv” is a link out of its folder."


def test_a_link_to_nothing_is_refused(sources):
    (sources / "monthly").mkdir()
    (sources / "monthly" / "january.csv").symlink_to(sources / "monthly" / "none.csv")
    refusal = refusal_of("monthly")

    assert str(refusal) == "The folder “monthly” cannot be read: No such file or directory."
    assert refusal.retry


def test_a_folder_that_is_not_there_may_come_later(sources):
    refusal = refusal_of("monthly")

    assert str(refusal) == (
        "There is no folder “monthly” in the folder for sources. "
        "Make it, or mend the name in the settings."
    )
    assert refusal.retry


def test_an_empty_folder_may_be_filled_later(sources):
    (sources / "monthly").mkdir()
    refusal = refusal_of("monthly")

    assert str(refusal) == "The folder “monthly” holds no CSV file and no .xlsx workbook."
    assert refusal.retry


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "The settings name no folder"),
        ({"folder": " "}, "The settings name no folder"),
        ({"folder": "a\0b"}, "The settings name no folder"),
        ([], "The settings must be names and values in braces."),
        ({"folder": 7}, "The setting “folder” must be text in quotation marks."),
        ({"folder": "monthly", "fodler": "x"}, "There is no setting “fodler”. Did you mean folder"),
        ({"folder": "monthly", "encoding": "ebcdic"}, "“encoding” does not know “ebcdic”. Write"),
        ({"folder": "monthly", "separator": "x"}, "Write one of: comma, semicolon, tab, bar"),
        ({"folder": "monthly", "columns": {"valeu": "x"}}, "Did you mean value?"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(sources, typed, message):
    with pytest.raises(SourceError, match=message) as refusal:
        FolderReader(typed).check()
    assert not refusal.value.retry


def test_workbooks_are_read_beside_csv_files(sources):
    write_observations(sources / "monthly" / "a.csv", LINE.format("01"))
    rows = [HEADINGS.split(","), LINE.format("02").split(",")]
    write_workbook(sources / "monthly" / "b.xlsx", {"Notes": [["x"]], "Observations": rows})
    (sources / "monthly" / "~$b.xlsx").write_text("open elsewhere")
    (sources / "monthly" / ".c.csv").write_text("open elsewhere")

    places = [row.place for batch in read("monthly") for row in batch.rows]

    assert places == ["a.csv line 2", "b.xlsx sheet Observations row 2"]


def test_the_sheet_to_read_is_named_where_there_are_several(sources):
    rows = [HEADINGS.split(","), LINE.format("02").split(",")]
    write_workbook(sources / "monthly" / "b.xlsx", {"Notes": [["x"]], "KPI": rows})

    assert str(refusal_of("monthly")) == (
        "b.xlsx: It has the sheets notes, kpi. Say in the settings of the source which one to read."
    )
    assert FolderReader({"folder": "monthly", "sheet": "kpi"}).check().startswith("b.xlsx: The col")


def test_an_only_sheet_is_read_whatever_its_name(sources):
    rows = [HEADINGS.split(","), LINE.format("02").split(",")]
    write_workbook(sources / "monthly" / "b.xlsx", {"Sheet1": rows})

    assert [len(batch.rows) for batch in read("monthly")] == [1]


def test_a_named_encoding_and_separator_are_used(sources):
    (sources / "monthly").mkdir()
    text = f"{HEADINGS},own\n{LINE.format('01')},café £\n".replace(",", "|")
    (sources / "monthly" / "a.csv").write_bytes(text.encode("cp1252"))

    assert "The file is not in UTF-8." in str(refusal_of("monthly"))
    settings = {"folder": "monthly", "encoding": "cp1252", "separator": "bar"}
    assert "the first row can be read" in FolderReader(settings).check()


def test_the_columns_of_a_council_are_read_as_ours(sources):
    write_observations(
        sources / "monthly" / "a.csv",
        ",,",
        "Ref,Month,Outturn",
        "P6-01,Jan-17,12.9%",
        "P6-02,Jan-17,<5",
        headings="Scorecard,,",
    )
    settings = {
        "folder": "monthly",
        "columns": {"code": "Ref", "value": "Outturn"},
        "fixed": {"area": "Somerset"},
        "period": {"column": "Month", "notation": "12_months"},
        "missing": {"<5": "c"},
        "percent_as": "number",
    }

    [batch] = FolderReader(settings).read()

    assert [(row.code, row.area, row.period_start, row.value) for row in batch.rows] == [
        ("P6-01", "Somerset", date(2016, 2, 1), Decimal("12.9")),
        ("P6-02", "Somerset", date(2016, 2, 1), None),
    ]


@pytest.mark.parametrize("headings", [HEADINGS.replace("note", "upn"), "," * 1000, "code,area"])
def test_a_file_that_is_refused_is_not_left_open(sources, headings):
    lines = [LINE.format("01")] * 5000
    write_observations(sources / "monthly" / "all.csv", *lines, headings=headings)

    with pytest.raises(SourceError) as refusal:
        read("monthly")

    assert refusal.tb is not None  # it keeps what the reading had in hand
    assert open_files(sources) == []


def test_a_list_of_children_stops_the_read_before_any_row(sources):
    write_observations(
        sources / "monthly" / "a.csv",
        f"{LINE.format('01')},2009-04-11",
        headings=f"{HEADINGS},Date of Birth",
    )

    with pytest.raises(SourceError, match="“date_of_birth” seems to hold dates of birth"):
        next(FolderReader({"folder": "monthly"}).read())


def test_headings_that_do_not_fit_stop_the_whole_read(sources):
    write_observations(sources / "monthly" / "a.csv", LINE.format("01"))
    write_observations(sources / "monthly" / "b.csv", headings="name,telephone")

    with pytest.raises(SourceError, match="b.csv line 1, column code: This column is missing."):
        read("monthly")
    assert not refusal_of("monthly").retry


def test_a_kind_that_nobody_reads_is_refused():
    with pytest.raises(SourceError, match="cannot read sources of the kind 'carrier pigeon'"):
        reader_for("carrier pigeon", {})
