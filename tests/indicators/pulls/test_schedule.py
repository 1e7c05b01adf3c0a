from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from indicators.choices import Schedule, Weekday
from indicators.pulls.schedule import move_due_date
from tests.factories import SourceFactory

MONDAYS = {"schedule": Schedule.WEEKLY, "weekday": Weekday.MONDAY}


def at(month, day, hour):
    return datetime(2017, month, day, hour, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("schedule", "due", "retry", "expected"),
    [
        (MONDAYS, at(2, 6, 6), False, at(2, 13, 6)),
        (MONDAYS, at(2, 6, 6), True, at(2, 6, 8)),
        (MONDAYS, at(1, 2, 6), False, at(2, 13, 6)),  # those that were missed are passed over
        (MONDAYS, at(2, 9, 6), False, at(2, 9, 6)),  # pulled by hand before its time
        (MONDAYS, at(2, 9, 6), True, at(2, 9, 6)),
        ({}, at(2, 6, 6), False, None),  # due once
        ({}, at(2, 6, 6), True, at(2, 6, 8)),
        ({}, None, True, None),
    ],
)
def test_the_due_date_after_a_pull(schedule, due, retry, expected):
    source = SourceFactory(**schedule)
    source.next_due_at = due
    source.save()

    move_due_date(source.pk, at(2, 6, 7), retry=retry)

    source.refresh_from_db()
    assert source.next_due_at == expected
