"""Reminders: on their days, once, to those who write, and never of a submitted report."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from programmes.choices import CommitmentOutcome, ReportState, Role, Section
from programmes.models import Reminder, Report
from programmes.round import announce, reminders_due, send_due_reminders, send_reminder
from tests.factories import EntryFactory, MembershipFactory, ReportFactory, UserFactory
from tests.reports import frozen
from tests.round_factories import CommitmentFactory, ReportingScheduleFactory

pytestmark = pytest.mark.django_db

DUE = date(2017, 2, 21)
MORNING = datetime(2017, 2, 21, 7, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def report():
    """Due on 21 February; its lead and its chair have an address."""
    report = ReportFactory(
        programme__number="6", programme__title="Social work & homes", due_on=DUE
    )
    ReportingScheduleFactory(programme=report.programme)
    for role, name in ((Role.LEAD, "lead"), (Role.CHAIR, "chair")):
        MembershipFactory(
            programme=report.programme, role=role, user__email=f"{name}@example.gov.uk"
        )
    return report


def test_a_reminder_is_due_on_its_days(report):
    assert reminders_due(date(2017, 2, 14)) == [report]
    assert reminders_due(date(2017, 2, 15)) == []
    assert reminders_due(DUE) == [report]
    assert reminders_due(date(2017, 2, 25)) == []  # a Saturday
    assert reminders_due(date(2017, 2, 27)) == [report]


def test_a_reminder_by_the_clock_goes_out_once_a_day(report):
    [reminder] = send_due_reminders(MORNING)

    assert (reminder.day, reminder.by) == (DUE, None)
    assert reminder.addresses == "chair@example.gov.uk, lead@example.gov.uk"
    assert send_due_reminders(MORNING + timedelta(hours=1)) == []
    assert send_reminder(report, now=MORNING) is None
    assert len(mail.outbox) == 1
    assert len(send_due_reminders(MORNING + DAY)) == 1


def test_a_submitted_report_is_not_reminded_of_even_by_hand(report):
    frozen(report)

    assert reminders_due(DUE) == []
    assert send_reminder(report, now=MORNING, by=UserFactory()) is None
    assert mail.outbox == []


def test_a_reminder_that_was_planned_before_submission_does_not_go_out(report):
    [planned] = reminders_due(DUE)
    frozen(Report.objects.get(pk=report.pk))

    assert send_reminder(planned, now=MORNING) is None


def test_a_returned_report_is_reminded_of_again(report):
    frozen(report)
    Report.objects.filter(pk=report.pk).update(state=ReportState.RETURNED)

    assert reminders_due(DUE) == [report]
    send_due_reminders(MORNING)
    assert "The executive returned it. Its comments are on the page." in mail.outbox[0].body


def test_nobody_is_reminded_where_the_schedule_is_off_or_no_day_is_set(report):
    ReportFactory(programme=report.programme, period_end=date(2017, 2, 28))
    report.programme.reporting_schedule.enabled = False
    report.programme.reporting_schedule.save()

    assert reminders_due(DUE) == []


def test_nobody_is_reminded_on_the_day_the_report_opens(report):
    Report.objects.update(opened_at=MORNING)

    assert reminders_due(DUE) == []
    assert reminders_due(DUE + DAY) == [report]


def test_a_reminder_says_what_waits_and_where(report, settings):
    settings.SITE_URL = "https://reports.example.gov.uk/"
    december = ReportFactory(programme=report.programme, period_end=date(2016, 12, 31))
    for outcome in (CommitmentOutcome.OPEN, CommitmentOutcome.DONE):
        action = EntryFactory(report=december, section=Section.NEXT_ACTIONS)
        CommitmentFactory(report=report, action=action, outcome=outcome)
    EntryFactory(report=report, section=Section.SLIPPAGE)

    send_due_reminders(MORNING - DAY)

    [message] = mail.outbox
    assert message.to == ["chair@example.gov.uk", "lead@example.gov.uk"]
    assert message.subject == (
        "Programme 6: January 2017 report is due on Tuesday 21 February, tomorrow"
    )
    assert (
        "The January 2017 report of Programme 6, Social work & homes, is due on "
        "Tuesday 21 February, tomorrow." in message.body
    )
    assert "- Actions promised in the last report: 1 of 2 not answered yet." in message.body
    assert "Nothing written yet: Achievements; What children" in message.body
    assert "Slippage" not in message.body
    assert "- The chair has not set the status." in message.body
    path = f"programmes/{report.programme.code}/reports/2017-01-31/edit/"
    assert f"\nhttps://reports.example.gov.uk/{path}\n" in message.body


def test_a_late_report_is_said_to_be_late(report):
    send_due_reminders(MORNING + 2 * DAY)

    assert mail.outbox[0].subject.endswith("was due on Tuesday 21 February and is 2 days late")


def test_a_report_without_a_due_day_is_reminded_of_by_hand(report):
    Report.objects.update(due_on=None)

    send_reminder(report, now=MORNING, by=UserFactory())

    assert mail.outbox[0].subject == "Programme 6: January 2017 report is not submitted yet"


def test_somebody_with_two_roles_gets_one_message_and_who_left_gets_none(report):
    lead = report.programme.memberships.get(role=Role.LEAD).user
    MembershipFactory(programme=report.programme, role=Role.CHAIR, user=lead)
    MembershipFactory(
        programme=report.programme, user__email="gone@example.gov.uk", user__is_active=False
    )

    send_due_reminders(MORNING)

    assert mail.outbox[0].to == ["chair@example.gov.uk", "lead@example.gov.uk"]


def test_where_nobody_has_an_address_the_log_says_so(report, caplog):
    type(report.programme.memberships.first().user).objects.update(email="")

    assert send_due_reminders(MORNING) == []
    assert "nobody with an e-mail address to remind" in caplog.text
    assert not Reminder.objects.exists()


def test_a_reminder_that_was_not_sent_is_sent_by_the_next_run(report, monkeypatch, caplog):
    def refuse(*args):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        assert send_due_reminders(MORNING) == []
    assert "was not sent" in caplog.text

    assert len(send_due_reminders(MORNING + timedelta(hours=1))) == 1


def test_a_button_pressed_twice_sends_one_reminder(report):
    sender = UserFactory()

    assert send_reminder(report, now=MORNING, by=sender).by == sender
    assert send_reminder(report, now=MORNING + timedelta(seconds=2), by=sender) is None
    assert send_reminder(report, now=MORNING + timedelta(hours=1), by=sender)
    assert len(mail.outbox) == 2


def test_the_opening_is_told_to_lead_and_chair(report):
    assert announce(report, date(2017, 2, 1))

    [message] = mail.outbox
    assert message.subject == (
        "Programme 6: January 2017 report is open and is due on 21 February 2017, in 20 days"
    )
    assert "What the last report left open is there already." in message.body


def test_the_opening_is_told_to_nobody_without_an_address():
    assert not announce(ReportFactory(), DUE)
    assert mail.outbox == []


def test_what_is_due_takes_two_queries_however_many_there_are(report, django_assert_num_queries):
    for _ in range(5):
        ReportingScheduleFactory(programme=ReportFactory(due_on=DUE).programme)

    with django_assert_num_queries(2):
        assert len(reminders_due(DUE)) == 6
