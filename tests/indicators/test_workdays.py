"""Schedules: days that hold for every year, and the properties that no year may break."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from indicators.choices import Schedule, Weekday
from indicators.workdays import (
    LONDON,
    Timetable,
    is_working_day,
    next_due,
    nth_working_day,
    working_day_from,
)

DAILY = Timetable(Schedule.DAILY)
MOMENTS = st.datetimes(
    datetime(2012, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2045, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
TIMES = st.times().map(lambda time: time.replace(microsecond=0))
WORKING = st.one_of(
    st.builds(Timetable, st.just(Schedule.MONTHLY), st.none(), st.integers(1, 20), TIMES),
    st.builds(Timetable, st.just(Schedule.QUARTERLY), st.none(), st.integers(1, 60), TIMES),
)
TIMETABLES = st.one_of(
    st.builds(Timetable, st.just(Schedule.DAILY), at=TIMES),
    st.builds(Timetable, st.just(Schedule.WEEKLY), st.sampled_from(Weekday), at=TIMES),
    WORKING,
)
CLOCKS_GO_FORWARD = datetime(2017, 3, 26, 0, 30, tzinfo=UTC)
CLOCKS_GO_BACK = datetime(2017, 10, 29, 0, 30, tzinfo=UTC)
IN_THE_HOUR = Timetable(Schedule.DAILY, at=time(1, 30))

unhurried = settings(deadline=None)  # the first look at a year works its holidays out


def local(*parts):
    return datetime(*parts, tzinfo=LONDON)


def test_working_days_are_those_that_the_government_publishes():
    official = BankHolidays(use_cached_holidays=True)
    published = official.get_holidays(division=official.ENGLAND_AND_WALES)
    first, last = published[0]["date"], published[-1]["date"]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    assert len(days) > 5000
    assert [
        day for day in days if is_working_day(day) != official.is_work_day(day, "england-and-wales")
    ] == []


@pytest.mark.parametrize(
    ("first", "number", "expected"),
    [
        (date(2017, 2, 1), 1, date(2017, 2, 1)),
        (date(2017, 1, 1), 1, date(2017, 1, 3)),  # Sunday, and its substitute on Monday
        (date(2017, 4, 1), 10, date(2017, 4, 18)),  # over Easter
        (date(2016, 12, 1), 18, date(2016, 12, 28)),  # over Christmas
        (date(2020, 5, 1), 6, date(2020, 5, 11)),  # the bank holiday moved to a Friday that year
        (date(2023, 5, 1), 5, date(2023, 5, 9)),  # the coronation
    ],
)
def test_the_working_day_of_a_number(first, number, expected):
    assert nth_working_day(first, number) == expected


def test_a_working_day_is_itself_the_first():
    assert working_day_from(date(2017, 4, 14)) == date(2017, 4, 18)
    assert working_day_from(date(2017, 4, 18)) == date(2017, 4, 18)


@pytest.mark.parametrize(
    ("timetable", "now", "expected"),
    [
        (DAILY, local(2017, 2, 6, 5), local(2017, 2, 6, 6)),
        (DAILY, local(2017, 2, 6, 6), local(2017, 2, 7, 6)),
        (DAILY, local(2016, 12, 24, 7), local(2016, 12, 25, 6)),  # Christmas too
        (Timetable(Schedule.WEEKLY, Weekday.MONDAY), local(2017, 2, 6, 7), local(2017, 2, 13, 6)),
        # Good Friday is put off to Tuesday, and the week after is itself again.
        (Timetable(Schedule.WEEKLY, Weekday.FRIDAY), local(2017, 4, 8, 7), local(2017, 4, 18, 6)),
        (Timetable(Schedule.WEEKLY, Weekday.FRIDAY), local(2017, 4, 18, 7), local(2017, 4, 21, 6)),
        (Timetable(Schedule.MONTHLY, None, 10), local(2017, 2, 6, 7), local(2017, 2, 14, 6)),
        (Timetable(Schedule.MONTHLY, None, 10), local(2017, 2, 14, 7), local(2017, 3, 14, 6)),
        (Timetable(Schedule.MONTHLY, None, 1), local(2017, 12, 5, 7), local(2018, 1, 2, 6)),
        (Timetable(Schedule.QUARTERLY, None, 15), local(2017, 2, 6, 7), local(2017, 4, 25, 6)),
        (Timetable(Schedule.QUARTERLY, None, 60), local(2017, 2, 6, 7), local(2017, 3, 27, 6)),
        (Timetable(Schedule.DAILY, at=time(17, 45)), local(2017, 7, 1), local(2017, 7, 1, 17, 45)),
    ],
)
def test_when_a_source_is_next_due(timetable, now, expected):
    assert next_due(timetable, now) == expected


def test_a_source_without_a_schedule_is_never_due():
    assert next_due(Timetable(Schedule.WHEN_ASKED), local(2017, 2, 6)) is None


@unhurried
@given(TIMETABLES, MOMENTS)
@example(IN_THE_HOUR, CLOCKS_GO_FORWARD)
@example(IN_THE_HOUR, CLOCKS_GO_BACK)
@example(IN_THE_HOUR, CLOCKS_GO_BACK + timedelta(hours=1))
def test_the_next_date_is_always_to_come(timetable, now):
    assert next_due(timetable, now) > now


@unhurried
@given(TIMETABLES, MOMENTS)
@example(IN_THE_HOUR, CLOCKS_GO_FORWARD)
@example(IN_THE_HOUR, CLOCKS_GO_BACK)
def test_no_date_is_passed_over(timetable, now):
    """Asked at any moment before it is due, the answer is the same."""
    due = next_due(timetable, now)

    assert next_due(timetable, due - timedelta(microseconds=1)) == due
    assert next_due(timetable, now + (due - now) / 2) == due


@unhurried
@given(TIMETABLES, MOMENTS)
def test_the_time_of_day_stays_when_the_clocks_change(timetable, now):
    due = next_due(timetable, now).astimezone(LONDON)
    clocks_leave_it_out = due.date().month == 3 and timetable.at.hour == 1

    assume(not clocks_leave_it_out)
    assert due.time() == timetable.at


@unhurried
@given(WORKING, MOMENTS)
def test_a_working_day_is_neither_at_the_weekend_nor_a_holiday(timetable, now):
    assert is_working_day(next_due(timetable, now).astimezone(LONDON).date())


@unhurried
@given(st.integers(1, 18), MOMENTS)
def test_a_monthly_schedule_falls_once_in_every_month(working_day, now):
    timetable = Timetable(Schedule.MONTHLY, None, working_day)
    due = next_due(timetable, now).astimezone(LONDON)
    following = next_due(timetable, due).astimezone(LONDON)

    assert (following.year * 12 + following.month) - (due.year * 12 + due.month) == 1


@unhurried
@given(st.integers(1, 40), MOMENTS)
def test_a_quarterly_schedule_falls_once_in_every_quarter(working_day, now):
    timetable = Timetable(Schedule.QUARTERLY, None, working_day)
    dues = [next_due(timetable, now)]
    for _ in range(4):
        dues.append(next_due(timetable, dues[-1]))

    quarters = [due.year * 4 + (due.month - 1) // 3 for due in dues]
    assert quarters == list(range(quarters[0], quarters[0] + 5))


@unhurried
@given(st.sampled_from(Weekday), MOMENTS)
def test_a_weekly_schedule_is_put_off_only_by_bank_holidays(weekday, now):
    day = next_due(Timetable(Schedule.WEEKLY, weekday), now).astimezone(LONDON).date()

    planned = day - timedelta(days=(day.weekday() - weekday) % 7)
    assert day == planned or (is_working_day(day) and not is_working_day(planned))


@pytest.mark.parametrize(
    ("timetable", "words"),
    [
        (Timetable(Schedule.WHEN_ASKED), "when asked"),
        (DAILY, "every day"),
        (Timetable(Schedule.WEEKLY, Weekday.WEDNESDAY), "every Wednesday"),
        (Timetable(Schedule.MONTHLY, None, 10), "working day 10"),
        (Timetable(Schedule.QUARTERLY, None, 15), "working day 15 after the quarter"),
    ],
)
def test_a_schedule_in_words(timetable, words):
    assert str(timetable) == words
