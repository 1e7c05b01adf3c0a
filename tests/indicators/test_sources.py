"""A source and its schedule: what may be saved, and when the source is due and silent."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from indicators.choices import Schedule, Weekday
from indicators.models import Source
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
MONDAYS = {"schedule": Schedule.WEEKLY, "weekday": Weekday.MONDAY}


@pytest.mark.parametrize(
    "columns",
    [
        {"schedule": Schedule.WEEKLY},
        {"schedule": Schedule.WEEKLY, "weekday": 7},
        {"schedule": Schedule.MONTHLY},
        {"schedule": Schedule.MONTHLY, "working_day": 0},
        {"schedule": Schedule.MONTHLY, "working_day": 21},
        {"schedule": Schedule.QUARTERLY, "working_day": 61},
        {"rejected_limit": 101},
    ],
)
def test_the_database_refuses_a_schedule_without_its_day(columns):
    source = SourceFactory()

    with pytest.raises(IntegrityError):
        Source.objects.filter(pk=source.pk).update(**columns)


@pytest.mark.parametrize(
    ("columns", "field", "message"),
    [
        ({"schedule": Schedule.WEEKLY}, "weekday", "Choose the day of the week."),
        (
            {"schedule": Schedule.MONTHLY},
            "working_day",
            "Give the working day, from 1 to 20.",
        ),
        (
            {"schedule": Schedule.QUARTERLY, "working_day": 61},
            "working_day",
            "Give the working day, from 1 to 60.",
        ),
    ],
)
def test_a_schedule_says_at_the_field_what_it_lacks(columns, field, message):
    source = SourceFactory.build(**columns)

    with pytest.raises(ValidationError) as refusal:
        source.full_clean()

    assert refusal.value.message_dict == {field: [message]}


def test_a_new_source_is_due_by_its_schedule():
    source = SourceFactory(**MONDAYS, time_of_day=time(7, 30))

    due = source.next_due_at.astimezone(LONDON)
    assert timezone.now() < due < timezone.now() + timedelta(days=12)
    assert due.time() == time(7, 30)


def test_a_new_schedule_brings_a_new_due_date():
    source = SourceFactory(schedule=Schedule.DAILY)
    first = source.next_due_at

    source.time_of_day = time(22, 59)
    source.save()
    second = source.next_due_at
    source.schedule = Schedule.WHEN_ASKED
    source.save()

    assert second != first
    assert source.next_due_at is None


def test_a_due_date_that_somebody_sets_is_kept():
    source = SourceFactory(schedule=Schedule.DAILY)
    later = timezone.now() + timedelta(days=40)

    source.next_due_at, source.time_of_day = later, time(7)
    source.save()

    source.refresh_from_db()
    assert source.next_due_at == later


def test_a_due_date_that_a_form_gives_back_without_its_parts_of_a_second_is_the_same():
    exact = timezone.now().replace(microsecond=250_000) + timedelta(hours=1)
    source = SourceFactory(schedule=Schedule.DAILY, next_due_at=exact)

    source.next_due_at, source.time_of_day = exact.replace(microsecond=0), time(7)
    source.save()

    assert source.next_due_at.astimezone(LONDON).time() == time(7)


def test_other_changes_leave_the_due_date_alone():
    due = timezone.now() - timedelta(hours=1)
    source = SourceFactory(schedule=Schedule.DAILY, next_due_at=due)

    source.name = "Warehouse"
    source.save()

    assert source.next_due_at == due


def test_a_source_is_silent_once_its_grace_is_over():
    source = SourceFactory(**MONDAYS, grace_days=3)
    success = datetime(2017, 2, 6, 6, 4, tzinfo=LONDON)  # a Monday

    assert source.silent_from(success) == datetime(2017, 2, 16, 6, tzinfo=LONDON)


def test_a_source_that_never_succeeded_is_silent_from_when_it_was_first_due():
    source = SourceFactory(schedule=Schedule.DAILY)
    Source.objects.update(created_at=datetime(2017, 2, 6, 5, tzinfo=LONDON))
    source.refresh_from_db()

    assert source.silent_from(None) == datetime(2017, 2, 8, 6, tzinfo=LONDON)


@pytest.mark.parametrize("columns", [{}, {"schedule": Schedule.DAILY, "enabled": False}])
def test_a_source_that_waits_to_be_asked_is_never_silent(columns):
    assert SourceFactory(**columns).silent_from(timezone.now()) is None
