"""Sending jobs from pages, where a person waits for the answer."""

import logging

from celery import Task
from kombu.exceptions import ChannelError, OperationalError

logger = logging.getLogger(__name__)


def queued(task: Task, *args) -> bool:
    """Send a job once the transaction commits. False where the queue does not answer."""
    try:
        task.delay_on_commit(*args)
    except (ChannelError, OperationalError, OSError):
        logger.exception("%s was not queued.", task.name)
        return False
    return True
