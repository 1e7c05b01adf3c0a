"""Days between pulls become schedules, and days again on the way back."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = ("indicators", "0003_findings_left_as_they_are")
AFTER = ("indicators", "0004_schedules_by_working_day_and_cancelled_pulls")
TUESDAY = datetime(2017, 7, 4, 7, 30, tzinfo=ZoneInfo("Europe/London"))


def migrate(target):
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return executor.loader.project_state([target]).apps.get_model("indicators", "Source")


@pytest.fixture
def at_the_end_as_it_was(transactional_db):
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield
    MigrationExecutor(connection).migrate(everything)


@pytest.mark.usefixtures("at_the_end_as_it_was")
def test_days_become_schedules_and_days_again():
    before = migrate(BEFORE)
    for name, days, due in (
        ("asked", None, None),
        ("daily", 1, TUESDAY),
        ("weekly", 7, TUESDAY),
        ("weekly, never pulled", 7, None),
        ("fortnightly", 14, None),
    ):
        before.objects.create(name=name, kind="folder", schedule=days, next_due_at=due)

    after = migrate(AFTER)

    rows = after.objects.values_list("name", "schedule", "weekday", "next_due_at")
    assert list(rows.order_by("pk"))[:3] == [
        ("asked", "", None, None),
        ("daily", "daily", None, TUESDAY),
        ("weekly", "weekly", 1, TUESDAY),
    ]
    never = after.objects.get(name="weekly, never pulled")
    assert (never.schedule, never.weekday in range(7)) == ("weekly", True)
    assert after.objects.get(name="fortnightly").schedule == "daily"
    assert after.objects.get(name="daily").time_of_day == time(7, 30)

    back = migrate(BEFORE)
    assert dict(back.objects.values_list("name", "schedule")) == {
        "asked": None,
        "daily": 1,
        "weekly": 7,
        "weekly, never pulled": 7,
        "fortnightly": 1,
    }
