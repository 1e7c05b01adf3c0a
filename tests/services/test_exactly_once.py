"""Twenty pulls while workers are killed and Redis is wiped: each of them takes effect once."""

import time
from collections import Counter
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from indicators.choices import PullState, Schedule
from indicators.models import Observation, Pull, Revision, Source
from indicators.pulls import record_by_hand
from indicators.sources.rows import read_observations
from indicators.sources.tables import csv_table
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import write_observations
from tests.services.redis_server import RedisServer
from tests.services.worker import Process, WorkerProcess, wait_until

SOURCES, ROWS, KILLS = 20, 5000, 4
FAST = {"PULL_STALE_SECONDS": "4", "PULL_SWEEP_SECONDS": "1", "PULL_DUE_SECONDS": "1"}


class Site:
    """The processes of a site: beat, workers, and its own Redis where the tests have one."""

    def __init__(self, folder):
        self.folder, self.killed, self.workers = folder, 0, []
        self.redis = RedisServer(folder) if settings.REDIS_URL else None
        if self.redis:
            self.redis.start()
        self.environment = FAST | {"REDIS_URL": self.redis.url if self.redis else ""}
        command = ["celery", "--app=config", "beat", f"--schedule={folder / 'beat'}"]
        self.beat = Process(command, folder / "beat.log", self.environment)

    def start_worker(self):
        pool = "prefork" if self.redis else "threads"  # as in production, and as shipped
        name, self.since = f"worker-{len(self.workers) + 1}", timezone.now()
        worker = WorkerProcess(self.folder, name, pool=pool, environment=self.environment)
        self.workers.append(worker)
        worker.wait_until_ready()

    def kill_the_worker_in_mid_pull(self):
        """Whatever it has claimed since it started is cut off; another worker follows."""
        running = Pull.objects.filter(state=PullState.RUNNING, started_at__gt=self.since)
        wait_until(lambda: self._is_caught_in(running), 30, "a pull to run", every=0.02)
        self.workers[-1].kill()
        self.killed += 1
        self.start_worker()

    def _is_caught_in(self, running):
        """Freeze the worker, so that no pull ends between the look at it and the kill."""
        worker = self.workers[-1]
        if running.exists():
            worker.freeze()
            if running.exists():
                return True
            worker.thaw()
        return False

    def wipe_the_queue(self):
        if self.redis:
            self.redis.kill()
            time.sleep(1)
            self.redis.start()

    def end(self):
        for process in (self.beat, *self.workers):
            process.kill()
        if self.redis:
            self.redis.kill()


@pytest.fixture
def site(transactional_db, tmp_path):
    site = Site(tmp_path)
    yield site
    site.end()


def lines(code, value, rows):
    days = [date(1950, 1, 1) + timedelta(days=n) for n in range(rows)]
    return [f"{code},Somerset,,{day},{day},{value},,,," for day in days]


def make_sources():
    """Sources that are due now. Half of what each brings is stored already, with other values."""
    AreaFactory(name="Somerset")
    for number in range(SOURCES):
        code, name = f"I-{number}", f"source {number}"
        IndicatorFactory(code=code)
        path = settings.SOURCES_DIR / name / "values.csv"
        write_observations(path, *lines(code, 1, ROWS // 2))
        record_by_hand(read_observations(csv_table(path)), "before")
        write_observations(path, *lines(code, 2, ROWS))
        SourceFactory(
            name=name,
            settings={"folder": name},
            schedule=Schedule.DAILY,
            next_due_at=timezone.now(),
        )


def all_are_done():
    return not Source.objects.exclude(pulls__state=PullState.DONE).exists()


def test_each_of_twenty_pulls_takes_effect_once_whatever_is_killed(site, capsys):
    make_sources()
    started = time.monotonic()
    site.start_worker()
    for kill in range(KILLS):
        site.kill_the_worker_in_mid_pull()
        if kill == KILLS // 2:
            site.wipe_the_queue()
    wait_until(all_are_done, 150, "all sources to be pulled")
    seconds = time.monotonic() - started

    pulls = Pull.objects.filter(source__isnull=False)
    attempts = sum(pulls.values_list("attempt", flat=True))
    with capsys.disabled():
        print(  # noqa: T201 - the figures of the proof
            f"\n{connection.vendor}, {'Redis wiped once' if site.redis else 'queue of files'}: "
            f"{SOURCES} pulls of {ROWS:,} rows done once each, {site.killed} workers killed, "
            f"{attempts} attempts, {seconds:.0f} seconds"
        )
    assert Counter(pulls.values_list("source__name", "state", "new", "revised")) == Counter(
        (f"source {n}", "done", ROWS // 2, ROWS // 2) for n in range(SOURCES)
    )
    assert attempts >= SOURCES + site.killed  # each worker was cut off in the middle
    held = Counter(Observation.objects.values_list("value", "revision"))
    assert held == {(2, 1): SOURCES * ROWS // 2, (2, 2): SOURCES * ROWS // 2}
    replaced = Counter(Revision.objects.values_list("value", "revision"))
    assert replaced == {(1, 1): SOURCES * ROWS // 2}
