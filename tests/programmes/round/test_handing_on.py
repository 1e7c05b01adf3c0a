"""Who is told that a report was submitted, returned or issued, what, and when not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from celery.exceptions import Retry
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from programmes import tasks
from programmes.choices import (
    EXECUTIVE_GROUP,
    PERFORMANCE_GROUP,
    ReportState,
    Role,
    Section,
)
from programmes.models import Report
from programmes.round import told_of_issue, told_of_return, told_of_submission
from tests.factories import (
    DecisionFactory,
    MembershipFactory,
    ReportFactory,
    UserFactory,
)
from tests.reports import SUBMITTED_AT, frozen
from tests.round_factories import RemarkFactory

pytestmark = pytest.mark.django_db
MEMBERS = ["chair@example.gov.uk", "lead@example.gov.uk"]


@pytest.fixture
def report():
    """Submitted; lead, chair, executive and performance team have an address each."""
    report = ReportFactory(programme__number="6", programme__title="Social work & homes")
    for role, name in ((Role.LEAD, "lead"), (Role.CHAIR, "chair")):
        MembershipFactory(
            programme=report.programme, role=role, user__email=f"{name}@example.gov.uk"
        )
    for name, address in ((EXECUTIVE_GROUP, "executive"), (PERFORMANCE_GROUP, "team")):
        user = UserFactory(email=f"{address}@example.gov.uk", first_name="Exa", last_name="Mple")
        user.groups.add(Group.objects.get(name=name))
    DecisionFactory(report=report)
    return frozen(report)


def in_state(report, state, **columns):
    Report.objects.filter(pk=report.pk).update(state=state, **columns)
    return report.pk


def test_a_submission_is_told_to_the_executive_and_the_performance_team(report, settings):
    settings.SITE_URL = "https://reports.example.gov.uk/"

    assert told_of_submission(report.pk)

    [message] = mail.outbox
    assert message.to == ["executive@example.gov.uk", "team@example.gov.uk"]
    assert message.subject == "Programme 6: January 2017 report is submitted"
    assert "of Programme 6, Social work & homes, is submitted by" in message.body
    assert "Reported status: Amber\nWhat the evidence suggests: Not rated\n" in message.body
    assert "Decisions wanted: 1\n" in message.body
    assert f"\nhttps://reports.example.gov.uk{report.get_absolute_url()}\n" in message.body
    assert message.attachments == []


def test_a_return_is_told_to_lead_and_chair_with_what_has_to_change(report):
    columns = {"due_on": date(2017, 2, 22)}
    pk = in_state(report, ReportState.RETURNED, **columns)
    by = UserFactory(first_name="Ann", last_name="Executive")
    old = RemarkFactory(report=report, text="Of the time before.")
    type(old).objects.update(at=SUBMITTED_AT - timedelta(days=3))
    RemarkFactory(report=report, text="Too long & vague.", by=by)
    RemarkFactory(report=report, section=Section.SLIPPAGE, text="Say by when.", by=by)

    assert told_of_return(pk)

    [message] = mail.outbox
    assert message.to == MEMBERS
    assert message.subject == "Programme 6: January 2017 report is returned"
    assert "is returned by Ann Executive and is due again on 22 February 2017." in message.body
    assert "- Too long & vague.\n- Slippage: Say by when.\n" in message.body
    assert "Of the time before." not in message.body
    assert reverse("report-edit", args=[report.programme.code, report.period_end]) in message.body


def test_an_issue_is_told_to_lead_chair_and_executive(report):
    by = UserFactory(first_name="Ann", last_name="Executive")
    at = datetime(2017, 2, 23, tzinfo=UTC)
    in_state(report, ReportState.ISSUED, issued_by=by, issued_at=at)

    assert told_of_issue(report.pk)

    [message] = mail.outbox
    assert message.to == [MEMBERS[0], "executive@example.gov.uk", MEMBERS[1]]
    assert message.subject == "Programme 6: January 2017 report is issued"
    assert "is issued by Ann Executive." in message.body
    assert "corrected" not in message.body


def test_a_correction_says_why(report):
    newer = frozen(ReportFactory(programme=report.programme, version=2))
    in_state(newer, ReportState.ISSUED, supersedes=report, correction_reason="A figure was wrong.")

    told_of_issue(newer.pk)

    [message] = mail.outbox
    assert message.subject == "Programme 6: January 2017 report is corrected"
    assert "Why it was corrected: A figure was wrong." in message.body


@pytest.mark.parametrize(
    ("tell", "since"),
    [
        (told_of_submission, ReportState.RETURNED),
        (told_of_return, ReportState.SUBMITTED),
        (told_of_issue, ReportState.SUPERSEDED),
    ],
)
def test_nothing_is_told_that_is_no_longer_so(report, tell, since):
    assert not tell(in_state(report, since))
    assert mail.outbox == []


def test_nothing_is_sent_where_nobody_has_an_address():
    assert not told_of_submission(frozen(ReportFactory()).pk)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("task", "state"),
    [
        (tasks.tell_of_submission, ReportState.SUBMITTED),
        (tasks.tell_of_return, ReportState.RETURNED),
        (tasks.tell_of_issue, ReportState.ISSUED),
    ],
)
def test_a_mail_server_that_is_down_is_tried_again(report, monkeypatch, task, state):
    in_state(report, state)

    def refuse(*args):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises((Retry, ConnectionRefusedError)):
            task(report.pk)
    assert mail.outbox == []

    task(report.pk)
    assert len(mail.outbox) == 1
    assert task.max_retries == 5
