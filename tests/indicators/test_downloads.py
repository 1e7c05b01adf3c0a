import csv

import pytest

from indicators.downloads import as_text, csv_download


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44", "-3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "－1"]
)
def test_what_a_spreadsheet_would_work_out_is_text(cell):
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "12.9", "P6-9", "a=b", "'=1", "–"])
def test_other_text_stays_as_it_is(cell):
    assert as_text(cell) == cell


def test_a_file_is_read_back_as_it_was_written():
    rows = [("a.csv line 2", 'say "many", twice'), ("b.csv line 3", "two\nlines, naïve")]

    response = csv_download("rejected.csv", ["Where", "It says"], rows)

    assert response["Content-Disposition"] == 'attachment; filename="rejected.csv"'
    text = response.content.decode("utf-8-sig")
    assert [tuple(row) for row in csv.reader(text.splitlines(keepends=True))] == [
        ("Where", "It says"),
        *rows,
    ]
