"""Dates that cannot be, or cannot have been yet."""

from datetime import date

import pytest

from programmes.reports.checks import days
from tests.checked import blocking

PERIOD_END, REPORT_DATE = date(2017, 1, 31), date(2017, 2, 21)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Done on 31 February.", ["31 February"]),
        ("Done on 31st April 2017", ["31st April 2017"]),
        ("Done by 30 Feb, not 28 Feb", ["30 Feb"]),
        ("Done on 29 February 2017", ["29 February 2017"]),
        ("Done on 31/02/2017 or 31.2.17", ["31/02/2017", "31.2.17"]),
        ("Done on 01/13/2017", ["01/13/2017"]),
        ("Done on 29 February 2016 or 29 February", []),
        ("32 may attend, and 39 march to town", []),
        ("In years 16/17/18, section 3.14.15, version 1.2.3", []),
        ("12 months to January 2017; 45 March hares", ["45 March"]),
        ("0 Jan", ["0 Jan"]),
    ],
)
def test_a_day_that_no_calendar_has_is_found(text, found):
    assert days.impossible(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Opened in March 2107.", ["March 2107"]),
        ("Opened on 3 January 1917.", ["3 January 1917"]),
        ("Opened on 3/1/2117.", ["3/1/2117"]),
        ("The Children Act 1989, January 2015, 2100 visits", []),
    ],
)
def test_a_year_a_century_off_is_found(text, found):
    assert days.far_off(text, PERIOD_END) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The team moved in on 3 May 2017.", ["3 May 2017"]),
        ("Visits were on time in March 2017.", ["March 2017"]),
        ("The team moved in on 3 May 2107.", []),
        ("The team moved in on 20 February 2017.", []),
        ("Visits were on time in February 2017.", []),
        ("A manager is appointed and will start on 3 May 2017.", []),
        ("A manager is appointed, due in May 2017.", []),
        ("It goes to the whole county from March 2017.", []),
        ("The team moved in on 3 May.", []),
    ],
)
def test_an_achievement_after_the_report_date_is_found(text, found):
    assert list(days.not_yet(text, REPORT_DATE, PERIOD_END)) == found


def test_each_is_said_with_what_to_do():
    assert blocking("Done on 31 February.") == [
        "Correct “31 February” in achievement 1: there is no such day."
    ]
    assert blocking("Opened in March 2107.") == [
        "Correct the year of “March 2107” in achievement 1."
    ]
    assert blocking("The team moved in on 3 May 2017.") == [
        "Correct “3 May 2017” in achievement 1, or move the line to Next period: "
        "it is after the report date, 21 February 2017."
    ]


def test_only_achievements_must_have_happened():
    assert blocking("The team moved in on 3 May 2017.", "variances") == []
