"""Files that are not taken, and what is left of them."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from indicators import aside
from programmes.admin.importing import holding
from tests.import_pages import a_file, upload, url
from tests.importing import TARGET, TARGETS
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (a_file("", "a.csv"), "The file is empty. Choose another one."),
        (a_file("a", "a.pdf"), "“a.pdf” is neither a CSV file nor an .xlsx workbook."),
        (a_file(b"PK\x03\x04", "a.csv"), "The file is not text, whatever its name says."),
        (a_file(b"\xd0\xcf\x11\xe0", "a.xlsx"), "The file is an old workbook (.xls)"),
        (None, "Choose the file to import."),
    ],
)
def test_a_file_that_is_no_table_is_refused(keeper, folder, file, message):
    if file:
        file.seek(0)

    response = keeper.post(url("import"), {"file": file} if file else {})

    assert message in text_of(response)
    assert not folder.exists()


def test_a_file_that_is_too_large_is_refused(keeper, monkeypatch):
    monkeypatch.setattr(holding, "MAX_BYTES", 1_000_000)

    response = keeper.post(url("import"), {"file": a_file("x" * 1_000_001)})

    assert "The file is larger than 1 MB. Split it." in text_of(response)


def test_a_bomb_is_refused(keeper, folder):
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 9_000_000)

    response = keeper.post(url("import"), {"file": a_file(bomb.getvalue(), "a.xlsx")})

    assert "The workbook unpacks to far more than it should. Save it afresh." in text_of(response)
    assert not list(folder.iterdir())


def test_a_list_of_children_is_refused_and_not_kept(keeper, folder):
    file = a_file(f"{TARGETS},date of birth\n{TARGET},2012-05-06")

    response = keeper.post(url("import"), {"file": file})

    assert "seems to hold dates of birth. Nothing was read" in text_of(response)
    assert "2012-05-06" not in text_of(response)
    assert not list(folder.iterdir())


def test_files_nobody_confirmed_are_forgotten_after_a_day(keeper, folder, monkeypatch):
    upload(keeper, TARGET)
    keeper.session.flush()
    [old] = folder.iterdir()
    monkeypatch.setattr(aside, "KEPT", aside.KEPT * -1)
    keeper.force_login(keeper.user)

    upload(keeper, TARGET)

    assert not Path(old).exists()
