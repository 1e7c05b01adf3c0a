from datetime import date
from decimal import Decimal

import pytest

from indicators.choices import ObservationStatus, Symbol
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow, read_observations
from indicators.sources.tables import UnreadableTable, csv_table
from tests.files import HEADINGS, write_observations

GOOD = "P6-01,Somerset,,2016-02-01,2017-01-31,12.9,69,535,,"


@pytest.fixture
def read(tmp_path):
    def read(*lines, headings=HEADINGS):
        path = write_observations(tmp_path / "observations.csv", *lines, headings=headings)
        return list(read_observations(csv_table(path)))

    return read


def test_a_row_becomes_typed_values(read):
    assert read(GOOD) == [
        ObservationRow(
            place="observations.csv line 2",
            code="P6-01",
            area="Somerset",
            category="",
            period_start=date(2016, 2, 1),
            period_end=date(2017, 1, 31),
            value=Decimal("12.9"),
            places=1,
            numerator=Decimal(69),
            denominator=Decimal(535),
            symbol=Symbol.NONE,
            status=ObservationStatus.FINAL,
            not_comparable=False,
            note="",
            as_at=None,
        )
    ]


def test_columns_come_in_any_order_and_as_at_may_be_among_them(read):
    [row] = read(
        "2017-02-10,,a note,provisional,535,69,12.9,2017-01-31,2016-02-01,,Somerset,P6-01",
        headings="as_at,own,note,flag,denominator,numerator,value,period_end,period_start,"
        "category,area,code",
    )

    assert (row.code, row.value, row.note) == ("P6-01", Decimal("12.9"), "a note")
    assert row.as_at == date(2017, 2, 10)


@pytest.mark.parametrize(
    ("flag", "status", "not_comparable"),
    [
        ("", "final", False),
        ("provisional", "provisional", False),
        ("Revised", "revised", False),
        ("not_comparable", "final", True),
        ("provisional not_comparable", "provisional", True),
    ],
)
def test_flags_are_words_with_spaces_between(read, flag, status, not_comparable):
    [row] = read(GOOD.replace(",535,", f",535,{flag}"))

    assert (row.status, row.not_comparable) == (status, not_comparable)


@pytest.mark.parametrize(
    ("sign", "symbol"),
    [("c", "suppressed"), ("[z]", "not_applicable"), ("x", "not_available"), ("LOW", "low")],
)
def test_a_sign_stands_for_a_number_that_is_not_given(read, sign, symbol):
    [row] = read(f"P6-01,Somerset,,2016-02-01,2017-01-31,{sign},,,,")

    assert (row.value, row.symbol, row.places) == (None, symbol, 0)


@pytest.mark.parametrize(
    ("line", "field", "text", "message"),
    [
        (
            "P6-01,Somerset,,2016-02-01,2017-01-31,abc,69,535,,",
            "value",
            "abc",
            "“abc” is not a number. Write digits only.",
        ),
        (
            "P6-01,Somerset,,2016-02-01,2017-01-31,,69,535,,",
            "value",
            "",
            "This cell is empty. Write the number, or x where there is none to be had.",
        ),
        (
            "P6-01,Somerset,,2016-02-01,2017-01-31,12.9,many,535,,",
            "numerator",
            "many",
            "“many” is not a number. Write digits only.",
        ),
        (
            "P6-01,Somerset,,2016-02-01,2017-01-31,12.9,69,0,,",
            "denominator",
            "0",
            "A denominator of 0 divides nothing. Mend it, or leave the cell empty.",
        ),
        (
            "P6-01,Somerset,,2017-01-31,2016-02-01,12.9,69,535,,",
            "period_end",
            "2016-02-01",
            "The period ends before it starts, on 2017-01-31.",
        ),
        (
            "P6-01,Somerset,,Jan 17,2017-01-31,12.9,69,535,,",
            "period_start",
            "Jan 17",
            "“Jan 17” is not a date. Write it like 2017-01-31.",
        ),
        (
            "P6-01,Somerset,,,2017-01-31,12.9,69,535,,",
            "period_start",
            "",
            "This cell is empty. Write a date like 2017-01-31.",
        ),
        (
            "P6-01,Somerset,,2016-02-01,2017-01-31,12.9,69,535,provisonal,",
            "flag",
            "provisonal",
            "“provisonal” is not a flag. Did you mean provisional?",
        ),
        (
            "P6-01,Somerset,,2016-02-01,2017-01-31,12.9,69,535,nonsense,",
            "flag",
            "nonsense",
            "“nonsense” is not a flag. Write one or more of: provisional, revised, not_comparable.",
        ),
        (
            "P6-01,Somerset,,2016-02-01,2017-01-31,12.9,69,535,provisional revised,",
            "flag",
            "provisional revised",
            "A value is provisional or revised, not both. Take one away.",
        ),
        (
            ",Somerset,,2016-02-01,2017-01-31,12.9,69,535,,",
            "code",
            "",
            "This cell is empty. Fill it in.",
        ),
        (
            f"P6-01,Somerset,{'x' * 101},2016-02-01,2017-01-31,12.9,69,535,,",
            "category",
            "x" * 101,
            "This is longer than 100 characters. Shorten it.",
        ),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(read, line, field, text, message):
    assert read(line) == [[Problem("observations.csv line 2", field, text, message)]]


def test_everything_wrong_with_a_row_is_told_at_once(read):
    [good, problems] = read(GOOD, "P6-01,,,2016-02-01,soon,abc,69,0,,")

    assert isinstance(good, ObservationRow)
    assert [problem.field for problem in problems] == [
        "area",
        "period_end",
        "value",
        "denominator",
    ]
    assert {problem.place for problem in problems} == {"observations.csv line 3"}


def test_a_numerator_above_its_denominator_is_left_to_the_report(read):
    [row] = read("P6-01,Somerset,,2016-02-01,2017-01-31,120,6,5,,")

    assert row.value == 120


WITH_PERIODS = "code,area,category,period,value,numerator,denominator,flag,note"


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("January 2017", date(2017, 1, 1), date(2017, 1, 31)),
        ("12 months to January 2017", date(2016, 2, 1), date(2017, 1, 31)),
        ("at 31 January 2017", date(2017, 1, 31), date(2017, 1, 31)),
    ],
)
def test_a_period_by_name_stands_in_place_of_its_two_dates(read, label, start, end):
    [row] = read(f"P6-01,Somerset,,{label},12.9,69,535,,", headings=WITH_PERIODS)

    assert (row.period_start, row.period_end, row.value) == (start, end, Decimal("12.9"))


def test_a_period_that_may_mean_two_is_one_problem_of_its_row(read):
    [[problem]] = read("P6-01,Somerset,,2016/17,12.9,69,535,,", headings=WITH_PERIODS)

    assert (problem.field, problem.text) == ("period", "2016/17")
    assert problem.message.startswith("“2016/17” may be a financial or an academic year.")


def test_a_period_is_passed_over_where_the_dates_are_given_too(read):
    [row] = read(GOOD + ",whenever", headings=HEADINGS + ",period")

    assert row.period_start == date(2016, 2, 1)


def test_a_title_above_the_headings_is_recognised(read):
    with pytest.raises(UnreadableTable, match="This row looks like a title") as refusal:
        read(HEADINGS, GOOD, headings="Social care performance")

    assert refusal.value.problems[0].place == "observations.csv line 1"
