"""The jobs of a round, as the clock calls them."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from programmes import tasks
from programmes.models import Reminder, Report
from tests.factories import MembershipFactory, ReportFactory
from tests.round_factories import ReportingScheduleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def schedule():
    """Of a programme whose lead has an address."""
    schedule = ReportingScheduleFactory()
    MembershipFactory(programme=schedule.programme, user__email="lead@example.gov.uk")
    return schedule


def test_the_clock_opens_a_round_once(schedule):
    tasks.open_rounds()
    tasks.open_rounds()

    assert Report.objects.get().programme == schedule.programme


def test_lead_and_chair_are_told_that_it_is_open(schedule):
    report = ReportFactory(programme=schedule.programme, due_on=date(2017, 2, 14))

    tasks.tell_of_opening(report.pk)

    assert "is open" in mail.outbox[0].subject


def test_the_clock_reminds_once_a_day(schedule):
    ReportFactory(programme=schedule.programme, due_on=timezone.localdate())
    ReportFactory(
        programme=schedule.programme,
        period_end=date(2017, 2, 28),
        due_on=timezone.localdate() + timedelta(days=60),
    )

    tasks.send_reminders()
    tasks.send_reminders()

    assert len(mail.outbox) == Reminder.objects.count() == 1
