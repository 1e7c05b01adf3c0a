"""The CSV files of Fingertips."""

from datetime import date
from decimal import Decimal

import pytest

from tests.indicators.sources.official_files import refusal_of, rows_of, write
from tests.webserver import reply

HEADINGS = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    "Compared to England value or percentiles,Compared to Region value or percentiles,"
    "Time period Sortable,New data,Compared to goal"
)
SETTINGS = {
    "folder": "fingertips",
    "areas": {"E06000066": "Somerset"},
    "indicators": [{"code": "FTE", "id": "10401", "year_type": "financial"}],
}


def line(value="55.21", period="2016/17", *, id="10401", code="E06000066", **cells):
    sex, age = cells.get("sex", "Persons"), cells.get("age", "10-17 yrs")
    kind, category = cells.get("kind", ""), cells.get("category", "")
    counts = cells.get("counts", "624,113024")
    return (
        f"{id},First time entrants,E12000009,South West,{code},Somerset,UA,{sex},{age},"
        f"{kind},{category},{period},{value},50.9,59.7,,,{counts},{cells.get('note', '')},"
        "Increasing,Similar,Similar,20160000,,"
    )


@pytest.fixture
def release(sources):
    return lambda *lines: write(sources / "fingertips" / "data.csv", HEADINGS, *lines)


def read(**changes):
    return rows_of("fingertips", SETTINGS | changes)


def indicators(**changes):
    return [SETTINGS["indicators"][0] | changes]


def test_a_value_comes_with_its_counts(release):
    release(line("55.2095838051387"), line(id="90366"), line(code="E06000022"))

    [row] = read()

    assert (row.code, row.area, row.value, row.places) == (
        "FTE", "Somerset", Decimal("55.2096"), 4,
    )  # fmt: skip
    assert (row.numerator, row.denominator) == (624, 113024)
    assert (row.period_start, row.period_end) == (date(2016, 4, 1), date(2017, 3, 31))


@pytest.mark.parametrize(
    ("oracle", "text", "year_type", "start", "end"),
    [
        ("P16", "2006/07 Q3 - 2007/08 Q2", None, date(2006, 10, 1), date(2007, 9, 30)),
        ("P17", "Feb 2009 - Jan 2010", None, date(2009, 2, 1), date(2010, 1, 31)),
        ("P18", "2006 - 08", None, date(2006, 1, 1), date(2008, 12, 31)),
        ("P18", "2006/07 - 08/09", "financial", date(2006, 4, 1), date(2009, 3, 31)),
        ("", "2006/07", "academic", date(2006, 9, 1), date(2007, 8, 31)),
    ],
)
def test_a_period_is_read_by_the_kind_of_year(release, oracle, text, year_type, start, end):
    release(line(period=text))

    [row] = read(indicators=indicators(year_type=year_type))

    assert (row.period_start, row.period_end) == (start, end)


def test_a_year_that_may_be_of_two_kinds_is_refused_with_its_line(release):
    release(line())

    [[problem]] = read(indicators=indicators(year_type=None))

    assert (problem.place, problem.field, problem.text) == (
        "data.csv line 2", "time_period", "2016/17",
    )  # fmt: skip
    assert "may be a financial or an academic year" in problem.message


@pytest.mark.parametrize(
    ("note", "symbol", "said"),
    [
        ("Value suppressed for disclosure control due to small count", "suppressed", None),
        ("Value cannot be calculated as number of cases is too small", "suppressed", None),
        ("Value not published for data quality reasons", "not_available", None),
        ("", "not_available", "The source gives no value, and no reason."),
    ],
)
def test_an_empty_value_becomes_the_symbol_that_its_note_calls_for(release, note, symbol, said):
    release(line("", counts=",", note=note))

    [row] = read()

    assert (row.value, row.symbol, row.numerator) == (None, symbol, None)
    assert row.note == (note if said is None else said)


def test_a_note_beside_a_value_is_kept(release):
    release(line(note="Aggregated from all known lower geography values"))

    assert read()[0].note == "Aggregated from all known lower geography values"


def test_a_long_note_is_cut_to_what_can_be_kept(release):
    release(line(note="n" * 600))

    assert read()[0].note == "n" * 500


@pytest.mark.parametrize(
    ("column", "cells", "values"),
    [
        ("Sex", {"sex": "Male"}, "“Male”, “Persons”"),
        ("Age", {"age": "10-14 yrs"}, "“10-14 yrs”, “10-17 yrs”"),
        ("Category Type", {"kind": "Deprivation"}, "“Deprivation”, an empty cell"),
        ("Category", {"category": "Most deprived"}, "“Most deprived”, an empty cell"),
    ],
)
def test_kinds_of_people_that_are_not_pinned_are_refused(release, column, cells, values):
    plain = line().split(",")[7:11][("Sex", "Age", "Category Type", "Category").index(column)]
    release(line("40", **cells), line(period="2015/16"))

    said = refusal_of("fingertips", SETTINGS)
    assert said.endswith(f": {values}. Say in “filters” which is meant.")
    assert f"“{column.lower().replace(' ', '_')}”" in said
    assert [row.value for row in read(indicators=indicators(filters={column: plain}))] == [
        Decimal("55.21")
    ]


def test_rivals_for_one_period_are_refused_at_once(release):
    release(line(), line("40", sex="Male"))

    said = refusal_of("fingertips", SETTINGS)

    assert "more than one row for FTE of E06000066, financial year 2016/17" in said
    assert "They differ in sex: “Persons”, “Male”." in said


def test_two_indicators_of_one_file_are_told_apart_by_their_id(release):
    release(line(), line("40", id="90366"))
    both = [*indicators(), {"code": "OTHER", "id": "90366", "year_type": "financial"}]

    assert [(row.code, row.value) for row in read(indicators=both)] == [
        ("FTE", Decimal("55.21")),
        ("OTHER", 40),
    ]


def test_an_area_whose_code_changed_is_given_with_both(release):
    release(line(code="E10000027", period="2015/16"), line())

    rows = read(areas={"E06000066": "Somerset", "E10000027": "Somerset"})

    assert [(row.area, row.period_end.year) for row in rows] == [
        ("Somerset", 2016),
        ("Somerset", 2017),
    ]


def test_neighbours_are_averaged_by_their_own_codes(release):
    release(line("10", code="E06000022"), line("20.5", code="E06000023"), line())
    neighbours = {"name": "SN", "set": "2025 model", "members": ["E06000022", "E06000023"]}

    _, mean = read(neighbours=neighbours)

    assert (mean.area, mean.value, mean.places) == ("SN", Decimal("15.25"), 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"indicators": indicators(id="99")},
            "says “99” in the column “indicator_id”. There is",
        ),
        (
            {"indicators": indicators(year_type="tax")},
            "Write one of: financial, academic",
        ),
        ({"indicators": indicators(filters={"Gender": "x"})}, "data.csv has no column “gender”."),
        ({"areas": {"E06000001": "X"}}, "data.csv has no row for E06000001 (X)."),
        ({"folder": ""}, "The settings name no place to read from."),
    ],
)
def test_settings_that_do_not_fit_are_refused(release, changes, message):
    release(line())

    assert message in refusal_of("fingertips", SETTINGS | changes)


def test_the_file_can_be_fetched_from_the_web(server):
    server.answers["/api/all_data/csv/by_indicator_id"] = reply("\n".join([HEADINGS, line()]))
    url = server.url("/api/all_data/csv/by_indicator_id?indicator_ids=10401")

    [row] = read(folder="", url=url)

    assert (row.value, row.place) == (Decimal("55.21"), "by_indicator_id line 2")
