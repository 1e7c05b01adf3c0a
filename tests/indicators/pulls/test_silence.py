from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from indicators import tasks
from indicators.choices import PullState, Schedule, Weekday
from indicators.models import Source
from indicators.pulls import tell_of_silence
from indicators.pulls.silence import silent_sources
from tests.factories import PullFactory, SourceFactory, UserFactory
from tests.people import executive, performance

pytestmark = pytest.mark.django_db

MONDAY = datetime(2017, 2, 6, 6, 4, tzinfo=ZoneInfo("Europe/London"))
NEXT_WEDNESDAY = MONDAY + timedelta(days=9)  # a week, and the grace of two days
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def team():
    """Two of the team, one of them without an address, and an executive who is not told."""
    for person, address in (
        (performance(), "figures@example.gov.uk"),
        (performance(), ""),
        (executive(), "chief@example.gov.uk"),
        (UserFactory(is_superuser=True), "server@example.gov.uk"),
    ):
        person.email = address
        person.save()


@pytest.fixture
def weekly():
    source = SourceFactory(
        name="Partner attendance", schedule=Schedule.WEEKLY, weekday=Weekday.MONDAY
    )
    succeed(source, MONDAY)
    return source


def succeed(source, at, state=PullState.DONE):
    PullFactory(source=source, state=state, finished_at=at)


def test_a_source_within_its_grace_is_not_silent(weekly):
    assert silent_sources(NEXT_WEDNESDAY - timedelta(minutes=5)) == []


def test_a_source_past_its_grace_is_silent_since_then(weekly):
    succeed(weekly, MONDAY + 7 * DAY, PullState.FAILED)

    [silent] = silent_sources(NEXT_WEDNESDAY)

    assert (silent.source, silent.last_success) == (weekly, MONDAY)
    assert silent.since == NEXT_WEDNESDAY.replace(minute=0)


def test_a_source_without_a_schedule_or_switched_off_is_not_silent(weekly):
    SourceFactory(name="When asked")
    Source.objects.filter(pk=weekly.pk).update(enabled=False)

    assert silent_sources(MONDAY + 365 * DAY) == []


def test_the_team_is_told_once(weekly):
    assert tell_of_silence(NEXT_WEDNESDAY) == [weekly]
    assert tell_of_silence(NEXT_WEDNESDAY + DAY) == []

    [message] = mail.outbox
    assert message.to == ["figures@example.gov.uk"]
    assert message.subject == "Partner attendance has gone silent"
    assert "Partner attendance (Folder" in message.body
    assert "every Monday" in message.body
    assert "Last good pull: 6 February 2017, 6:04am." in message.body
    assert "Silent since: 15 February 2017, 6:00am." in message.body


def test_the_team_is_told_again_only_after_a_success_in_between(weekly):
    tell_of_silence(NEXT_WEDNESDAY)
    succeed(weekly, NEXT_WEDNESDAY + DAY)

    assert tell_of_silence(NEXT_WEDNESDAY + 2 * DAY) == []
    assert tell_of_silence(NEXT_WEDNESDAY + 30 * DAY) == [weekly]
    assert tell_of_silence(NEXT_WEDNESDAY + 60 * DAY) == []
    assert len(mail.outbox) == 2


def test_one_message_names_all_that_went_silent_together(weekly):
    never = SourceFactory(name="Health & care", schedule=Schedule.DAILY)
    Source.objects.filter(pk=never.pk).update(created_at=MONDAY)

    assert tell_of_silence(NEXT_WEDNESDAY) == [never, weekly]

    [message] = mail.outbox
    assert message.subject == "2 sources are silent"
    assert "Health & care" in message.body
    assert "It has not had a good pull yet." in message.body


def test_where_nobody_has_an_address_the_log_says_so_until_somebody_has(weekly, caplog):
    team_member = performance()
    type(team_member).objects.update(email="")

    assert tell_of_silence(NEXT_WEDNESDAY) == []
    assert "nobody with an e-mail address to tell: Partner attendance" in caplog.text
    type(team_member).objects.filter(pk=team_member.pk).update(email="new@example.gov.uk")
    assert tell_of_silence(NEXT_WEDNESDAY) == [weekly]


def test_a_message_that_was_not_sent_is_sent_by_the_next_run(weekly, monkeypatch):
    def refuse(*args):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(ConnectionRefusedError):
            tell_of_silence(NEXT_WEDNESDAY)

    assert tell_of_silence(NEXT_WEDNESDAY) == [weekly]
    assert len(mail.outbox) == 1


def test_the_schedule_looks_for_silent_sources_now(weekly):
    tasks.report_silent_sources()

    assert len(mail.outbox) == 1


def test_sources_take_two_queries_however_many_there_are(weekly, django_assert_num_queries):
    for _ in range(5):
        SourceFactory(schedule=Schedule.DAILY)

    with django_assert_num_queries(2):
        silent_sources(NEXT_WEDNESDAY)
