"""Release files of Explore Education Statistics, with the figures published for 2025."""

import os
from datetime import date
from decimal import Decimal

import pytest

from indicators.sources.register import reader_for
from tests.indicators.sources.official_files import (
    AT_31_MARCH,
    CLA_HEADINGS,
    DARLINGTON,
    ENGLAND,
    SOMERSET,
    SOUTH_WEST,
    cla,
    refusal_of,
    rows_of,
    write,
)

RATE = {
    "code": "CLA-RATE",
    "value": "rate_per_10000",
    "numerator": "children_count",
    "denominator": "population_estimate",
    "position": True,
}
SETTINGS = {
    "folder": "dfe",
    "file": "cla*.csv",
    "areas": {"933": "Somerset"},
    "filters": {"population_type": AT_31_MARCH},
    "indicators": [RATE],
}


def read(**changes):
    return rows_of("dfe", SETTINGS | changes)


def refusal(**changes):
    return refusal_of("dfe", SETTINGS | changes)


@pytest.fixture
def release(sources):
    def make(*lines, name="cla.csv", headings=CLA_HEADINGS, encoding="utf-8-sig"):
        return write(sources / "dfe" / name, headings, *lines, encoding=encoding)

    return make


@pytest.mark.parametrize(
    ("oracle", "area", "code", "figures", "value"),
    [
        ("B7", ENGLAND, "E92000001", "12183016,81770,67", "67"),
        ("B8", DARLINGTON, "841", "22771,266,117", "117"),
        ("B9", SOMERSET, "933", "113024,624,55", "55"),
    ],
)
def test_a_published_rate_comes_with_its_counts(release, oracle, area, code, figures, value):
    release(cla(area, figures))

    [row] = read(areas={code: "Somerset"})

    population, children, _ = figures.split(",")
    assert (row.code, row.area, row.category) == ("CLA-RATE", "Somerset", "")
    assert (row.value, row.places) == (Decimal(value), 0)
    assert (row.numerator, row.denominator) == (Decimal(children), Decimal(population))
    assert row.place == "cla.csv line 2"
    assert round(row.numerator / row.denominator * 10_000) == row.value


def test_a_reporting_year_is_a_position_on_31_march_or_the_year_to_it(release):
    release(cla(SOMERSET, "113024,624,55"))
    in_year = RATE | {"code": "CLA-YEAR", "position": False}

    at, during = read(indicators=[RATE, in_year])

    assert (at.period_start, at.period_end) == (date(2025, 3, 31), date(2025, 3, 31))
    assert (during.period_start, during.period_end) == (date(2024, 4, 1), date(2025, 3, 31))


def test_columns_are_found_by_name_whatever_their_order_and_mark(release):
    names = CLA_HEADINGS.split(",")
    cells = cla(SOMERSET, "113024,624,55").split(",")
    release(",".join(cells[::-1]), headings=",".join(names[::-1]), encoding="utf-8")

    [row] = read()

    assert row.value == 55


def test_region_and_country_are_known_by_their_own_codes(release):
    release(cla(ENGLAND, "12183016,81770,67"), cla(SOUTH_WEST, "1127000,6650,59"))

    england, region = read(areas={"E12000009": "South West", "E92000001": "England"})

    assert (england.area, england.value) == ("England", 67)
    assert (region.area, region.value) == ("South West", 59)


def test_an_authority_is_never_joined_on_its_name(release):
    bath = SOMERSET.replace("933,Somerset,E06000066", "800,Bath and North East Somerset,E06000022")
    renamed = SOMERSET.replace("Somerset,E06", "Somerset (new),E06")
    release(cla(bath, "35000,210,60"), cla(renamed, "113024,624,55"))

    [row] = read()

    assert row.value == 55


def test_a_series_goes_on_where_the_nine_character_code_changes(release):
    before = SOMERSET.replace("E06000066", "E10000027")
    release(cla(before, "111000,590,53", year="2022"), cla(SOMERSET, "113024,624,55"))

    assert [row.period_end.year for row in read()] == [2022, 2025]


def test_rows_of_other_areas_are_passed_over(release):
    release(cla(DARLINGTON, "nonsense,,"), cla(SOMERSET, "113024,624,55"))

    assert [row.place for row in read()] == ["cla.csv line 3"]


@pytest.mark.parametrize(
    ("sign", "symbol"),
    [
        ("c", "suppressed"),
        ("z", "not_applicable"),
        ("x", "not_available"),
        ("k", "low"),
        ("low", "low"),
        ("u", "unreliable"),
        (":", "not_available"),
        ("~", "low"),
        ("[c]", "suppressed"),
    ],
)
def test_a_sign_stays_a_sign(release, sign, symbol):
    release(cla(SOMERSET, f"113024,624,{sign}"))

    [row] = read()

    assert (row.value, row.symbol) == (None, symbol)


