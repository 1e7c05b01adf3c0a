"""Statistical neighbours: the simple mean of those members that have a number."""

from decimal import Decimal

import pytest

from indicators.sources.neighbours import simple_mean
from tests.indicators.sources.official_files import (
    CLA_HEADINGS,
    SOMERSET,
    cla,
    refusal_of,
    rows_of,
    write,
)
from tests.indicators.sources.test_dfe import SETTINGS

SET = {"name": "Statistical neighbours", "set": "2025 model", "members": ["845", "878", "881"]}


def member(code, figures, **options):
    area = SOMERSET.replace("933,Somerset,E06000066", f"{code},Area {code},E10000{code}")
    return cla(area, figures, **options)


@pytest.fixture
def release(sources):
    return lambda *lines: write(sources / "dfe" / "cla.csv", CLA_HEADINGS, *lines)


def read(**changes):
    return rows_of("dfe", SETTINGS | {"areas": {}, "neighbours": SET | changes})


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        (["55"], "55"),
        (["67", "117", "55"], "79.6667"),
        (["12.9", "13.0"], "12.95"),
        (["0.00005", "0"], "0"),
        (["-1", "2"], "0.5"),
    ],
)
def test_the_mean_is_the_sum_over_the_number(values, mean):
    assert simple_mean([Decimal(value) for value in values]) == Decimal(mean)


def test_the_mean_counts_each_area_alike_and_says_which_set_it_is(release):
    release(member(845, "1000,5,50"), member(878, "900000,6300,70"), member(881, "2000,13,66"))

    [row] = read()

    assert (row.area, row.value, row.places) == ("Statistical neighbours", 62, 0)
    assert (row.numerator, row.denominator) == (None, None)
    assert row.note == "Simple mean of all 3 areas: Statistical neighbours, 2025 model."
    assert row.place == "cla.csv, Statistical neighbours"


def test_members_without_a_number_are_left_out(release):
    release(member(845, "1000,5,50"), member(878, "9000,c,c"), member(845, "1,1,40", year="2024"))

    now, before = read()

    assert (now.value, before.value) == (50, 40)
    assert now.note.startswith("Simple mean of 1 of 3 areas")


def test_without_any_number_the_mean_is_not_available(release):
    release(member(845, "1000,c,c"), member(878, "x,x,x"))

    [row] = read()

    assert (row.value, row.symbol) == (None, "not_available")
    assert row.note == "None of the 3 areas has a number: Statistical neighbours, 2025 model."


def test_a_mean_keeps_its_digits_but_is_printed_with_the_members_own(release):
    release(member(845, "1,1,50"), member(878, "1,1,51"))

    [row] = read()

    assert (row.value, row.places) == (Decimal("50.5"), 0)


def test_a_member_that_is_kept_too_is_given_both_ways(release):
    release(member(845, "1,1,50"), member(878, "1,1,52"))

    kept, mean = rows_of("dfe", SETTINGS | {"areas": {"845": "East Sussex"}, "neighbours": SET})

    assert (kept.area, kept.value) == ("East Sussex", 50)
    assert mean.value == 51


def test_a_wrong_cell_of_a_member_is_told(release):
    release(member(845, "1,1,fifty"), member(878, "1,1,52"))

    [problem], mean = read()

    assert problem.place == "cla.csv line 2"
    assert mean.note.startswith("Simple mean of 1 of 3 areas")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"set": "latest"}, "“latest” does not name its year"),
        ({"members": ["845", "845"]}, "The member “845” of the neighbours stands twice"),
        ({"members": []}, "The setting “neighbours.members” must not be empty"),
        ({"members": ["E10000011"]}, "Areas are not known by codes such as “E10000011” here"),
        ({"members": ["999"]}, "cla.csv has no row for any neighbour. Areas in it are: “845”"),
        ({"name": ""}, "The setting “neighbours.name” must not be empty"),
        ({"name": "n" * 101}, "The setting “neighbours.name” is longer than 100 characters"),
    ],
)
def test_a_set_that_cannot_be_meant_is_refused(release, changes, message):
    release(member(845, "1,1,50"))

    assert message in refusal_of("dfe", SETTINGS | {"areas": {}, "neighbours": SET | changes})
