from datetime import date

import pytest

from programmes.round import words

DUE = date(2017, 2, 21)
LATE_FROM = date(2017, 2, 24)  # two days of grace


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2017, 2, 16), "Due in 5 days"),
        (date(2017, 2, 20), "Due tomorrow"),
        (DUE, "Due today"),
        (date(2017, 2, 22), "1 day into grace"),
        (date(2017, 2, 24), "3 days late"),
    ],
)
def test_an_open_report_says_how_late_it_is(today, said):
    lateness = words.lateness(DUE, LATE_FROM, today, None)

    assert lateness == (said, "late" in said)


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (date(2017, 2, 20), "On time"),
        (date(2017, 2, 23), "On time"),
        (date(2017, 2, 24), "Came 3 days late"),
    ],
)
def test_a_submitted_report_says_whether_it_came_on_time(came, said):
    assert words.lateness(DUE, LATE_FROM, date(2017, 3, 1), came) == (said, False)


def test_a_report_without_a_due_day_is_never_late():
    assert words.lateness(None, None, DUE, None) == ("–", False)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2017, 2, 7), "Tuesday 21 February"),
        (date(2017, 2, 6), "21 February 2017"),
        (date(2017, 3, 7), "Tuesday 21 February"),
    ],
)
def test_a_day_has_its_weekday_within_a_fortnight(today, said):
    assert words.spoken_day(DUE, today) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [(19, "2 days ago"), (20, "yesterday"), (21, "today"), (22, "tomorrow"), (23, "in 2 days")],
)
def test_a_distance_is_said_as_people_say_it(day, said):
    assert words.distance(date(2017, 2, day), DUE) == said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2017, 2, 16), "is due on Tuesday 21 February, in 5 days"),
        (date(2017, 2, 22), "was due on Tuesday 21 February, yesterday"),
        (date(2017, 2, 25), "was due on Tuesday 21 February and is 4 days late"),
    ],
)
def test_a_letter_says_when_a_report_is_due(today, said):
    assert words.due_sentence(DUE, LATE_FROM, today) == said


def test_a_list_reads_as_a_sentence():
    assert words.listed(["one"]) == "one"
    assert words.listed(["one", "two", "three"]) == "one, two and three"
