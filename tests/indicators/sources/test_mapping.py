from datetime import date
from decimal import Decimal

import pytest

from indicators.sources.base import SourceError
from indicators.sources.mapping import apply_mapping
from indicators.sources.problems import Problem
from indicators.sources.rows import read_observations
from indicators.sources.tables import UnreadableTable, csv_table
from tests.files import HEADINGS, write_observations

SETTINGS = {
    "columns": {"code": "KPI Ref", "value": "Out-turn"},
    "fixed": {"area": "Somerset"},
    "period": {"column": "Month", "notation": "month"},
}


@pytest.fixture
def read(tmp_path):
    def read(*lines, headings="KPI ref,Month,Out turn,Num,Denom", **settings):
        path = write_observations(tmp_path / "kpi.csv", *lines, headings=headings)
        table = apply_mapping(csv_table(path), SETTINGS | settings)
        return list(read_observations(table))

    return read


def refusal_of(settings):
    with pytest.raises(SourceError) as refusal:
        apply_mapping(None, settings)  # before the table is looked at
    return str(refusal.value)


def test_their_headings_are_read_as_ours_whatever_their_spelling(read):
    [row] = read("P6-01,Jan-17,12.9,69,535")

    assert (row.place, row.code, row.area, row.value) == (
        "kpi.csv line 2",
        "P6-01",
        "Somerset",
        Decimal("12.9"),
    )
    assert (row.period_start, row.period_end) == (date(2017, 1, 1), date(2017, 1, 31))
    assert (row.numerator, row.denominator, row.category, row.note) == (None, None, "", "")


def test_columns_under_our_own_headings_need_not_be_named(read):
    columns = SETTINGS["columns"] | {"numerator": "Num", "denominator": "Denom"}
    [row] = read(
        "P6-01,Jan-17,12.9,69,535,provisional",
        headings="KPI ref,Month,Out turn,Num,Denom,Flag",
        columns=columns,
    )

    assert (row.numerator, row.denominator, row.status) == (69, 535, "provisional")


def test_settings_that_say_nothing_of_columns_leave_a_table_as_it_is(tmp_path):
    table = csv_table(write_observations(tmp_path / "a.csv"))

    assert apply_mapping(table, {"folder": "monthly"}) is table
    assert apply_mapping(table, {"columns": {}, "missing": {}}) is table


def test_our_own_columns_may_have_signs_of_the_council_s_own(tmp_path):
    row = "P6-01,Somerset,,2017-01-01,2017-01-31,<5,,,,"
    path = write_observations(tmp_path / "a.csv", row)
    [read] = read_observations(apply_mapping(csv_table(path), {"missing": {"<5": "c"}}))
    assert read.symbol == "suppressed"

    write_observations(path, headings=HEADINGS.replace("numerator", "numeratr"))
    with pytest.raises(UnreadableTable, match="Did you mean numerator?"):
        list(read_observations(apply_mapping(csv_table(path), {"missing": {"<5": "c"}})))


def test_one_column_may_be_read_twice(read):
    [row] = read("P6-01,Jan-17,12.9,,", columns=SETTINGS["columns"] | {"note": "KPI ref"})

    assert (row.code, row.note) == ("P6-01", "P6-01")


def test_a_row_that_is_too_long_is_still_told(read):
    assert read("P6-01,Jan-17,1,234,5,6")[0][0].message.startswith("The row has more cells than")


def test_their_signs_stand_for_ours_only_where_the_settings_say_so(read):
    missing = {"<5": "c", "*": "c", "N/A": "z", "": "x", "..": "low"}
    rows = read(*(f"P6-01,Jan-17,{text},," for text in ("<5", "*", "n/a", "", "..")))

    assert all(isinstance(row, list) for row in rows)
    rows = read(
        *(f"P6-01,Jan-17,{text},," for text in ("<5", "*", "n/a", "", "..", "u")), missing=missing
    )
    assert [row.symbol for row in rows] == [
        "suppressed",
        "suppressed",
        "not_applicable",
        "not_available",
        "low",
        "unreliable",
    ]
    assert {row.value for row in rows} == {None}


