"""Rows that jobs work on. The row is the truth and the queue only a hint.

Whoever claims a row works on it and says again and again that it lives; a claim that was lost
can write nothing. A sweeper sends again what a dead worker left, or whose message was lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

MAX_ATTEMPTS = 5
_RUNNING = "running"


class ClaimLost(Exception):
    """The row was cancelled, taken over by another worker, or given up."""


@dataclass(frozen=True)
class Claims:
    """The rows of a table with ``state``, ``attempt`` and ``heartbeat``.

    ``waiting`` is its state before a worker has it, ``asked_at`` the column that says since when.
    """

    model: type[Model]
    waiting: str
    asked_at: str

    def take(self, pk: int, **columns) -> bool:
        """Compare and set: of two workers one gets the row, the other False."""
        now = timezone.now()
        free = Q(state=self.waiting) | self._is_stale(now)
        rows = self.model.objects.filter(free, pk=pk, attempt__lt=MAX_ATTEMPTS)
        running = {"state": _RUNNING, "attempt": F("attempt") + 1, "heartbeat": now}
        return bool(rows.update(**running, **columns))

    def same_attempt(self, row: Model) -> QuerySet:
        """The row, so long as the attempt that ``row`` knows is the one running."""
        return self.model.objects.filter(pk=row.pk, state=_RUNNING, attempt=row.attempt)

    def stale(self, now: datetime) -> QuerySet:
        """The rows whose worker has not been heard of for two minutes, or PULL_STALE_SECONDS."""
        return self.model.objects.filter(self._is_stale(now))

    def sweep(self, now: datetime, give_up: Callable[[Model], object]) -> list[int]:
        """Put right the rows whose worker died or whose message was lost.

        Returns the keys of those to send to a worker again. One that was attempted 5 times is
        handed to ``give_up`` instead.
        """
        again = []
        for row in self.stale(now):
            if row.attempt >= MAX_ATTEMPTS:
                give_up(row)
            # Asked again in the update itself: the worker may have come to life meanwhile.
            elif self.stale(now).filter(pk=row.pk).update(state=self.waiting, heartbeat=now):
                again.append(row.pk)
        return again + self._unsent(now)

    def _unsent(self, now):
        """The heartbeat of a waiting row says when it was last sent; one so late was lost."""
        waiting = self.model.objects.filter(state=self.waiting)
        late = waiting.alias(sent_at=Coalesce("heartbeat", self.asked_at))
        return [
            row.pk
            for row in late.filter(sent_at__lt=now - stale_after())
            if waiting.filter(pk=row.pk, heartbeat=row.heartbeat).update(heartbeat=now)
        ]

    def _is_stale(self, now):
        return Q(state=_RUNNING, heartbeat__lt=now - stale_after())


def stale_after() -> timedelta:
    """How long a worker may be silent: longer than the longest write."""
    return timedelta(seconds=settings.PULL_STALE_SECONDS)


def leave_what_was_under_way() -> None:
    """Take a new connection: whatever broke in may have left this one amid a statement."""
    if not connection.in_atomic_block:
        connection.close()
