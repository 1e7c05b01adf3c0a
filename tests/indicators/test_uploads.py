import os
import time
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indicators.aside import folder_of
from indicators.uploads import (
    MAX_BYTES,
    UploadRefused,
    confirm,
    drop,
    keep_aside,
    others_in_folder,
    preview_of_upload,
    sources_with_folders,
    waiting_for,
)
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import HEADINGS, JANUARY, write_observations, write_workbook

pytestmark = pytest.mark.django_db
GOOD = f"{HEADINGS}\n{JANUARY.format('12.9')}\n".encode()


@pytest.fixture
def folder(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path / "sources"
    return settings.SOURCES_DIR / "monthly"


@pytest.fixture
def source(folder):
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")
    return SourceFactory(settings={"folder": "monthly"})


def a_file(name="January 2017.CSV", content=GOOD):
    return SimpleUploadedFile(name, content)


def refusal_of(source, upload):
    with pytest.raises(UploadRefused) as refusal:
        keep_aside(source, upload)
    assert waiting_for(source) is None
    return str(refusal.value)


def everything_under(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_waits_outside_the_folder_until_it_is_confirmed(source, folder):
    waiting = keep_aside(source, a_file())

    assert waiting == waiting_for(source)
    assert waiting.name == "january-2017.csv"
    assert everything_under(folder) == []
    assert preview_of_upload(source).good == 1

    confirm(source, waiting.digest)

    assert (folder / "january-2017.csv").read_bytes() == GOOD
    assert everything_under(folder.parent) == ["january-2017.csv"]


def test_a_confirmed_file_takes_the_place_of_one_of_its_name(source, folder):
    write_observations(folder / "january.csv")
    write_observations(folder / "december.csv")

    confirm(source, keep_aside(source, a_file("january.csv")).digest)

    assert others_in_folder(source) == ["december.csv", "january.csv"]
    assert (folder / "january.csv").read_bytes() == GOOD


def test_a_later_file_takes_the_place_of_one_that_waits_and_must_be_looked_at_first(source):
    first = keep_aside(source, a_file("first.csv"))
    second = keep_aside(source, a_file("second.csv", GOOD + b"\n"))

    assert waiting_for(source) == second
    with pytest.raises(UploadRefused, match="Somebody has uploaded another file meanwhile."):
        confirm(source, first.digest)
    assert waiting_for(source) == second


def test_a_file_that_was_thrown_away_is_gone(source, folder):
    waiting = keep_aside(source, a_file())

    drop(source)

    assert everything_under(folder.parent) == []
    with pytest.raises(UploadRefused, match="The file is no longer here. Upload it again."):
        confirm(source, waiting.digest)


def test_what_nobody_confirmed_for_a_day_is_forgotten(source):
    forgotten = SourceFactory(settings={"folder": "weekly"})
    path = keep_aside(forgotten, a_file()).path
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(path.parent, (two_days_ago, two_days_ago))

    keep_aside(source, a_file())

    assert waiting_for(forgotten) is None
    assert waiting_for(source)


def test_what_is_gone_while_it_is_looked_at_stops_nobody(source, folder):
    keep_aside(source, a_file())
    (folder_of("") / "gone").symlink_to(folder / "nowhere")

    assert keep_aside(source, a_file())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("..\\..\\windows.csv", "windows.csv"),
        (".htaccess.csv", "htaccess.csv"),
        ("Q3 – café (final) & <b>.csv", "q3-cafe-final-b.csv"),
        ("~$january.csv", "january.csv"),
        ("数据.csv", "upload.csv"),
        (f"{'x' * 100}.csv", f"{'x' * 60}.csv"),
    ],
)
def test_a_name_is_made_safe(source, name, kept):
    assert keep_aside(source, a_file(name)).name == kept


@pytest.mark.parametrize("name", ["january.xls", "january.exe", "csv", "january.csv.zip"])
def test_other_endings_are_refused(source, name):
    assert refusal_of(source, a_file(name)) == (
        f"“{name}” is neither a CSV file nor an .xlsx workbook. Save it as one of them."
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "The file is an old workbook (.xls), or"),
        ("a.csv", b"%PDF-1.7", "The file is a PDF. Save the table it was made from as a CSV"),
        ("a.csv", b"\r\n<!DOCTYPE html>", "The file is a web page. Save the table itself as"),
        ("a.xlsx", b"<html>", "The file is a web page."),
        ("a.csv", b"PK\x03\x04...", "The file is not text, whatever its name says. Save it"),
        ("a.xlsx", GOOD, "The file is no workbook, whatever its name says. Save it afresh."),
        ("a.xlsx", b"PK\x03\x04 nothing", "a.xlsx: This is not a readable .xlsx workbook, or"),
        (
            "a.csv",
            b"\x00\x01\x02" * 1000,
            "a.csv line 1: This is not text. Save it as “CSV UTF-8”.",
        ),
        ("a.csv", bytes(range(128, 256)), "a.csv: The file is not in UTF-8."),
        ("a.csv", b"x" * 10_000_000, "a.csv line 1: This line has 10,000,000 characters"),
        ("a.csv", b"name,value\n", "a.csv line 1, column code: This column is missing."),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(source, name, content, message):
    assert refusal_of(source, a_file(name, content)).startswith(message)


def test_a_list_of_children_is_refused_and_not_kept(source, folder):
    content = GOOD.replace(b"flag,note", b"flag,note,UPN", 1)

    assert "seems to hold pupil numbers (UPN)" in refusal_of(source, a_file(content=content))
    assert everything_under(folder.parent) == []


def test_a_file_that_is_too_large_is_refused(source):
    upload = a_file()
    upload.size = MAX_BYTES + 1

    assert refusal_of(source, upload) == "The file is larger than 20 MB. Split it."


def test_a_workbook_that_unfolds_to_far_more_is_refused(source):
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)

    assert refusal_of(source, a_file("a.xlsx", bomb.getvalue())) == (
        "a.xlsx: The workbook unpacks to far more than it should. Save it afresh."
    )


def test_a_workbook_is_taken_as_well(source, tmp_path, folder):
    rows = [HEADINGS.split(","), JANUARY.format("12.9").split(",")]
    path = write_workbook(tmp_path / "a.xlsx", {"Sheet1": rows})

    confirm(source, keep_aside(source, a_file("KPI.xlsx", path.read_bytes())).digest)

    assert everything_under(folder) == ["kpi.xlsx"]


def test_a_folder_outside_the_folder_for_sources_is_refused(source):
    source.settings = {"folder": "../elsewhere"}

    assert "is not inside the folder for sources" in refusal_of(source, a_file())


def test_only_sources_that_read_a_folder_take_files(source):
    SourceFactory(settings={"url": "https://example.gov.uk/a.csv"})
    SourceFactory(settings={"folder": ""})

    assert list(sources_with_folders()) == [source]
