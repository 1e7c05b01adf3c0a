"""Work that a job does once: its claim, and the reason written down where it ends early."""

import errno
import logging
import sqlite3
import time
from collections.abc import Callable

from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.utils import timezone

from indicators.claims import ClaimLost, Claims, leave_what_was_under_way
from programmes.choices import WorkState
from programmes.models import Work

DIED = "The worker stopped again and again before it was finished. Try again."
_FAULT = "Something went wrong here. The site’s log has the details. Tell the performance team."
_TOO_LONG = (
    "It took more than {} seconds, the most that it may take. Try again when the site is less "
    "busy, or split the programme."
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DISK_FULL = "53100"  # PostgreSQL's own code for it

logger = logging.getLogger(__name__)


class TookTooLong(Exception):
    """The work has had all the time that it may take."""


class WorkClaim:
    """One attempt at a piece of work. Every write asks for it again."""

    def __init__(self, claims: Claims, row: Work):
        self.row = row
        self._claims, self._started = claims, time.monotonic()

    def begin(self, step: str) -> None:
        """Say that the worker lives and what it makes now: “PDF”.

        Raises ``ClaimLost``, or ``TookTooLong`` after DOCUMENTS_SECONDS.
        """
        if time.monotonic() - self._started > settings.DOCUMENTS_SECONDS:
            raise TookTooLong
        self.row.step = step
        self._update(heartbeat=timezone.now(), step=step)

    def finish(self, **columns) -> None:
        """End it well. In a transaction with what was made, so that both count or neither."""
        self._end(WorkState.DONE, error="", **columns)

    def fail(self, message: str) -> None:
        """End it without success and say why, unless somebody else has it by now."""
        leave_what_was_under_way()
        give_up(self._claims, self.row, message)

    def give_back(self) -> None:
        """Let the next worker start it afresh."""
        leave_what_was_under_way()
        again = self._claims.same_attempt(self.row)
        again.update(state=WorkState.WAITING, heartbeat=timezone.now())

    def _end(self, state, **columns):
        self._update(state=state, ended_at=timezone.now(), **columns)

    def _update(self, **columns):
        if not self._claims.same_attempt(self.row).update(**columns):
            raise ClaimLost


def claims_of(model: type[Work]) -> Claims:
    """The claims of one kind of work."""
    return Claims(model, WorkState.WAITING, "asked_at")


def give_up(claims: Claims, row: Work, message: str) -> None:
    """End running work as failed, for the reason given."""
    failed = {"state": WorkState.FAILED, "ended_at": timezone.now(), "error": message}
    claims.same_attempt(row).update(**failed)


def run(
    claims: Claims,
    pk: int,
    make: Callable[[WorkClaim], None],
    *,
    refusals: tuple[type[Exception], ...],
) -> None:
    """Claim the work ``pk`` and ``make`` it. Does nothing where another worker has it.

    Whatever ends it early is written on its row: the words of a refusal, a full disk, too long.
    Raises only what is a fault of ours, or the wish to stop.
    """
    if not claims.take(pk):
        return
    claim = WorkClaim(claims, claims.model.objects.get(pk=pk))
    try:
        make(claim)
    except ClaimLost:
        logger.warning("%s was taken over by another worker, or given up.", claim.row)
    except refusals as refusal:
        claim.fail(str(refusal))
    except Exception as error:
        reason = _reason_of(error, claim.row.step)
        claim.fail(reason or _FAULT)
        if not reason:
            raise
        logger.exception("%s was not made.", claim.row)
    except BaseException:  # the worker is told to stop: the next one takes the work up
        claim.give_back()
        raise


def _reason_of(error, step):
    """What to tell people of an error that is no fault of ours; empty of any other."""
    if isinstance(error, SoftTimeLimitExceeded | TookTooLong):
        return _TOO_LONG.format(settings.DOCUMENTS_SECONDS)
    if _is_full(error):
        return f"The disk was full while it was stored ({step}). Make room and try again."
    if isinstance(error, OSError):
        said = error.strerror or error
        return f"It could not be stored ({step}): {said}. Tell the performance team and try again."
    return ""


def _is_full(error):
    """Whether there was no room for a file, or for a row of either database."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    said = error.__cause__
    full = getattr(said, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return full or getattr(said, "sqlstate", None) == _DISK_FULL
