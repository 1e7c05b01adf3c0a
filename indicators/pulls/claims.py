"""The right to work on a pull: one worker has it, and says again and again that it lives."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from indicators.choices import PullState
from indicators.models import Pull
from indicators.pulls.schedule import move_due_date

MAX_ATTEMPTS = 5
STALE_AFTER = timedelta(seconds=120)  # without a heartbeat; longer than the longest write
BEAT_EVERY = 1  # seconds


class ClaimLost(Exception):
    """Another worker has taken the pull over, or it was given up."""


class Claim:
    """One attempt at a pull. Every write asks for it again, by the number of the attempt."""

    def __init__(self, pull: Pull, on_progress: Callable[[int], None] | None):
        self.pull = pull
        self.tell = on_progress or (lambda percent: None)
        self._beaten = time.monotonic()

    @classmethod
    def take(cls, pk: int, on_progress: Callable[[int], None] | None = None) -> "Claim | None":
        """Compare and set: of two workers one gets the pull, the other None."""
        now = timezone.now()
        free = Q(state=PullState.QUEUED) | _is_stale(now)
        with transaction.atomic():
            taken = Pull.objects.filter(free, pk=pk, attempt__lt=MAX_ATTEMPTS).update(
                state=PullState.RUNNING,
                attempt=F("attempt") + 1,
                heartbeat=now,
                started_at=now,
                progress=0,
            )
            if not taken:
                return None
            return cls(Pull.objects.select_related("source").get(pk=pk), on_progress)

    def beat(self, percent: int) -> None:
        """Say that the worker lives and how far it is. Writes once a second at most."""
        self.tell(percent)
        if time.monotonic() - self._beaten >= BEAT_EVERY:
            self._update(heartbeat=timezone.now(), progress=percent)
            self._beaten = time.monotonic()

    def hold(self) -> None:
        """Keep the pull to the end of the transaction: nobody can take it over meanwhile."""
        self._update(heartbeat=timezone.now())

    def finish(self, **columns) -> None:
        """End the pull with its counts."""
        self._update(
            state=PullState.DONE, progress=100, finished_at=timezone.now(), error="", **columns
        )

    def fail(self, message: str, *, retry: bool) -> None:
        """End the pull as failed, unless somebody else has it by now."""
        give_up(self.pull, message, retry=retry)

    def _update(self, **columns) -> None:
        if not same_attempt(self.pull).update(**columns):
            raise ClaimLost


def stale(now: datetime) -> QuerySet[Pull]:
    """The pulls whose worker has not been heard of for two minutes."""
    return Pull.objects.filter(_is_stale(now))


def _is_stale(now: datetime) -> Q:
    return Q(state=PullState.RUNNING, heartbeat__lt=now - STALE_AFTER)


def same_attempt(pull: Pull) -> QuerySet[Pull]:
    """The row of ``pull``, so long as the attempt that ``pull`` knows is the one running."""
    return Pull.objects.filter(pk=pull.pk, state=PullState.RUNNING, attempt=pull.attempt)


def give_up(pull: Pull, message: str, *, retry: bool) -> None:
    """End a running pull as failed. ``retry`` brings a scheduled one back within the hour."""
    now = timezone.now()
    with transaction.atomic():
        if same_attempt(pull).update(state=PullState.FAILED, error=message, finished_at=now):
            move_due_date(pull.source_id, now, retry=retry)
