from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from indicators.pulls.schedule import move_due_date, next_due
from tests.factories import SourceFactory

LONDON = ZoneInfo("Europe/London")


def at(month, day, hour):
    return datetime(2017, month, day, hour, tzinfo=LONDON)


def test_the_next_date_is_one_step_on():
    assert next_due(at(1, 2, 6), 7, now=at(1, 2, 7)) == at(1, 9, 6)


def test_steps_that_were_missed_are_passed_over():
    assert next_due(at(1, 2, 6), 7, now=at(1, 20, 7)) == at(1, 23, 6)


def test_the_time_of_day_stays_when_the_clocks_change():
    assert next_due(at(3, 25, 6), 1, now=at(3, 25, 7)) == at(3, 26, 6)
    assert next_due(at(3, 20, 6), 1, now=at(3, 27, 6)) == at(3, 28, 6)
    assert next_due(at(10, 20, 6), 1, now=at(10, 30, 5)) == at(10, 30, 6)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("schedule", "due", "retry", "expected"),
    [
        (7, at(1, 2, 6), False, at(1, 9, 6)),
        (7, at(1, 2, 6), True, at(1, 2, 8)),
        (7, at(1, 5, 6), False, at(1, 5, 6)),  # pulled by hand before its time
        (7, at(1, 5, 6), True, at(1, 5, 6)),
        (7, None, False, at(1, 9, 7)),  # the first pull starts the schedule
        (None, at(1, 2, 6), False, None),  # due once
        (None, at(1, 2, 6), True, at(1, 2, 8)),
        (None, None, True, None),
    ],
)
def test_the_due_date_after_a_pull(schedule, due, retry, expected):
    source = SourceFactory(schedule=schedule, next_due_at=due)

    move_due_date(source.pk, at(1, 2, 7), retry=retry)

    source.refresh_from_db()
    assert source.next_due_at == expected


@pytest.mark.django_db
def test_a_schedule_never_stands_still():
    now = at(3, 26, 0)
    for hours in range(400):
        due = now - timedelta(hours=hours)
        assert now < next_due(due, 1, now) <= now + timedelta(days=1, hours=1)