def test_a_dash_means_what_the_settings_say(release):
    release(cla(SOMERSET, "113024,624,-"))

    assert read(missing={"-": "c"})[0].symbol == "suppressed"
    [[problem]] = read()
    assert problem.message == "“-” is not a number. Write digits only."
    assert "gives “secret” for “-”. Write one of: c, z, x" in refusal(missing={"-": "secret"})


def test_an_abolished_authority_remains_as_rows_without_numbers(release):
    cumbria = SOMERSET.replace("933,Somerset,E06000066", "909,Cumbria,E10000006")
    release(cla(cumbria, "x,x,x"), cla(cumbria, "90000,630,70", year="2022"))

    gone, was = read(areas={"909": "Cumbria"})

    assert (gone.value, gone.symbol, gone.denominator) == (None, "not_available", None)
    assert was.value == 70


def test_a_hidden_count_leaves_the_rate_as_it_is(release):
    release(cla(SOMERSET, "113024,c,55"))

    [row] = read()

    assert (row.value, row.numerator, row.denominator) == (55, None, 113024)


def test_rounded_counts_bear_a_note(release):
    release(cla(ENGLAND, "12183016,81770,67"))

    [row] = read(areas={"E92000001": "England"}, rounded={"E92000001": 10})

    assert row.note == "Counts are rounded to the nearest 10."
    assert "“rounded” names “933”" in refusal(areas={"E92000001": "England"}, rounded={"933": 10})


def test_bands_are_categories_of_one_indicator(release):
    headings = CLA_HEADINGS.replace(
        "population_type,population_estimate,children_count,rate_per_10000",
        "CPP_At31,3_months_or_less_percent,more_than_3_months_6_months_percent",
    )
    release(f"2025,Reporting year,{SOMERSET},409,21.3,c", headings=headings)
    band = {"code": "CP-LENGTH", "position": True, "denominator": "CPP_At31"}

    short, long = read(
        filters={},
        indicators=[
            band | {"category": "Up to 3 months", "value": "3_months_or_less_percent"},
            band | {"category": "3 to 6", "value": "more_than_3_months_6_months_percent"},
        ],
    )

    assert (short.category, short.value, short.places) == ("Up to 3 months", Decimal("21.3"), 1)
    assert (long.category, long.symbol) == ("3 to 6", "suppressed")


@pytest.mark.parametrize(
    ("line", "field", "message"),
    [
        ("201619,Academic year", "time_period", "after 2016 comes 2017"),
        ("2025,Autumn term", "time_period", "Give its first and last day instead"),
        ("2025/26,Financial year", "time_period", "has 4 digits, or 6 for two years"),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_its_line(release, line, field, message):
    release(f"{line},{SOMERSET},{AT_31_MARCH},113024,624,55")

    [[problem]] = read()

    assert (problem.place, problem.field) == ("cla.csv line 2", field)
    assert message in problem.message


def test_years_and_months_are_no_number(release):
    release(cla(SOMERSET, "113024,624,00:10"))

    [[problem]] = read()

    assert problem.field == "rate_per_10000"
    assert "“00:10” is a time of years and months" in problem.message


def test_every_wrong_cell_of_a_row_is_told(release):
    release(cla(SOMERSET, "many,some,"))

    [problems] = read()

    assert {problem.field for problem in problems} == {
        "rate_per_10000",
        "children_count",
        "population_estimate",
    }


def test_the_release_put_there_last_is_read(release):
    old = release(cla(SOMERSET, "111000,590,53", year="2022"), name="cla_2025.csv")
    new = release(cla(SOMERSET, "113024,624,55"), name="CLA (1).csv")
    os.utime(old, (1, 1))
    release("not ours", name="readme.csv")

    assert [row.place for row in read()] == [f"{new.name} line 2"]


def test_many_rows_come_in_batches_that_count_every_row_read(release):
    others = [cla(DARLINGTON, "22771,266,117")] * 11_000
    release(*others, cla(SOMERSET, "113024,624,55"), encoding="utf-8")

    batches = list(reader_for("dfe", SETTINGS).read())

    assert [len(batch.rows) for batch in batches] == [0, 0, 1]
    assert 0 < batches[0].fraction < batches[1].fraction < batches[2].fraction == 1


def test_a_check_reads_it_all_and_says_what_it_found(release):
    release(
        cla(SOMERSET, "113024,624,55"),
        cla(SOMERSET, "111000,590,53", year="2022"),
        cla(SOMERSET, "111000,590,?", year="2021"),
        cla(DARLINGTON, "22771,266,117"),
    )
    neighbours = {"name": "Neighbours", "set": "2025 model", "members": ["841", "999"]}

    said = reader_for("dfe", SETTINGS | {"neighbours": neighbours}).check()

    assert said == (
        "3 values of 1 indicator for Neighbours, Somerset can be read, with periods that end "
        "between 31 March 2022 and 31 March 2025. 1 row would be refused. The first: cla.csv "
        "line 4, column rate_per_10000: “?” is not a number. Write digits only. "
        "cla.csv has no row for the neighbours “999”."
    )
