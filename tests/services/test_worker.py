"""The queue itself: what one process asks for, another one does."""

import pytest
from celery import current_app
from django.db import connection

from tests.services.worker import wait_until

TASK = "indicators.tasks.sweep_pulls"


@pytest.mark.services
def test_the_services_are_the_ones_of_production():
    assert connection.vendor == "postgresql"
    assert current_app.connection().transport.driver_type == "redis"


def test_a_worker_answers_through_the_queue(worker):
    [answer] = current_app.control.ping(timeout=10, limit=1)

    assert list(answer.values()) == [{"ok": "pong"}]


def test_a_worker_does_a_job_of_another_process(worker):
    current_app.send_task(TASK)

    wait_until(lambda: worker.has_done(TASK))


def test_a_job_waits_for_the_next_worker_when_one_is_killed(start_worker):
    start_worker().kill()
    current_app.send_task(TASK)

    survivor = start_worker()

    wait_until(lambda: survivor.has_done(TASK))
