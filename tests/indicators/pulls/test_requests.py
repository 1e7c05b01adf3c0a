from datetime import timedelta

import pytest
from django.utils import timezone

from indicators.choices import PullState, Schedule
from indicators.models import Pull, Source
from indicators.pulls import PullAlreadyRunning, due_sources, request_pull, run_pull, sweep
from tests.factories import PullFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(hours=1)


def test_a_pull_waits_for_a_worker_once_asked_for():
    source, user = SourceFactory(), UserFactory()

    pull = request_pull(source, by=user)

    assert (pull.source, pull.requested_by, pull.state) == (source, user, PullState.QUEUED)
    assert pull.is_live


@pytest.mark.parametrize("state", [PullState.QUEUED, PullState.RUNNING])
def test_a_source_has_one_live_pull(state):
    live = PullFactory(state=state, heartbeat=timezone.now())

    with pytest.raises(PullAlreadyRunning, match="is being pulled already") as refusal:
        request_pull(live.source)

    assert refusal.value.pull == live
    assert Pull.objects.count() == 1


@pytest.mark.parametrize("state", [PullState.DONE, PullState.FAILED, PullState.CANCELLED])
def test_a_pull_that_ended_makes_room_for_the_next(state):
    ended = PullFactory(state=state)

    assert request_pull(ended.source).pk != ended.pk


def test_a_pull_whose_worker_died_makes_room_for_the_next():
    dead = PullFactory(state=PullState.RUNNING, attempt=1, heartbeat=LONG_AGO)

    request_pull(dead.source)

    dead.refresh_from_db()
    assert (dead.state, dead.error) == (
        "failed",
        "The worker stopped before the pull was finished. Pull again.",
    )


def test_a_sweep_sends_pulls_of_dead_workers_again():
    dead = PullFactory(state=PullState.RUNNING, attempt=1, heartbeat=LONG_AGO)
    alive = PullFactory(state=PullState.RUNNING, attempt=1, heartbeat=timezone.now())

    assert sweep(timezone.now()) == [dead.pk]

    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.state, dead.attempt) == (PullState.QUEUED, 1)
    assert alive.state == PullState.RUNNING


def test_a_sweep_sends_lost_messages_again_but_not_at_once():
    lost = PullFactory()
    Pull.objects.update(requested_at=LONG_AGO)
    now = timezone.now()
    PullFactory()

    assert sweep(now) == [lost.pk]
    assert sweep(now + timedelta(seconds=30)) == []


def test_a_sweep_gives_a_pull_up_after_five_attempts():
    source = SourceFactory(schedule=Schedule.DAILY, next_due_at=LONG_AGO)
    dead = PullFactory(source=source, state=PullState.RUNNING, attempt=5, heartbeat=LONG_AGO)

    assert sweep(timezone.now()) == []

    dead.refresh_from_db()
    assert dead.state == PullState.FAILED
    assert not due_sources(timezone.now()).exists()


def test_a_sweep_of_nothing_does_nothing():
    PullFactory(state=PullState.DONE)

    assert sweep(timezone.now()) == []


def test_sources_are_due_when_their_date_has_come():
    now = timezone.now()
    due = SourceFactory(next_due_at=now)
    SourceFactory(next_due_at=now + timedelta(minutes=1))
    SourceFactory(next_due_at=now, enabled=False)
    SourceFactory(next_due_at=None)
    PullFactory(source=SourceFactory(next_due_at=now))

    assert list(due_sources(now)) == [due]


def test_a_failed_pull_on_schedule_is_not_asked_for_every_minute(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path
    weekly = {"schedule": Schedule.WEEKLY, "weekday": 0, "next_due_at": LONG_AGO}
    mended_later = SourceFactory(settings={"folder": "a"}, **weekly)
    mended_by_hand = SourceFactory(settings={}, **weekly)

    for source in (mended_later, mended_by_hand):
        assert run_pull(request_pull(source).pk).state == PullState.FAILED

    now = timezone.now()
    assert not due_sources(now).exists()
    assert list(due_sources(now + timedelta(hours=1))) == [mended_later]
    assert set(due_sources(now + timedelta(days=12))) == set(Source.objects.all())
