"""Submitting and returning hand their letters to the queue, and stand whatever becomes of them."""

from contextlib import suppress

import pytest
from celery import current_app
from django.conf import settings as site_settings
from django.urls import reverse
from django.utils import timezone

from programmes.choices import NIL_SECTIONS, ReportState
from programmes.reports.issue import submit
from programmes.tasks import issue_report, tell_of_issue, tell_of_return, tell_of_submission
from tests.factories import NilReturnFactory, ReportFactory
from tests.issue_factories import IssuingFactory
from tests.people import chair_of, executive
from tests.reports import frozen

pytestmark = pytest.mark.django_db


def ready():
    """A report that nothing stops from being submitted."""
    report = ReportFactory(rag="green", reason="All is on course.", difference_reason="No data.")
    for section in NIL_SECTIONS:
        NilReturnFactory(report=report, section=section)
    return report


def url(name, report):
    return reverse(name, args=[report.programme.code, report.period_end])


def names_in_the_queue():
    """The names of the jobs that wait, which are taken out."""
    names = []
    with current_app.connection_for_read() as connection:
        queue = connection.SimpleQueue(current_app.conf.task_default_queue)
        with suppress(queue.Empty):
            while True:
                message = queue.get_nowait()
                message.ack()
                names.append(message.headers["task"])
    return names


@pytest.fixture(autouse=True)
def _empty_queue():
    current_app.control.purge()


def test_a_submission_is_told_once_it_is_saved(client, django_capture_on_commit_callbacks):
    report = ready()
    client.force_login(chair_of(report.programme))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("report-submit", report))
        assert names_in_the_queue() == []

    assert tell_of_submission.name in names_in_the_queue()


def test_a_return_is_told_once_it_is_saved(client, django_capture_on_commit_callbacks):
    report = frozen(ReportFactory())
    client.force_login(executive())

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("report-return", report), {"whole": "Too long."})

    assert names_in_the_queue() == [tell_of_return.name]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(bool(site_settings.REDIS_URL), reason="takes the folder of the queue away")
def test_a_queue_that_does_not_answer_loses_neither(client):
    report = ready()
    messages = site_settings.QUEUE_DIR / "messages"
    away = messages.rename(site_settings.QUEUE_DIR / "away")
    try:
        client.force_login(chair_of(report.programme))
        submitted = client.post(url("report-submit", report), follow=True).content.decode()
        report.refresh_from_db()
        assert report.state == ReportState.SUBMITTED
        client.force_login(executive())
        returned = client.post(url("report-return", report), {"whole": "No."}, follow=True)
    finally:
        away.rename(messages)

    assert "Its documents are not made yet. The executive was not sent an e-mail" in submitted
    assert "They were not sent an e-mail: tell them." in returned.content.decode()
    report.refresh_from_db()
    assert report.state == ReportState.RETURNED


def test_a_report_that_is_issued_is_told_of_once(django_capture_on_commit_callbacks):
    issuing = IssuingFactory(report=chairs_report())

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            issue_report(issuing.pk)

    assert names_in_the_queue() == [tell_of_issue.name]


def chairs_report():
    """A report as its chair submitted it."""
    report = ready()
    submit(report, by=chair_of(report.programme), now=timezone.now())
    report.refresh_from_db()
    return report
