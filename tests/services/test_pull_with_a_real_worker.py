"""Pulls by worker processes that are killed, and several at once. Each takes effect once."""

import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import connection
from django.utils import timezone

from indicators.choices import PullState
from indicators.models import Observation, Pull, Revision, Source
from indicators.pulls import PullAlreadyRunning, cancel_pull, request_pull, run_pull, sweep
from indicators.tasks import pull_source
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory, UserFactory
from tests.files import write_observations
from tests.services.worker import Process, wait_until


def make_source(name, rows, value=1):
    """A folder of ``rows`` daily values of one indicator."""
    first = date(1950, 1, 1)
    days = [first + timedelta(days=n) for n in range(rows)]
    lines = [f"P6-01,Somerset,,{day},{day},{value},,,," for day in days]
    write_observations(settings.SOURCES_DIR / name / "values.csv", *lines)
    return SourceFactory(name=name, settings={"folder": name})


@pytest.fixture(autouse=True)
def names(transactional_db):
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")


def at_once(*jobs):
    """Run each job in a thread of its own, and return what they give."""

    def run(job):
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as threads:
        return [future.result() for future in [threads.submit(run, job) for job in jobs]]


def test_a_pull_whose_worker_is_killed_is_finished_by_the_next(start_worker):
    source = make_source("killed", 30_000)
    worker = start_worker()
    pull = request_pull(source)
    pull_source.delay(pull.pk)
    wait_until(lambda: pull.refresh_from_db() or pull.attempt, what="the pull to start")
    worker.kill()

    [pk] = sweep(timezone.now() + timedelta(minutes=3))
    start_worker()
    pull_source.delay(pk)

    wait_until(lambda: pull.refresh_from_db() or not pull.is_live, 60, "the pull")
    assert (pull.state, pull.attempt, pull.new) == (PullState.DONE, 2, 30_000)
    assert Observation.objects.count() == 30_000
    assert not Revision.objects.exists()


def test_a_worker_that_is_told_to_stop_finishes_its_pull_first(start_worker):
    worker = start_worker()
    pull = request_pull(make_source("restarted", 30_000))
    pull_source.delay(pull.pk)
    wait_until(lambda: pull.refresh_from_db() or pull.attempt, what="the pull to start")

    worker.stop(signal.SIGTERM)

    pull.refresh_from_db()
    assert (pull.state, pull.attempt, pull.new) == (PullState.DONE, 1, 30_000)


def test_ctrl_c_at_the_terminal_cancels_the_pull(tmp_path):
    make_source("long", 50_000)
    command = Process(["django", "pull", "long"], tmp_path / "command.log")
    pulls = Pull.objects.filter(state=PullState.RUNNING)
    wait_until(lambda: pulls.exists() or not command.is_alive(), what="the pull", every=0.02)

    assert command.stop(signal.SIGINT) == 130

    assert "Stopped. What was pulled before is stored." in command.log.read_text()
    assert Pull.objects.get().state == PullState.CANCELLED
    assert not Observation.objects.exists()


def leave_a_statement_unfinished():
    """Have the connection as an interruption may leave it."""
    if connection.vendor == "postgresql":
        connection.connection.pgconn.send_query(b"SELECT 1")
    else:
        connection.cursor().execute("SAVEPOINT unfinished")


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (KeyboardInterrupt, PullState.QUEUED),
        (SystemExit, PullState.QUEUED),
        (SoftTimeLimitExceeded, PullState.FAILED),
    ],
)
def test_a_pull_that_is_interrupted_amid_a_statement_says_so(error, state):
    pull = request_pull(make_source("amid", 1))

    def interrupt(percent):
        leave_a_statement_unfinished()
        raise error

    with suppress(KeyboardInterrupt, SystemExit):
        run_pull(pull.pk, on_progress=interrupt)

    pull.refresh_from_db()
    assert pull.state == state


def test_a_pull_that_a_worker_runs_can_be_cancelled(start_worker):
    start_worker()
    pull = request_pull(make_source("cancelled", 50_000))
    pull_source.delay(pull.pk)
    wait_until(lambda: pull.refresh_from_db() or pull.attempt, what="the pull to start")

    assert cancel_pull(pull, UserFactory())
    again = request_pull(pull.source)
    pull_source.delay(again.pk)

    wait_until(lambda: again.refresh_from_db() or not again.is_live, 60, "the next pull")
    pull.refresh_from_db()
    assert (pull.state, pull.new) == (PullState.CANCELLED, 0)
    assert (again.state, again.new) == (PullState.DONE, 50_000)
    assert set(Observation.objects.values_list("pull", flat=True)) == {again.pk}


def test_two_messages_for_one_pull_take_effect_once():
    pull = request_pull(make_source("twice", 3000))

    at_once(lambda: run_pull(pull.pk), lambda: run_pull(pull.pk))

    pull.refresh_from_db()
    assert (pull.state, pull.attempt, pull.new) == (PullState.DONE, 1, 3000)
    assert set(Observation.objects.values_list("revision", flat=True)) == {1}


def test_two_workers_on_one_pull_double_no_revision(settings):
    """The first is taken for dead while it reads, so both come to write at the same time."""
    source = make_source("both", 5000)
    run_pull(request_pull(source).pk)
    make_source("both again", 5000, value=2)
    Source.objects.filter(pk=source.pk).update(settings={"folder": "both again"})
    pull = request_pull(source)
    settings.PULL_STALE_SECONDS = 0
    together = Barrier(2, timeout=60)

    def second():
        return at_once(lambda: run_pull(pull.pk, on_progress=meet))

    def meet(percent):
        if percent == 90:
            together.wait()

    def first(percent):
        if percent == 90:
            others.append(thread.submit(second))
        meet(percent)

    others = []
    with ThreadPoolExecutor(1) as thread:
        run_pull(pull.pk, on_progress=first)
    others[0].result()

    pull.refresh_from_db()
    assert (pull.state, pull.attempt, pull.revised) == (PullState.DONE, 2, 5000)
    assert set(Observation.objects.values_list("value", "revision")) == {(2, 2)}
    assert Revision.objects.count() == 5000


def test_two_requests_at_once_make_one_pull():
    source = make_source("asked twice", 1)

    def ask():
        try:
            return request_pull(source)
        except PullAlreadyRunning:
            return None

    assert sorted(map(bool, at_once(ask, ask))) == [False, True]
    assert Pull.objects.count() == 1


def test_two_sources_with_the_same_values_at_once_double_nothing():
    pulls = [request_pull(make_source(name, 5000)) for name in ("one", "other")]

    done = at_once(*(lambda pk=pull.pk: run_pull(pk) for pull in pulls))

    assert sorted((pull.new, pull.revised, pull.unchanged) for pull in done) == [
        (0, 0, 5000),
        (5000, 0, 0),
    ]
    assert not Revision.objects.exists()


def test_two_sources_that_disagree_at_once_lose_nothing():
    pulls = [request_pull(make_source(name, 5000, value)) for name, value in (("a", 1), ("b", 2))]

    done = at_once(*(lambda pk=pull.pk: run_pull(pk) for pull in pulls))

    assert sorted((pull.new, pull.revised) for pull in done) == [(0, 5000), (5000, 0)]
    assert Observation.objects.filter(revision=2).count() == 5000
    first = next(pull for pull in done if pull.new)
    assert Revision.objects.filter(revision=1, pull=first).count() == 5000
