"""Periods as Explore Education Statistics and Fingertips write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import (
    PeriodError,
    YearType,
    parse_ees_api_period,
    parse_ees_period,
    parse_fingertips_period,
)


@pytest.mark.parametrize(
    ("time_period", "identifier", "start", "end", "basis"),
    [
        pytest.param(
            "201718", "Academic year", "2017-09-01", "2018-08-31", "year", id="P13: 201718"
        ),
        ("2025", "Reporting year", "2024-04-01", "2025-03-31", "year"),
        ("2025", "Calendar year", "2025-01-01", "2025-12-31", "year"),
        ("202425", "Financial Year", "2024-04-01", "2025-03-31", "year"),
        ("2024", "Financial year", "2024-04-01", "2025-03-31", "year"),
        ("199900", "Academic year", "1999-09-01", "2000-08-31", "year"),
        ("201617", "Financial year Q2", "2016-07-01", "2016-09-30", "quarter"),
        ("201617", "Financial year Q1-Q2", "2016-04-01", "2016-09-30", "year_to_date"),
        ("2016", "Calendar year Q4", "2016-10-01", "2016-12-31", "quarter"),
        ("2016", "January", "2016-01-01", "2016-01-31", "month"),
        ("201617", "Tax year", "2016-04-06", "2017-04-05", "year"),
    ],
)
def test_a_row_of_an_ees_file_is_read(time_period, identifier, start, end, basis):
    period = parse_ees_period(time_period, identifier)

    assert (str(period.start), str(period.end), period.basis) == (start, end, basis)


@pytest.mark.parametrize(
    ("time_period", "identifier", "reason"),
    [
        pytest.param("201619", "Academic year", "after 2016 comes 2017", id="P13: 201619"),
        ("2016/17", "Academic year", "has 4 digits, or 6"),
        ("20167", "Academic year", "has 4 digits, or 6"),
        ("202425", "Reporting year", "not a reporting year"),
        ("202425", "Calendar year", "a calendar year is one"),
        ("202425", "January", "does not name a period"),
        ("201617", "Autumn term", "fixed first and last day"),
        ("2025", "Week 12", "fixed first and last day"),
        ("201617", "Financial year Q2-Q3", "starts with quarter 1"),
        ("201617", "Tax year Q1", "fixed first and last day"),
        ("201617", "", "fixed first and last day"),
    ],
)
def test_a_row_of_an_ees_file_is_refused_with_its_reason(time_period, identifier, reason):
    with pytest.raises(PeriodError, match=reason):
        parse_ees_period(time_period, identifier)


@pytest.mark.parametrize(
    ("code", "period", "start", "end", "basis"),
    [
        pytest.param(
            "FYQ1Q2", "2016/2017", "2016-04-01", "2016-09-30", "year_to_date", id="P15: FYQ1Q2"
        ),
        ("AY", "2022/2023", "2022-09-01", "2023-08-31", "year"),
        ("AYQ1", "2024", "2024-09-01", "2024-11-30", "quarter"),
        ("FYQ4", "2016/2017", "2017-01-01", "2017-03-31", "quarter"),
        ("CY", "2021", "2021-01-01", "2021-12-31", "year"),
        ("RY", "2025", "2024-04-01", "2025-03-31", "year"),
        ("M12", "2021", "2021-12-01", "2021-12-31", "month"),
        ("TY", "2016/2017", "2016-04-06", "2017-04-05", "year"),
    ],
)
def test_a_period_of_the_ees_api_is_read(code, period, start, end, basis):
    found = parse_ees_api_period(code, period)

    assert (str(found.start), str(found.end), found.basis) == (start, end, basis)


@pytest.mark.parametrize(
    ("code", "period", "reason"),
    [
        ("AY", "2016/2018", "after 2016 comes 2017"),
        ("AY", "201617", "like 2025 or 2016/2017"),
        ("RY", "2024/2025", "not a reporting year"),
        ("M13", "2025", "fixed first and last day"),
        ("T1", "2016/2017", "fixed first and last day"),
        ("HT6", "2016/2017", "fixed first and last day"),
        ("FYQ5", "2016/2017", "fixed first and last day"),
    ],
)
def test_a_period_of_the_ees_api_is_refused_with_its_reason(code, period, reason):
    with pytest.raises(PeriodError, match=reason):
        parse_ees_api_period(code, period)


def test_a_position_in_a_reporting_year_is_one_on_its_last_day():
    in_file = parse_ees_period("2025", "Reporting year", position=True)

    assert in_file.label() == "at 31 March 2025"
    assert in_file.basis == "snapshot"
    assert in_file == parse_ees_api_period("RY", "2025", position=True)


@pytest.mark.parametrize(
    ("text", "year_type", "start", "end", "basis"),
    [
        pytest.param(text, *row, id=f"{name}: {text}")
        for name, text, *row in [
            (
                "P16",
                "2006/07 Q3 - 2007/08 Q2",
                None,
                "2006-10-01",
                "2007-09-30",
                "rolling_12_months",
            ),
            ("P17", "Feb 2009 - Jan 2010", None, "2009-02-01", "2010-01-31", "rolling_12_months"),
            ("P18", "2006 - 08", None, "2006-01-01", "2008-12-31", "year"),
            ("P18", "2006/07 - 08/09", "financial", "2006-04-01", "2009-03-31", "year"),
            ("academic", "2006/07 - 08/09", "academic", "2006-09-01", "2009-08-31", "year"),
            ("century", "1999 - 01", None, "1999-01-01", "2001-12-31", "year"),
            ("year", "2006", None, "2006-01-01", "2006-12-31", "year"),
            ("year", "2006", "calendar", "2006-01-01", "2006-12-31", "year"),
            ("year", "2006/07", "financial", "2006-04-01", "2007-03-31", "year"),
            ("year", "2006/07", "academic", "2006-09-01", "2007-08-31", "year"),
            ("quarter", "2006 Q4", None, "2006-10-01", "2006-12-31", "quarter"),
            ("quarter", "2006/07 Q1", "financial", "2006-04-01", "2006-06-30", "quarter"),
            ("quarters", "2006/07 Q1-Q3", "financial", "2006-04-01", "2006-12-31", "year_to_date"),
            ("rolling", "2006 Q2 - 2007 Q1", None, "2006-04-01", "2007-03-31", "rolling_12_months"),
            ("pooled", "2006/07 Q2 - 2009/10 Q1", None, "2006-07-01", "2009-06-30", "year"),
            ("pooled", "Aug 2006 - Jul 2009", None, "2006-08-01", "2009-07-31", "year"),
            ("month", "Jan 2009", None, "2009-01-01", "2009-01-31", "month"),
            (
                "rolling",
                "Jan 2009 - Dec 2009",
                None,
                "2009-01-01",
                "2009-12-31",
                "rolling_12_months",
            ),
        ]
    ],
)
def test_a_fingertips_label_is_read(text, year_type, start, end, basis):
    period = parse_fingertips_period(text, year_type)

    assert (str(period.start), str(period.end), period.basis) == (start, end, basis)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2006/07", "may be a financial or an academic year"),
        ("2006/07 - 08/09", "may be a financial or an academic year"),
        ("2006/08 - 08/09", "after 2006 comes 2007"),
        ("2013/14 Q1 - 2014/15 Q1", "not of 12 months"),
        ("Jan 2010 - Dec 2009", "not of 12 months"),
        ("2006/07 Q3 - 2007 Q2", "starts or ends in it"),
        ("13 2009", "is not a year"),
    ],
)
def test_a_fingertips_label_is_refused_with_its_reason(text, reason):
    with pytest.raises(PeriodError, match=reason):
        parse_fingertips_period(text)


PARTS = "2006 2006/07 08 08/09 - q1 q3 q1-q2 jan feb 2010 0000 9999 2099 academic year"
TEXTS = st.text() | st.lists(st.sampled_from(PARTS.split()), max_size=5).map(" ".join)
NUMBERS = TEXTS | st.from_regex(r"[0-9]{4}(/?[0-9]{2}){0,2}", fullmatch=True)
CODES = "AY CY FY RY TY M1 M13 AYQ1 FYQ1Q4 CYQ2Q3 T1 HT5 EOM"
IDENTIFIERS = st.sampled_from(["Academic year", "Tax year", "May", "Calendar year Q1-Q4"])


@given(TEXTS, st.sampled_from([None, *YearType]))
def test_no_fingertips_text_raises_anything_but_a_period_error(text, year_type):
    _read(parse_fingertips_period, text, year_type)


@given(NUMBERS, TEXTS | IDENTIFIERS)
def test_no_ees_row_raises_anything_but_a_period_error(time_period, identifier):
    _read(parse_ees_period, time_period, identifier)


@given(TEXTS | st.sampled_from(CODES.split()), NUMBERS)
def test_no_ees_result_raises_anything_but_a_period_error(code, period):
    _read(parse_ees_api_period, code, period)


def _read(parse, *texts):
    with suppress(PeriodError):
        period = parse(*texts)
        assert period.start <= period.end
