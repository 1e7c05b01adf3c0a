"""Running a pull, and storing values that somebody brought by hand."""

import logging
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import NamedTuple

from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from indicators.choices import PullState
from indicators.claims import ClaimLost
from indicators.models import Pull
from indicators.pulls.claims import Claim
from indicators.pulls.matching import Matched, Matcher
from indicators.pulls.neighbour_sets import source_reader
from indicators.pulls.rejecting import Rejections, refuse_too_many
from indicators.pulls.schedule import move_due_date
from indicators.pulls.staging import Staging
from indicators.pulls.storing import store
from indicators.sources.base import SourceError
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow

_READ, _COMPARED = 70, 90  # per cent done by then
_FAULT = "Something went wrong here, not in the source. The site's log has the details."
_TOO_LONG = (
    "The pull took more than {} minutes, the most that one may take. "
    "Have the source give fewer rows at once."
)

logger = logging.getLogger(__name__)


class Recorded(NamedTuple):
    """What became of values that were brought by hand. With problems nothing is stored."""

    new: int
    revised: int
    unchanged: int
    problems: list[Problem]
    pull: Pull | None = None  # that brought them, where any is new or revised


def run_pull(pk: int, *, on_progress: Callable[[int], None] | None = None) -> Pull:
    """Claim the queued pull ``pk``, read its source and store what changed.

    Does nothing where another worker has the pull or it has ended, so a message that comes
    twice does no harm. Good rows are stored, bad ones kept as rejections; a source that cannot
    be read, or has too many bad rows, ends the pull as failed, with the reason in ``error`` and
    nothing stored. ``on_progress`` is told the per cent done. Returns the pull as it then
    stands; raises only what is a fault of ours, or the wish to stop.
    """
    claim = Claim.take(pk, on_progress)
    if claim is not None:
        try:
            _pull_or_say_why(claim)
        except ClaimLost:
            logger.warning("Pull %s was cancelled, or taken over by another worker.", pk)
    return Pull.objects.select_related("source").get(pk=pk)


def record_by_hand(rows: Iterable[ObservationRow], origin: str, by=None) -> Recorded:
    """Store rows that the user ``by`` brought, under one pull that bears their ``origin``.

    Stores nothing where any row is wrong, and makes no pull where nothing is new.
    """
    matcher = Matcher()
    with Staging() as staging:
        problems = _take_in(list(rows), matcher, staging)
        problems += staging.part_with_twins()
        staging.compare()
        if problems or not staging.total:
            flat = [problem for row_problems in problems for problem in row_problems]
            return Recorded(0, 0, staging.unchanged, flat)
        with transaction.atomic():
            now = timezone.now()
            pull = Pull.objects.create(
                origin=origin[:200],
                requested_by=by,
                state=PullState.DONE,
                progress=100,
                started_at=now,
                finished_at=now,
            )
            counts = store(pull, matcher, staging, now)
            Pull.objects.filter(pk=pull.pk).update(**counts)
    return Recorded(**counts, problems=[], pull=pull)


def _pull_or_say_why(claim: Claim) -> None:
    """Pull. Whatever ends it early is written down, unless the claim was lost."""
    rejections = Rejections()
    try:
        _pull(claim, rejections)
    except ClaimLost:
        raise
    except SourceError as error:
        claim.fail(str(error), retry=error.retry, rejections=rejections)
    except SoftTimeLimitExceeded:
        minutes = settings.CELERY_TASK_SOFT_TIME_LIMIT // 60
        claim.fail(_TOO_LONG.format(minutes), retry=True, rejections=rejections)
    except Exception:
        claim.fail(_FAULT, retry=True, rejections=rejections)
        raise
    except BaseException:  # the worker is told to stop: the next one takes the pull up
        claim.give_back()
        raise


def _pull(claim: Claim, rejections: Rejections) -> None:
    source, matcher = claim.pull.source, Matcher()
    day = timezone.localdate(claim.pull.requested_at)  # the same however often it is attempted
    reader = source_reader(source.kind, source.settings, day)
    with Staging() as staging, closing(reader.read()) as batches:
        for batch in batches:
            for problems in _take_in(batch.rows, matcher, staging):
                rejections.add(problems)
            claim.beat(int(_READ * batch.fraction))
        for problems in staging.part_with_twins():
            rejections.add(problems)
        refuse_too_many(rejections.count, staging.total, source.rejected_limit)
        staging.compare()
        claim.beat(_COMPARED)
        with transaction.atomic():
            claim.hold()
            now = timezone.now()
            counts = store(claim.pull, matcher, staging, now)
            rejections.save(claim.pull)
            claim.finish(rejected=rejections.count, **counts)
            move_due_date(source.pk, now)
    claim.tell(100)


def _take_in(
    rows: list[ObservationRow | list[Problem]], matcher: Matcher, staging: Staging
) -> list[list[Problem]]:
    """Stage the good rows; returns what is wrong with each of the others."""
    matched = [matcher.match(row) if isinstance(row, ObservationRow) else row for row in rows]
    staging.add([row for row in matched if isinstance(row, Matched)])
    return [row for row in matched if not isinstance(row, Matched)]
