"""Pulls that are cancelled, stopped, handed back or take too long. Nothing of them is stored."""

from datetime import timedelta

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from indicators.choices import PullState, Schedule
from indicators.models import Observation, Pull, Source
from indicators.pulls import cancel_pull, request_pull, run_pull, stop_pull, sweep
from tests.factories import PullFactory, SourceFactory, UserFactory
from tests.files import JANUARY


@pytest.fixture
def beats(monkeypatch):
    """Every beat is written, not one a second."""
    monkeypatch.setattr("indicators.pulls.claims.BEAT_EVERY", 0)


def run_until(pull, percent, act):
    """Run a pull and do ``act()`` once it is so far."""
    done = []

    def watch(now):
        if now >= percent and not done:
            done.append(act())

    return run_pull(pull.pk, on_progress=watch)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [PullState.QUEUED, PullState.RUNNING])
def test_a_live_pull_can_be_cancelled(state):
    pull = PullFactory(state=state, attempt=1, heartbeat=timezone.now())

    assert cancel_pull(pull, UserFactory(first_name="Sam", last_name="Hill"))

    pull.refresh_from_db()
    assert (pull.state, pull.error) == (PullState.CANCELLED, "Sam Hill cancelled it.")
    assert pull.finished_at


@pytest.mark.django_db
@pytest.mark.parametrize("state", [PullState.DONE, PullState.FAILED, PullState.CANCELLED])
def test_a_pull_that_has_ended_stays_as_it_ended(state):
    pull = PullFactory(state=state, error="As it was.")

    assert not cancel_pull(pull, UserFactory())

    pull.refresh_from_db()
    assert (pull.state, pull.error) == (state, "As it was.")


@pytest.mark.django_db
def test_a_cancelled_pull_waits_for_its_next_turn():
    source = SourceFactory(schedule=Schedule.DAILY, next_due_at=timezone.now())

    cancel_pull(PullFactory(source=source), UserFactory())

    source.refresh_from_db()
    assert source.next_due_at > timezone.now()


@pytest.mark.django_db
def test_a_cancelled_pull_is_not_run_when_its_message_comes():
    pull = PullFactory()
    cancel_pull(pull, UserFactory())

    assert run_pull(pull.pk).state == PullState.CANCELLED


@pytest.mark.usefixtures("beats")
def test_a_worker_notices_at_its_next_beat_and_reads_no_further(feed):
    feed.write(*[JANUARY.format(1)] * 12_000)
    pull = request_pull(feed.source)
    told = []

    def cancel(percent):
        told.append(percent)
        cancel_pull(pull, UserFactory())

    after = run_pull(pull.pk, on_progress=cancel)

    assert after.state == PullState.CANCELLED
    assert len(told) == 1
    assert not Observation.objects.exists()


def test_a_pull_cancelled_after_its_last_beat_stores_nothing(feed):
    feed.write(JANUARY.format(1))
    pull = request_pull(feed.source)

    after = run_until(pull, 90, lambda: cancel_pull(pull, UserFactory()))

    assert (after.state, after.new) == (PullState.CANCELLED, 0)
    assert not Observation.objects.exists()
    assert feed.pull(JANUARY.format(1)).new == 1


def raising(error):
    def act():
        raise error

    return act


@pytest.mark.django_db
@pytest.mark.parametrize("state", [PullState.QUEUED, PullState.RUNNING])
def test_a_pull_stopped_at_the_terminal_leaves_its_source_free(state):
    pull = PullFactory()
    Pull.objects.update(state=state, attempt=int(state == PullState.RUNNING))

    assert stop_pull(pull)

    pull.refresh_from_db()
    assert (pull.state, pull.error) == (
        PullState.CANCELLED,
        "It was stopped at the terminal. Pull again.",
    )
    assert request_pull(pull.source)


@pytest.mark.django_db
def test_a_pull_that_a_later_attempt_has_is_not_stopped_at_the_terminal():
    pull = PullFactory()
    Pull.objects.update(state=PullState.RUNNING, attempt=2)

    assert not stop_pull(pull)


@pytest.mark.parametrize("stop", [SystemExit, KeyboardInterrupt])
def test_a_worker_that_is_told_to_stop_hands_its_pull_to_the_next(feed, stop):
    feed.write(JANUARY.format(1))
    pull = request_pull(feed.source)

    with pytest.raises(stop):
        run_until(pull, 90, raising(stop))

    pull.refresh_from_db()
    assert (pull.state, pull.attempt) == (PullState.QUEUED, 1)
    later = timezone.now() + timedelta(minutes=3)
    assert sweep(later) == [pull.pk]
    after = run_pull(pull.pk)
    assert (after.state, after.attempt, after.new) == (PullState.DONE, 2, 1)


def test_a_pull_beyond_the_time_limit_says_how_long_that_is(feed, settings):
    settings.CELERY_TASK_SOFT_TIME_LIMIT = 1740
    Source.objects.update(schedule=Schedule.DAILY, next_due_at=timezone.now())
    feed.write(JANUARY.format(1))

    pull = run_until(request_pull(feed.source), 0, raising(SoftTimeLimitExceeded()))

    assert (pull.state, pull.error) == (
        PullState.FAILED,
        "The pull took more than 29 minutes, the most that one may take. "
        "Have the source give fewer rows at once.",
    )
    assert not Observation.objects.exists()
