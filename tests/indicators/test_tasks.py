from contextlib import suppress
from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings as site_settings
from django.utils import timezone

from indicators import tasks
from indicators.choices import PullState
from indicators.models import Pull
from tests.factories import PullFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    """Takes the keys of the pulls that were sent from the queue, where no worker listens."""
    current_app.control.purge()

    def take():
        keys = []
        with current_app.connection_for_read() as connection:
            queue = connection.SimpleQueue(current_app.conf.task_default_queue)
            with suppress(queue.Empty):
                while True:
                    message = queue.get_nowait()
                    message.ack()
                    [key] = message.payload[0]
                    keys.append(key)
        return keys

    return take


def test_the_schedule_names_tasks_that_exist():
    current_app.loader.import_default_modules()  # as a worker does

    for entry in site_settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in current_app.tasks


def test_a_pull_is_run(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path
    pull = PullFactory(source__settings={"folder": "none"})

    tasks.pull_source(pull.pk)

    pull.refresh_from_db()
    assert (pull.state, pull.attempt) == (PullState.FAILED, 1)


def test_a_sweep_sends_pulls_again(sent, django_capture_on_commit_callbacks):
    PullFactory()
    dead = PullFactory(
        state=PullState.RUNNING, attempt=1, heartbeat=timezone.now() - timedelta(hours=1)
    )

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_pulls()
        assert sent() == []

    assert sent() == [dead.pk]


def test_sources_that_are_due_are_asked_for_once(sent, django_capture_on_commit_callbacks):
    source = SourceFactory(next_due_at=timezone.now())
    SourceFactory()

    with django_capture_on_commit_callbacks(execute=True):
        tasks.pull_due_sources()
        tasks.pull_due_sources()

    assert sent() == [Pull.objects.get(source=source).pk]
