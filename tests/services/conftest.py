"""Real workers for tests. Without REDIS_URL they take their jobs from the queue of files."""

import pytest
from celery import current_app

from tests.services.worker import WorkerProcess


@pytest.fixture
def start_worker(transactional_db, tmp_path):
    """Starts one more worker; the queue is empty at first, and each is killed after the test."""
    current_app.control.purge()
    started = []

    def start(**options) -> WorkerProcess:
        worker = WorkerProcess(tmp_path, f"worker-{len(started) + 1}", **options)
        started.append(worker)
        worker.wait_until_ready()
        return worker

    yield start
    for worker in started:
        worker.kill()


@pytest.fixture
def worker(start_worker) -> WorkerProcess:
    """A worker that is ready for jobs."""
    return start_worker()
