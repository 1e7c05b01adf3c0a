import pytest

from indicators.sources.base import SourceError
from indicators.sources.folder import FolderReader
from indicators.sources.register import reader_for
from tests.files import write_observations

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

    assert FolderReader({"folder": "monthly"}).check() == (
        "The columns of all files fit (january.csv)."
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


def test_a_link_to_nothing_is_refused(sources, tmp_path):
    (sources / "monthly").mkdir()
    (sources / "monthly" / "january.csv").symlink_to(tmp_path / "none.csv")
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

    assert str(refusal) == "The folder “monthly” holds no CSV file."
    assert refusal.retry


@pytest.mark.parametrize("typed", [{}, [], {"folder": ""}, {"folder": 7}, {"folder": "a\0b"}])
def test_settings_without_a_folder_are_refused(sources, typed):
    with pytest.raises(SourceError, match="The settings name no folder"):
        FolderReader(typed).check()


def test_headings_that_do_not_fit_stop_the_whole_read(sources):
    write_observations(sources / "monthly" / "a.csv", LINE.format("01"))
    write_observations(sources / "monthly" / "b.csv", headings="name,telephone")

    with pytest.raises(SourceError, match="b.csv line 1, column code: This column is missing."):
        read("monthly")
    assert not refusal_of("monthly").retry


def test_a_kind_that_nobody_reads_is_refused():
    with pytest.raises(SourceError, match="cannot read sources of the kind 'carrier pigeon'"):
        reader_for("carrier pigeon", {})
