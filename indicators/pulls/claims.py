"""The right to work on a pull: one worker has it, and says again and again that it lives."""

import time
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.choices import LIVE_PULL_STATES, PullState
from indicators.claims import ClaimLost, Claims, leave_what_was_under_way
from indicators.models import Pull
from indicators.names import name_of
from indicators.pulls.rejecting import Rejections
from indicators.pulls.schedule import move_due_date

CLAIMS = Claims(Pull, PullState.QUEUED, "requested_at")
BEAT_EVERY = 1  # seconds

_STOPPED = "It was stopped at the terminal. Pull again."


class Claim:
    """One attempt at a pull. Every write asks for it again, by the number of the attempt."""

    def __init__(self, pull: Pull, on_progress: Callable[[int], None] | None):
        self.pull = pull
        self.tell = on_progress or (lambda percent: None)
        self._beaten = time.monotonic()

    @classmethod
    def take(cls, pk: int, on_progress: Callable[[int], None] | None = None) -> "Claim | None":
        """Compare and set: of two workers one gets the pull, the other None."""
        with transaction.atomic():
            if not CLAIMS.take(pk, started_at=timezone.now(), progress=0):
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

    def fail(self, message: str, *, retry: bool, rejections: Rejections) -> None:
        """End the pull as failed, unless somebody else has it by now. Its rejections stay."""
        leave_what_was_under_way()
        with transaction.atomic():
            if give_up(self.pull, message, retry=retry, rejected=rejections.count):
                rejections.save(self.pull)

    def give_back(self) -> None:
        """Let the next worker start it afresh."""
        leave_what_was_under_way()
        CLAIMS.same_attempt(self.pull).update(state=PullState.QUEUED, heartbeat=timezone.now())

    def _update(self, **columns) -> None:
        if not CLAIMS.same_attempt(self.pull).update(**columns):
            raise ClaimLost


def give_up(pull: Pull, message: str, *, retry: bool, rejected: int = 0) -> bool:
    """End a running pull as failed. ``retry`` brings a scheduled one back within the hour."""
    running = CLAIMS.same_attempt(pull)
    return end(running, pull, PullState.FAILED, retry=retry, error=message, rejected=rejected)


def cancel_pull(pull: Pull, by) -> bool:
    """Cancel a pull that waits or runs, at the wish of the user ``by``.

    Its worker notices at the next beat, and before it stores anything. False where the pull had
    ended already.
    """
    live = Pull.objects.filter(pk=pull.pk, state__in=LIVE_PULL_STATES)
    who = name_of(by)
    return end(live, pull, PullState.CANCELLED, error=f"{who} cancelled it.")


def stop_pull(pull: Pull) -> bool:
    """Cancel at the terminal what was run there, ``pull`` being as it was before it was run.

    Whether it was claimed by then does not matter, unless a later attempt has it. False where it
    had ended already.
    """
    leave_what_was_under_way()
    live = Pull.objects.filter(pk=pull.pk, state__in=LIVE_PULL_STATES)
    ours = live.filter(attempt__lte=pull.attempt + 1)
    return end(ours, pull, PullState.CANCELLED, error=_STOPPED)


def end(
    rows: QuerySet[Pull], pull: Pull, state: PullState, *, retry: bool = False, **columns
) -> bool:
    """End ``pull`` in that state if it is one of ``rows``, and move its source's due date."""
    now = timezone.now()
    with transaction.atomic():
        ended = rows.update(state=state, finished_at=now, **columns)
        if ended:
            move_due_date(pull.source_id, now, retry=retry)
    return bool(ended)