def test_a_count_that_is_missing_is_none(read):
    columns = SETTINGS["columns"] | {"numerator": "Num", "denominator": "Denom"}

    [row, [problem]] = read(
        "P6-01,Jan-17,c,<5,*", "P6-01,Jan-17,c,-,", columns=columns, missing={"<5": "c", "*": "c"}
    )

    assert (row.numerator, row.denominator) == (None, None)
    assert (problem.field, problem.text) == ("Num", "-")


def test_rows_that_say_nothing_yet_are_passed_over(read):
    rows = read(
        "P6-01,Jan-17,12.9,,", "P6-01,Feb-17,,,", "P6-01,Mar-17", missing={"": "", "TBC": ""}
    )

    assert [row.place for row in rows] == ["kpi.csv line 2"]


@pytest.mark.parametrize(
    ("percent_as", "text", "value", "places"),
    [
        ("number", "12.9%", "12.9", 1),
        ("number", "12.9 %", "12.9", 1),
        ("number", "12.9", "12.9", 1),
        ("fraction", "0.129", "12.9", 1),
        ("fraction", ".5", "50", 0),
        ("fraction", "1", "100", 0),
        ("fraction", "-0.05", "-5", 0),
        ("fraction", "0.1290", "12.90", 2),
        ("fraction", "12.9%", "12.9", 1),
    ],
)
def test_percentages_are_read_as_the_source_writes_them(read, percent_as, text, value, places):
    [row] = read(f"P6-01,Jan-17,{text},,", percent_as=percent_as)

    assert (row.value, row.places) == (Decimal(value), places)


@pytest.mark.parametrize(
    ("percent_as", "text", "message"),
    [
        ("", "12.9%", "“12.9%” is not digits only. Write 12.9."),
        (
            "fraction",
            "62.4",
            "“62.4” is no fraction, of which 1 is 100%. "
            "Mend it, or say in the settings that percentages are written in full.",
        ),
        ("fraction", "many", "“many” is not a number. Write digits only."),
        ("number", "%", "“%” is not a number. Write digits only."),
        ("fraction", "#DIV/0!", "“#DIV/0!” is a spreadsheet error. Mend the formula and save"),
    ],
)
def test_what_is_no_percentage_is_refused(read, percent_as, text, message):
    [[problem]] = read(f"P6-01,Jan-17,{text},,", percent_as=percent_as)

    assert (problem.field, problem.text) == ("Out-turn", text)
    assert problem.message.startswith(message)


def test_a_sign_of_statistics_is_no_fraction(read):
    [row] = read("P6-01,Jan-17,[c],,", percent_as="fraction")

    assert row.symbol == "suppressed"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234", 1234), ("£1,234,567", 1234567), ("-£5", -5), ("£-5", -5), ("1234.5", "1234.5")],
)
def test_thousands_commas_are_read_where_the_settings_allow_for_them(read, text, value):
    [row] = read(f'P6-01,Jan-17,"{text}",,', thousands=True)

    assert row.value == Decimal(value)


@pytest.mark.parametrize("text", ["1,23", "12,9", "1,234,5", "-£-5", "1.234,5", ",234"])
def test_commas_anywhere_else_are_refused(read, text):
    [[problem]] = read(f'P6-01,Jan-17,"{text}",,', thousands=True)

    assert problem.text == text


def test_thousands_commas_are_refused_otherwise(read):
    [[problem]] = read('P6-01,Jan-17,"1,234",,')

    assert problem.message == "“1,234” is not digits only. Write 1234."


