"""Due days of rounds, with England's bank holidays."""

from datetime import date

import pytest

from programmes.choices import ReportFrequency
from programmes.models import ReportingSchedule
from programmes.round import dates

MONTHLY, QUARTERLY = ReportFrequency.MONTHLY, ReportFrequency.QUARTERLY
TUESDAY = date(2017, 2, 21)


def schedule(working_day=10, frequency=MONTHLY):
    return ReportingSchedule(frequency=frequency, due_working_day=working_day)


@pytest.mark.parametrize(
    ("period_end", "opens"),
    [
        (date(2017, 1, 31), date(2017, 2, 1)),
        (date(2017, 3, 31), date(2017, 4, 3)),  # ends on a Friday
        (date(2016, 12, 31), date(2017, 1, 3)),  # the bank holiday of a new year on a Sunday
    ],
)
def test_a_round_opens_on_the_first_working_day_after_its_period(period_end, opens):
    assert dates.opens_on(period_end) == opens


@pytest.mark.parametrize(
    ("period_end", "working_day", "due"),
    [
        (date(2017, 1, 31), 1, date(2017, 2, 1)),
        (date(2017, 1, 31), 15, date(2017, 2, 21)),
        (date(2017, 3, 31), 10, date(2017, 4, 18)),  # Good Friday and Easter Monday between
        (date(2017, 4, 30), 1, date(2017, 5, 2)),  # the early May bank holiday
        (date(2022, 8, 31), 14, date(2022, 9, 21)),  # the day of the funeral was a bank holiday
    ],
)
def test_a_report_is_due_on_a_working_day_after_its_period(period_end, working_day, due):
    assert dates.due_on(schedule(working_day), period_end) == due


@pytest.mark.parametrize(
    ("frequency", "today", "newest"),
    [
        (MONTHLY, date(2017, 2, 1), date(2017, 1, 31)),
        (MONTHLY, date(2017, 1, 31), date(2016, 12, 31)),
        (MONTHLY, date(2017, 1, 2), date(2016, 11, 30)),  # a bank holiday: not open yet
        (MONTHLY, date(2017, 1, 3), date(2016, 12, 31)),
        (QUARTERLY, date(2017, 2, 28), date(2016, 12, 31)),
        (QUARTERLY, date(2017, 4, 2), date(2016, 12, 31)),  # a Sunday
        (QUARTERLY, date(2017, 4, 3), date(2017, 3, 31)),
    ],
)
def test_the_newest_round_is_the_one_whose_first_working_day_has_come(frequency, today, newest):
    assert dates.newest_period_end(frequency, today) == newest


@pytest.mark.parametrize(
    ("frequency", "end", "following"),
    [
        (MONTHLY, date(2016, 12, 31), date(2017, 1, 31)),
        (MONTHLY, date(2024, 1, 31), date(2024, 2, 29)),
        (QUARTERLY, date(2016, 12, 31), date(2017, 3, 31)),
        (QUARTERLY, date(2017, 1, 31), date(2017, 6, 30)),  # part of a quarter is no period
    ],
)
def test_the_next_period_is_the_first_whole_one(frequency, end, following):
    assert dates.next_period_end(frequency, end) == following


def test_the_first_round_of_a_new_schedule_is_not_born_late():
    january = date(2017, 1, 31)

    assert dates.due_when_opened(schedule(), january, date(2017, 2, 1)) == date(2017, 2, 14)
    assert dates.due_when_opened(schedule(), january, date(2017, 2, 14)) == date(2017, 2, 14)
    assert dates.due_when_opened(schedule(), january, date(2017, 2, 15)) == date(2017, 2, 22)


@pytest.mark.parametrize(
    ("due", "again"),
    [
        (TUESDAY, date(2017, 2, 27)),
        (date(2017, 3, 15), date(2017, 3, 15)),
        (None, date(2017, 2, 27)),
    ],
)
def test_a_returned_report_has_three_working_days_or_what_it_had_left(due, again):
    assert dates.due_after_return(due, date(2017, 2, 22)) == again


@pytest.mark.parametrize(
    ("grace", "late"),
    [(0, date(2017, 2, 22)), (3, date(2017, 2, 25)), (4, date(2017, 2, 28))],
)
def test_a_report_is_late_once_the_working_days_of_grace_are_over(grace, late):
    assert dates.late_from(TUESDAY, grace) == late


def test_people_are_reminded_before_on_and_after_the_due_day_but_not_at_weekends():
    reminded = [day for day in range(10, 29) if dates.is_reminder_day(TUESDAY, date(2017, 2, day))]

    assert reminded == [14, 20, 21, 22, 23, 24, 27, 28]


def test_a_due_day_that_somebody_put_on_a_saturday_is_reminded_of_all_the_same():
    saturday = date(2017, 2, 25)

    assert dates.is_reminder_day(saturday, saturday)
    assert dates.is_reminder_day(saturday, date(2017, 2, 24))
    assert not dates.is_reminder_day(saturday, date(2017, 2, 26))
