"""Days on which the council works otherwise than England: the rules, the rows, the admin."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from indicators.choices import Schedule, Weekday
from indicators.models import ClosedDay
from indicators.models.closed_day import calendar_column, calendar_in, current_calendar
from indicators.workdays import (
    ENGLAND,
    Calendar,
    Timetable,
    bank_holidays,
    is_working_day,
    next_due,
    nth_working_day,
)
from programmes.models import Programme, Report
from programmes.permissions import user_with_roles
from programmes.round import dates, open_due_rounds
from programmes.round.reminders import reminders_due
from tests.factories import ProgrammeFactory, SourceFactory, UserFactory
from tests.pages import text_of
from tests.round_factories import ReportingScheduleFactory

CHRISTMAS_WEEK = Calendar(closed=frozenset(date(2026, 12, day) for day in (29, 30, 31)))
WORKS_ON_MAY_DAY = Calendar(works=frozenset([date(2026, 5, 4)]))


def test_a_closed_day_is_no_working_day_and_a_bank_holiday_can_be_one():
    assert is_working_day(date(2026, 12, 29))
    assert not is_working_day(date(2026, 12, 29), CHRISTMAS_WEEK)
    assert not is_working_day(date(2026, 5, 4))
    assert is_working_day(date(2026, 5, 4), WORKS_ON_MAY_DAY)


def test_a_weekend_stays_one():
    saturday = date(2026, 5, 2)

    assert not is_working_day(saturday, Calendar(works=frozenset([saturday])))


@pytest.mark.parametrize(
    ("calendar", "day"),
    [(ENGLAND, date(2026, 12, 29)), (CHRISTMAS_WEEK, date(2027, 1, 4))],
    ids=["england", "closed"],
)
def test_working_days_are_counted_past_closed_ones(calendar, day):
    assert nth_working_day(date(2026, 12, 25), 1, calendar) == day


def test_a_weekly_pull_waits_for_the_end_of_a_long_closure():
    closed = Calendar(closed=frozenset(date(2026, 8, day) for day in range(1, 31)))
    weekly = Timetable(Schedule.WEEKLY, weekday=Weekday.MONDAY, at=time(6))

    due = next_due(weekly, datetime(2026, 8, 28, 12, tzinfo=UTC), closed)

    assert due == datetime(2026, 9, 1, 5, tzinfo=UTC)  # the 31st is a bank holiday


def test_a_round_goes_by_them():
    class Timing:
        frequency, due_working_day, grace_days = "monthly", 2, 1

    closed = Calendar(closed=frozenset([date(2017, 3, 1), date(2017, 3, 3)]))
    february = date(2017, 2, 28)

    assert dates.opens_on(february, closed) == date(2017, 3, 2)
    assert dates.newest_period_end("monthly", date(2017, 3, 1), closed) == date(2017, 1, 31)
    assert dates.due_on(Timing, february, closed) == date(2017, 3, 6)
    assert dates.late_from(date(2017, 3, 2), 1, closed) == date(2017, 3, 7)
    assert dates.due_after_return(None, date(2017, 2, 28), closed) == date(2017, 3, 7)
    assert dates.due_when_opened(Timing, february, date(2017, 3, 8), closed) == date(2017, 3, 15)
    assert not dates.is_reminder_day(date(2017, 3, 2), date(2017, 3, 3), closed)
    assert dates.is_reminder_day(date(2017, 3, 6), date(2017, 3, 2), closed)


def test_bank_holidays_follow_from_the_rule():
    names = dict(bank_holidays([2026]))

    assert names[date(2026, 4, 3)] == "Good Friday"
    assert date(2026, 12, 28) in names


@pytest.fixture
def rows(db):
    ClosedDay.objects.create(day=date(2026, 12, 29), name="Closed")
    ClosedDay.objects.create(day=date(2026, 5, 4), name="May Day", works=True)
    return Calendar(frozenset([date(2026, 12, 29)]), frozenset([date(2026, 5, 4)]))


def test_the_rows_make_a_calendar_in_one_query(rows, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert current_calendar() == rows


def test_the_calendar_comes_with_a_query_that_is_made_anyway(rows, django_assert_num_queries):
    ProgrammeFactory()
    key = UserFactory().pk

    column = Programme.objects.annotate(days=calendar_column()).get().days
    with django_assert_num_queries(1):
        user = user_with_roles(key)

    assert calendar_in(column) == user.calendar == rows
    assert calendar_in(None) == ENGLAND


@pytest.mark.django_db
def test_a_round_opens_and_reminds_by_the_days_that_are_kept():
    ClosedDay.objects.create(day=date(2017, 3, 1), name="Royal visit")
    schedule = ReportingScheduleFactory(due_working_day=1)

    assert open_due_rounds(datetime(2017, 3, 1, 9, tzinfo=UTC))[0].period_end == date(2017, 1, 31)
    [report] = open_due_rounds(datetime(2017, 3, 2, 9, tzinfo=UTC))
    assert (report.period_end, report.due_on) == (date(2017, 2, 28), date(2017, 3, 2))
    Report.objects.filter(programme=schedule.programme).update(due_on=date(2017, 2, 24))
    assert reminders_due(date(2017, 3, 1)) == []
    assert len(reminders_due(date(2017, 3, 3))) == 2


@pytest.mark.django_db
def test_a_source_falls_due_by_them(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 20, tzinfo=UTC))
    ClosedDay.objects.create(day=date(2027, 1, 4), name="Closed")

    source = SourceFactory(schedule=Schedule.MONTHLY, working_day=1, next_due_at=None)

    assert source.next_due_at == datetime(2027, 1, 5, 6, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "works", "message"),
    [
        ("26/12/2026", False, "26 December 2026 is at the weekend, when nobody works anyway."),
        ("25/12/2026", False, "25 December 2026 is a bank holiday (Christmas Day) already."),
        ("29/12/2026", True, "29 December 2026 is no bank holiday, so the council works anyway."),
        ("31/12/2026", False, "That day is listed already. Change that one."),
        ("", False, "This field is required."),
    ],
)
def test_a_day_that_changes_nothing_is_refused(keeper, day, works, message):
    ClosedDay.objects.create(day=date(2026, 12, 31), name="Closed")
    typed = {"day": day, "name": "Closed"} | ({"works": "on"} if works else {})

    response = keeper.post("/admin/indicators/closedday/add/", typed)

    assert message in text_of(response)
    assert ClosedDay.objects.count() == 1


@pytest.mark.django_db
def test_the_list_ends_with_the_bank_holidays_by_rule(keeper):
    ahead = next(
        day for day, _ in bank_holidays([timezone.localdate().year + 1]) if day.weekday() < 5
    )
    keeper.post(
        "/admin/indicators/closedday/add/",
        {"day": f"{ahead:%d/%m/%Y}", "name": "Works", "works": "on"},
    )

    response = keeper.get("/admin/indicators/closedday/")

    assert "Bank holidays in England, by rule, in the next two years" in text_of(response)
    assert [works for day, _, works in response.context["holidays"] if day == ahead] == [True]
    assert "The council works" in text_of(response)
    assert len(response.context["holidays"]) >= 15
