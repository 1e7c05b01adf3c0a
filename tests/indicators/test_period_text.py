"""Periods read from the names people write, and refused where the name is not clear."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.choices import Basis
from indicators.periods import (
    Period,
    PeriodError,
    YearType,
    add_months,
    first_of_month,
    last_day,
    month_index,
    parse_period,
    parse_period_with_notes,
)

LABELS = [
    ("P1", "Rolling 12 months January 2017", None, "2016-02-01", "2017-01-31", "rolling_12_months"),
    ("P1", "Rolling 12 months January 17", None, "2016-02-01", "2017-01-31", "rolling_12_months"),
    ("P2", "Rolling 12 months Sept 16", None, "2015-10-01", "2016-09-30", "rolling_12_months"),
    ("P5", "Jan-17", None, "2017-01-01", "2017-01-31", "month"),
    ("P5", "January 17", None, "2017-01-01", "2017-01-31", "month"),
    ("P6", "last 3 months ending January 2017", None, "2016-11-01", "2017-01-31", "last_3_months"),
    ("P7", "YTD January 17", None, "2016-04-01", "2017-01-31", "year_to_date"),
    ("P8", "YTD 31 st December 2016", None, "2016-04-01", "2016-12-31", "year_to_date"),
    ("P9", "31 st March 2016", None, "2016-03-31", "2016-03-31", "snapshot"),
    ("P9", "as at 30/01/2017", None, "2017-01-30", "2017-01-30", "snapshot"),
    ("P10", "2016/17", "financial", "2016-04-01", "2017-03-31", "year"),
    ("P10", "16/17", "financial", "2016-04-01", "2017-03-31", "year"),
    ("P10", "2016/7", "financial", "2016-04-01", "2017-03-31", "year"),
    ("P10", "2016/17", "academic", "2016-09-01", "2017-08-31", "year"),
    ("P10", "16/17", "academic", "2016-09-01", "2017-08-31", "year"),
    ("P10", "2016/7", "academic", "2016-09-01", "2017-08-31", "year"),
    ("P13", "201718", "academic", "2017-09-01", "2018-08-31", "year"),
    ("P21", "10 th Jan 16", None, "2016-01-10", "2016-01-10", "snapshot"),
    ("year", "2016-17", "financial", "2016-04-01", "2017-03-31", "year"),
    ("year", "2016 – 17", "financial", "2016-04-01", "2017-03-31", "year"),
    ("year", "2016/2017", "financial", "2016-04-01", "2017-03-31", "year"),
    ("year", "1999/00", "financial", "1999-04-01", "2000-03-31", "year"),
    ("year", "FY 2016/17", None, "2016-04-01", "2017-03-31", "year"),
    ("year", "FY16/17", None, "2016-04-01", "2017-03-31", "year"),
    ("year", "2016/17 academic year", None, "2016-09-01", "2017-08-31", "year"),
    ("year", "2016", "calendar", "2016-01-01", "2016-12-31", "year"),
    ("year", "Calendar year 2016", None, "2016-01-01", "2016-12-31", "year"),
    ("year", "Reporting year 2025", None, "2024-04-01", "2025-03-31", "year"),
    ("year", "2006/07 to 2008/09", "financial", "2006-04-01", "2009-03-31", "year"),
    ("year", "year ending 31 March 2017", None, "2016-04-01", "2017-03-31", "year"),
    ("year", "April 2016 - March 2017", None, "2016-04-01", "2017-03-31", "year"),
    ("year", "01/04/2016 - 31/03/2017", None, "2016-04-01", "2017-03-31", "year"),
    ("quarter", "Q2 2016/17", "financial", "2016-07-01", "2016-09-30", "quarter"),
    ("quarter", "Q2 16/17", "financial", "2016-07-01", "2016-09-30", "quarter"),
    ("quarter", "2016/17 Q4", "financial", "2017-01-01", "2017-03-31", "quarter"),
    ("quarter", "quarter 4 of 2016/17", "financial", "2017-01-01", "2017-03-31", "quarter"),
    ("quarter", "Q2 FY 2016/17", None, "2016-07-01", "2016-09-30", "quarter"),
    ("quarter", "Q1 2016", "calendar", "2016-01-01", "2016-03-31", "quarter"),
    ("quarter", "the quarter to December 2016", None, "2016-10-01", "2016-12-31", "quarter"),
    ("quarter", "Oct-Dec 2016", None, "2016-10-01", "2016-12-31", "quarter"),
    ("cumulative", "2006/07 Q1-Q3", "financial", "2006-04-01", "2006-12-31", "year_to_date"),
    ("cumulative", "Q1 to Q2 2016/17", "financial", "2016-04-01", "2016-09-30", "year_to_date"),
    ("month", "January 2017", None, "2017-01-01", "2017-01-31", "month"),
    ("month", "Jan ’17", None, "2017-01-01", "2017-01-31", "month"),
    ("month", "01/2017", None, "2017-01-01", "2017-01-31", "month"),
    ("window", "12-month rolling to Jan-17", None, "2016-02-01", "2017-01-31", "rolling_12_months"),
    ("window", "rolling year to Jan 17", None, "2016-02-01", "2017-01-31", "rolling_12_months"),
    ("window", "Feb 2016 to Jan 2017", None, "2016-02-01", "2017-01-31", "rolling_12_months"),
    ("window", "three months ended 31 May 2016", None, "2016-03-01", "2016-05-31", "last_3_months"),
    ("ytd", "YTD January 17", "academic", "2016-09-01", "2017-01-31", "year_to_date"),
    ("ytd", "year to date to 10 January 2017", None, "2016-04-01", "2017-01-10", "year_to_date"),
    ("ytd", "September 2016 - May 2017", "academic", "2016-09-01", "2017-05-31", "year_to_date"),
    ("day", "as at end of March 2016", None, "2016-03-31", "2016-03-31", "snapshot"),
    ("day", "on 31-Jan-17", None, "2017-01-31", "2017-01-31", "snapshot"),
    ("day", "2017-01-31", None, "2017-01-31", "2017-01-31", "snapshot"),
    ("day", "30.1.17", None, "2017-01-30", "2017-01-30", "snapshot"),
]


@pytest.mark.parametrize(
    ("text", "year_type", "start", "end", "basis"),
    [pytest.param(*row, id=f"{name}: {row[0]}") for name, *row in LABELS],
)
def test_a_label_is_read_as_the_days_it_means(text, year_type, start, end, basis):
    period = parse_period(text, year_type)

    assert (str(period.start), str(period.end), period.basis) == (start, end, basis)
    assert isinstance(period.basis, Basis)


@pytest.mark.parametrize(
    ("text", "year_type", "reason"),
    [
        pytest.param(
            "2016/17", None, "may be a financial or an academic year", id="P10: no year type"
        ),
        ("Q2 2016/17", None, "may be a financial or an academic year"),
        pytest.param("Q2 206/17", "financial", "“206/17” is not a year", id="P12: financial"),
        pytest.param("Q2 206/17", None, "“206/17” is not a year", id="P12: no year type"),
        pytest.param("201619", "academic", "after 2016 comes 2017", id="P13: 201619"),
        ("2016/18", "financial", "after 2016 comes 2017"),
        ("2016", None, "does not say which kind of year"),
        ("2016", "financial", "starts or ends in it. Write 2015/16 or 2016/17"),
        ("2016/17", "calendar", "a calendar year is one"),
        ("reporting year 2016/17", None, "not a reporting year"),
        ("2016/17", "fiscal", "Write financial, academic or calendar"),
        ("financial year", None, "does not say which year"),
        ("31 February 2017", None, "There is no 31 February 2017"),
        ("29 February 2017", None, "There is no 29 February 2017"),
        ("0 January 2017", None, "There is no 0 January 2017"),
        ("30/13/2017", None, "There is no month 13"),
        ("13/2017", None, "There is no month 13"),
        ("Janury 2017", None, "“janury” is not a month"),
        ("January 1217", None, "1217 is not a likely year"),
        ("2017-01", None, "or a month by its name"),
        ("March 2017 to January 2017", None, "ends before it starts"),
        ("November to January 2017", None, "ends before it starts"),
        ("2016/17 to 2014/15", "financial", "ends before it starts"),
        ("May to September 2016", None, "a year to date starts in April"),
        ("3 January 2017 to 10 January 2017", None, "neither a month"),
        ("6 months to January 2017", None, "no kind of period that values are kept for"),
        ("quarter to 10 January 2017", None, "a quarter runs to the end of a month"),
        ("Q5 2016/17", "financial", "beyond the four"),
        ("Q2", "financial", "does not say which year"),
        ("Q2-Q3 2016/17", "financial", "starts with quarter 1"),
        ("February to May 2016 YTD", None, "runs from the first day of a year"),
        ("April 2015 to June 2016 YTD", None, "runs from the first day of a year"),
        ("academic year to date, April to June 2016", None, "not start with the academic year"),
        ("academic year January 2017", None, "is not a year"),
        ("as at March 2016", None, "does not name a day"),
        ("YTD", None, "is not a month or a day"),
        ("January to March", None, "“march” is not a month or a day"),
        ("3 to 10 January 2017", None, "“3” is not a month or a day"),
        ("latest", None, "does not name a period"),
        ("Police data", None, "no period here"),
        (" ", None, "no period here"),
        ("January 2017 " * 20, None, "too long"),
    ],
)
def test_what_is_ambiguous_or_cannot_be_is_refused_with_its_reason(text, year_type, reason):
    with pytest.raises(PeriodError) as refusal:
        parse_period(text, year_type)

    assert reason in str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_an_ambiguous_year_is_refused_with_what_to_write_instead():
    with pytest.raises(PeriodError) as refusal:
        parse_period("16/17")

    assert str(refusal.value) == (
        "“16/17” may be a financial or an academic year. Write “financial year 2016/17” or "
        "“academic year 2016/17”, or set the year type."
    )


def test_p4_a_number_of_months_that_is_assumed_is_said():
    period, notes = parse_period_with_notes("Police data rolling months to December 2016")

    assert period == Period(date(2016, 1, 1), date(2016, 12, 31), Basis.ROLLING_12_MONTHS)
    assert notes == (
        "The label does not say how many rolling months: 12 are assumed.",
        "“police data” is not part of the period and was left out.",
    )


def test_a_label_that_marks_its_value_provisional_is_read_and_says_so():
    period, notes = parse_period_with_notes("2016/17 (provisional)", YearType.FINANCIAL)

    assert period.label() == "financial year 2016/17"
    assert notes == ("The label marks the value as provisional.",)


def test_a_clear_label_leaves_nothing_to_say():
    assert parse_period_with_notes("January 2017")[1] == ()


def test_two_digits_are_a_year_from_1950_to_2049():
    assert parse_period("January 49").end == date(2049, 1, 31)
    assert parse_period("January 50").end == date(1950, 1, 31)


FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)  # that labels may have


@st.composite
def _whole(draw, months):
    end = draw(st.integers(month_index(FIRST_DAY) + months - 1, month_index(LAST_DAY)))
    return first_of_month(end - months + 1), _end_of_month(first_of_month(end))


def _end_of_month(day):
    return last_day(day.year, day.month)


@st.composite
def _to_a_day(draw, months):
    end = draw(st.dates(date(1955, 1, 1), LAST_DAY))
    return add_months(end, -months) + timedelta(days=1), end


@st.composite
def _years_to_date(draw):
    end = draw(st.dates(date(1952, 1, 1), LAST_DAY))
    start = draw(st.sampled_from(YearType)).first_day(end)
    return start, _end_of_month(end) if end == start or draw(st.booleans()) else end


def _of(basis, *spans):
    return st.one_of(*spans).map(lambda span: Period(*span, basis))


DAYS = st.dates(FIRST_DAY, LAST_DAY)
PERIODS = {
    Basis.SNAPSHOT: _of(Basis.SNAPSHOT, DAYS.map(lambda day: (day, day))),
    Basis.MONTH: _of(Basis.MONTH, _whole(1)),
    Basis.QUARTER: _of(Basis.QUARTER, _whole(3)),
    Basis.LAST_3_MONTHS: _of(Basis.LAST_3_MONTHS, _whole(3), _to_a_day(3)),
    Basis.ROLLING_12_MONTHS: _of(Basis.ROLLING_12_MONTHS, _whole(12), _to_a_day(12)),
    Basis.YEAR_TO_DATE: _of(Basis.YEAR_TO_DATE, _years_to_date()),
    Basis.YEAR: _of(Basis.YEAR, _whole(12), _whole(36), _to_a_day(12), _to_a_day(36)),
}


@pytest.mark.parametrize("basis", Basis)
@given(data=st.data(), short=st.booleans(), year_type=st.sampled_from([None, *YearType]))
def test_the_name_of_a_period_is_read_back_as_that_period(basis, data, short, year_type):
    period = data.draw(PERIODS[basis])
    if basis == Basis.YEAR_TO_DATE:  # unless the name says so, of the year type that is set
        year_type = None

    assert parse_period(period.label(short=short), year_type) == period
    assert parse_period(period.phrase(), year_type) == period


WORDS = """
    rolling last 0 3 12 999 months years quarter q1 q9 to - / ending ytd year financial academic
    calendar reporting fy at as end of 31 st january feb sept foo 2016 2016/17 16/17 206/17 99
    0000 9999 2100 1950 30/01/2017 31/02/2017 00/00/0000 2017-02-30 provisional data ² ٣
"""
LISTS = st.lists(st.sampled_from(WORDS.split()), max_size=8)


@example("Q٣ ٢٠١٦/١٧", None)
@example("999 years to January 1950", None)
@example("12 months to January 1950", None)
@given(st.text() | LISTS.map(" ".join) | LISTS.map("".join), st.sampled_from([None, *YearType]))
def test_no_text_raises_anything_but_a_period_error(text, year_type):
    with suppress(PeriodError):
        period = parse_period(text, year_type)
        assert period.start <= period.end


@given(LISTS.map(" ".join), st.sampled_from([None, *YearType]))
def test_whatever_is_read_is_named_so_that_it_is_read_again(text, year_type):
    with suppress(PeriodError):
        period = parse_period(text, year_type)
        assert _read_again(period) == period


def _read_again(period):
    try:
        return parse_period(period.label())
    except PeriodError as error:
        pytest.fail(f"{period.label()} is refused: {error}")
