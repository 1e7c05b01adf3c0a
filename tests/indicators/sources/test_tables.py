from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.sources.csvfiles import Csv
from indicators.sources.problems import Problem
from indicators.sources.tables import (
    Record,
    UnreadableTable,
    below_titles,
    check_headings,
    csv_table,
    records,
)


@pytest.fixture
def write(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def rows_of(path, *names):
    return list(records(csv_table(path), names))


def refusal_of(path, required=("code", "value"), optional=()):
    def read():
        table = csv_table(path)
        check_headings(table, required, optional)
        list(table.rows)

    with pytest.raises(UnreadableTable) as refusal:
        read()
    return str(refusal.value)


def test_columns_are_found_by_name_in_any_order(write):
    path = write("Value, CODE \n12,A\n")

    assert rows_of(path, "code", "value") == [Record("table.csv line 2", ("A", "12"))]


def test_headings_may_have_spaces_and_capitals(write):
    assert csv_table(write("Period Start,as-at\n")).headings == ["period_start", "as_at"]


def test_a_byte_order_mark_is_passed_over(write):
    assert rows_of(write("code\nA\n", "utf-8-sig"), "code") == [Record("table.csv line 2", ("A",))]


def test_lines_are_counted_through_line_breaks_in_quotation_marks(write):
    path = write('code,note\nA,"one\ntwo\nthree"\nB,\n')

    assert [row.place for row in rows_of(path, "code")] == ["table.csv line 2", "table.csv line 5"]


def test_blank_lines_count_but_give_no_row(write):
    path = write("\ncode,value\n\nA,1\n,\n")

    assert rows_of(path, "code", "value") == [Record("table.csv line 4", ("A", "1"))]


def test_a_short_row_and_an_absent_column_read_as_empty(write):
    path = write("code,value\nA\n")

    assert rows_of(path, "value", "code", "note") == [Record("table.csv line 2", ("", "A", ""))]


def test_a_row_with_more_cells_than_headings_is_a_problem(write):
    path = write("code,value\nA,1,234\nB,2,\n")

    problem, row = rows_of(path, "code", "value")

    assert problem == Problem(
        "table.csv line 2",
        "",
        "234",
        "The row has more cells than the 2 headings. "
        "A comma inside a cell needs quotation marks round the cell.",
    )
    assert row == Record("table.csv line 3", ("B", "2"))


def test_a_missing_column_is_named(write):
    assert refusal_of(write("code\n")) == (
        "table.csv line 1, column value: This column is missing. Add it to the row of headings."
    )


def test_a_heading_that_is_nearly_right_is_not_passed_over(write):
    assert refusal_of(write("code,value,as_att\n"), optional=("as_at",)) == (
        "table.csv line 1, column as_att: No column is called as_att. Did you mean as_at?"
    )


def test_columns_of_the_council_s_own_are_passed_over(write):
    check_headings(csv_table(write("code,value,telephone\n")), ("code", "value"))


def test_a_column_that_stands_twice_is_refused(write):
    assert refusal_of(write("code,value,Value\n")) == (
        "table.csv line 1, column value: This column stands twice. Take one away."
    )


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_another_mark_between_cells_is_seen_where_it_is_the_only_one(write, mark):
    path = write(f"\ncode{mark}note\nA{mark}one, two\n")

    assert rows_of(path, "code", "note") == [Record("table.csv line 3", ("A", "one, two"))]


def test_two_marks_in_the_headings_are_not_guessed_between(write):
    assert refusal_of(write("code;value\tnote\nA;1\t\n")).startswith("table.csv line 1")


def test_a_decimal_comma_parts_cells_unless_the_mark_is_another(write):
    assert rows_of(write("code;value\nA;12,9\n"), "value") == [
        Record("table.csv line 2", ("12,9",))
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_as_spreadsheets_save_it_is_read(write, encoding):
    mark = "" if encoding == "utf-16" else "\ufeff"
    path = write(f"{mark}code\tnote\r\nA\tcafé\r\n", encoding)
    table = csv_table(path)

    assert list(records(table, ("code", "note"))) == [Record("table.csv line 2", ("A", "café"))]
    assert table.fraction_read() > 0.9


def test_an_encoding_is_used_where_it_is_named(write):
    path = write("code,note\nA,café – £\n", "cp1252")

    assert list(records(csv_table(path, Csv("cp1252")), ("note",))) == [
        Record("table.csv line 2", ("café – £",))
    ]


def test_titles_above_the_headings_are_passed_over_where_the_headings_are_known(write):
    table = csv_table(write("Scorecard,\n,\nRef,Outturn\nA,1\n"))

    below = below_titles(table, ["Outturn", "ref"])

    assert (below.heading_place, below.headings) == ("table.csv line 3", ["ref", "outturn"])
    assert [place for place, _ in below.rows] == ["table.csv line 4"]


def test_headings_that_stand_nowhere_leave_the_table_as_it_is(write):
    table = csv_table(write("Scorecard,\nRef,Outturn\nA,1\n"))

    below = below_titles(table, ["Outturn", "Month"])

    assert below.headings == ["scorecard", ""]
    assert len(list(below.rows)) == 2


def test_an_empty_file_is_refused(write):
    assert refusal_of(write("\n\n")) == (
        "table.csv: There is nothing in it. It needs headings in its first row."
    )


def test_another_encoding_is_refused(write):
    assert refusal_of(write("code,value\né,1\n", "latin-1")) == (
        "table.csv: The file is not in UTF-8. In the spreadsheet, save it as “CSV UTF-8”."
    )


def test_a_quotation_mark_that_is_never_closed_is_refused(write):
    assert refusal_of(write('code,value\nA,1\nB,"2\nC,3\n')).startswith(
        "table.csv line 3: From here on this is not CSV"
    )


@pytest.mark.parametrize(
    ("junk", "message"),
    [
        ("x" * 10_000_000, "table.csv line 1: This line has 10,000,000 characters, and a row has"),
        ("x,y\n" * 2_500_000, "table.csv line 1, column "),
        (",".join(map(str, range(100_000))), "table.csv: It has 100,000 columns, and a table of"),
        ("\n" * 1_000_000, "table.csv: There is nothing in it."),
        ('"' * 10_000_000, "table.csv line 1: This line has 10,000,000 characters, and a row has"),
    ],
)
def test_junk_is_refused(write, junk, message):
    assert refusal_of(write(junk)).startswith(message)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)

    with suppress(UnreadableTable):
        list(csv_table(path).rows)


def test_a_file_that_is_not_text_is_refused(write):
    assert refusal_of(write("code,value\nA,1\nB,\0\n")).startswith("table.csv line 3: ")


def test_a_folder_by_the_name_of_a_file_is_refused(tmp_path):
    (tmp_path / "table.csv").mkdir()

    assert refusal_of(tmp_path / "table.csv") == (
        "table.csv: The file cannot be read: Is a directory."
    )


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal_of(tmp_path / "none.csv") == (
        "none.csv: The file cannot be opened: No such file or directory."
    )


def test_how_much_has_been_read_is_known(write):
    table = csv_table(write("code\n" + "A\n" * 3))

    assert 0 < table.fraction_read() < 1
    list(table.rows)
    assert table.fraction_read() == 1
