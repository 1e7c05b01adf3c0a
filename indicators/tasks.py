"""The jobs of the queue. They only call what ``pulls`` does, and send on what it asks for."""

from celery import shared_task
from django.utils import timezone

from indicators.pulls import (
    PullAlreadyRunning,
    due_sources,
    request_pull,
    run_pull,
    sweep,
    tell_of_silence,
)


@shared_task
def pull_source(pull_pk: int) -> None:
    """Run a pull that was asked for. A second message for the same pull does nothing."""
    run_pull(pull_pk)


@shared_task
def sweep_pulls() -> None:
    """Send again the pulls whose worker died or whose message was lost."""
    for pk in sweep(timezone.now()):
        pull_source.delay_on_commit(pk)


@shared_task
def pull_due_sources() -> None:
    """Ask for a pull of every source that is due."""
    for source in due_sources(timezone.now()):
        try:
            pull = request_pull(source)
        except PullAlreadyRunning:
            continue  # asked for by somebody else just now
        pull_source.delay_on_commit(pull.pk)


@shared_task
def report_silent_sources() -> None:
    """Tell the performance team of sources that have gone silent, each of them once."""
    tell_of_silence(timezone.now())
