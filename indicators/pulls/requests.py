"""Asking for pulls, by hand and by the clock, and asking again where a worker died."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.choices import LIVE_PULL_STATES
from indicators.models import Pull, Source
from indicators.pulls.claims import CLAIMS, give_up

_DIED = "The worker stopped before the pull was finished. Pull again."


class PullAlreadyRunning(Exception):
    """The source has a live pull, given as ``pull``."""

    def __init__(self, pull: Pull):
        super().__init__(f"{pull.source} is being pulled already.")
        self.pull = pull


def request_pull(source: Source, by=None) -> Pull:
    """Queue a pull of ``source`` for the user ``by``; whoever calls this sends it to a worker.

    Raises PullAlreadyRunning while one is waiting or running. One whose worker died is given
    up first, so that a crash never blocks a source.
    """
    for dead in CLAIMS.stale(timezone.now()).filter(source=source):
        give_up(dead, _DIED, retry=True)
    try:
        with transaction.atomic():
            return Pull.objects.create(source=source, requested_by=by)
    except IntegrityError:
        live = source.pulls.select_related("source").filter(state__in=LIVE_PULL_STATES).first()
        if live is None:  # it ended between the two statements
            return Pull.objects.create(source=source, requested_by=by)
        raise PullAlreadyRunning(live) from None


def due_sources(now: datetime) -> QuerySet[Source]:
    """The sources whose scheduled pull should start by ``now`` and that have none going."""
    live = Pull.objects.filter(state__in=LIVE_PULL_STATES, source__isnull=False)
    due = Source.objects.filter(enabled=True, next_due_at__lte=now)
    return due.exclude(pk__in=live.values("source"))


def sweep(now: datetime) -> list[int]:
    """Put right the pulls whose worker died or whose message was lost.

    Returns the keys of those to send to a worker again. After 5 attempts a pull has failed.
    """
    return CLAIMS.sweep(now, lambda pull: give_up(pull, _DIED, retry=True))