def test_a_problem_names_the_heading_in_the_file(read):
    assert read("P6-01,soon,many,,") == [
        [
            Problem(
                "kpi.csv line 2",
                "Month",
                "soon",
                "“soon” does not name a period. Write it like January 2017, 12 months to January "
                "2017, at 31 January 2017, April 2016 to January 2017 or financial year 2016/17.",
            ),
            Problem(
                "kpi.csv line 2", "Out-turn", "many", "“many” is not a number. Write digits only."
            ),
        ]
    ]


def test_a_heading_that_the_file_has_not_is_told_with_the_nearest(read):
    with pytest.raises(UnreadableTable) as refusal:
        read(columns={"code": "KPI Ref", "value": "Out-turns", "numerator": "Count"})

    assert list(map(str, refusal.value.problems)) == [
        "kpi.csv line 1, column Out-turns: No column has the heading “Out-turns”, which the "
        "settings of the source name. Did you mean out_turn?",
        "kpi.csv line 1, column Count: No column has the heading “Count”, which the settings of "
        "the source name. The headings are: kpi_ref, month, out_turn, num, denom. Mend the "
        "settings or the file.",
    ]


def test_a_column_that_comes_from_nowhere_is_told(read):
    with pytest.raises(UnreadableTable, match="column area: Nothing says where this comes from."):
        read(fixed={})


def test_a_heading_that_stands_twice_is_refused_only_where_it_is_read(read):
    [row] = read("P6-01,Jan-17,1,x,y", headings="KPI ref,Month,Out turn,Own,Own")
    assert row.value == 1

    with pytest.raises(UnreadableTable, match="column out_turn: This column stands twice."):
        read("P6-01,Jan-17,1,2,y", headings="KPI ref,Month,Out turn,Out turn,Own")


def test_headings_in_two_merged_rows_are_found_in_the_second(read):
    [row] = read("KPI ref,Month,Out turn,,", "P6-01,Jan-17,1,,", headings="2016/17,,,Targets,")

    assert row.place == "kpi.csv line 3"


def test_a_mapped_table_is_told_in_the_same_way_where_nothing_fits(read):
    with pytest.raises(UnreadableTable) as refusal:
        read(headings=HEADINGS)

    assert {problem.field for problem in refusal.value.problems} == {"KPI Ref", "Out-turn", "Month"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ([], "The settings must be names and values in braces. Mend it."),
        ({"columns": []}, "The setting “columns” must be names and values in braces. Mend it."),
        ({"columns": {"value": 3}}, "must be text in quotation marks. Mend it."),
        (
            {"columns": {"valeu": "Out-turn"}},
            "There is no column “valeu” to read into. Did you mean value?",
        ),
        (
            {"fixed": {"telephone": "1"}},
            "There is no column “telephone” to read into. The columns are: code, area, ",
        ),
        (
            {"columns": {"area": "Area"}, "fixed": {"area": "Somerset"}},
            "The column area has both a heading and one text. Take one away.",
        ),
        (
            {"columns": {"period_end": "To"}, "period": {"column": "Month"}},
            "The settings give both a period column and period_end. Take one of them away.",
        ),
        (
            {"columns": {"value": " "}},
            "The heading of value is empty. Fill it in, or take it away.",
        ),
        ({"period": {"column": ""}}, "The heading of period is empty. Fill it in, or take it"),
        ({"period": {"notation": "month"}}, "“period” must give “column”. Add it."),
        (
            {"period": {"column": "Month", "notation": "moon"}},
            "The setting “notation” does not know “moon”. Write one of: label, month, quarter",
        ),
        (
            {"period": {"column": "Month", "year_type": "tax"}},
            "“year_type” does not know “tax”. Write one of: financial, academic, calendar.",
        ),
        ({"percent_as": "promille"}, "“percent_as” does not know “promille”. Write one of: number"),
        ({"missing": {"-": "gone"}}, "“missing” does not know “gone”. Write one of: c, z, x, low"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(settings, message):
    assert message in refusal_of(settings)
