"""Running a pull, and storing values that somebody brought by hand."""

import logging
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from indicators.choices import PullState
from indicators.models import Pull, Rejection
from indicators.pulls.claims import Claim, ClaimLost
from indicators.pulls.matching import Difference, Matcher, compare
from indicators.pulls.schedule import move_due_date
from indicators.pulls.storing import store
from indicators.sources.base import SourceError
from indicators.sources.problems import Problem
from indicators.sources.register import reader_for
from indicators.sources.rows import ObservationRow

REJECTIONS_KEPT = 1000  # of each pull; all are counted

_READ, _COMPARED = 70, 90  # per cent done by then
_STOPPED = "The pull was stopped before it was finished. Pull again."
_FAULT = "Something went wrong here, not in the source. The site's log has the details."

logger = logging.getLogger(__name__)


class Recorded(NamedTuple):
    """What became of values that were brought by hand. With problems nothing is stored."""

    new: int
    revised: int
    unchanged: int
    problems: list[Problem]


def run_pull(pk: int, *, on_progress: Callable[[int], None] | None = None) -> Pull:
    """Claim the queued pull ``pk``, read its source and store what changed.

    Does nothing where another worker has the pull or it has ended, so a message that comes
    twice does no harm. Good rows are stored, bad ones kept as rejections; a source that cannot
    be read ends the pull as failed, with the reason in ``error``. ``on_progress`` is told the
    per cent done. Returns the pull as it then stands; raises only what is a fault of ours.
    """
    claim = Claim.take(pk, on_progress)
    if claim is not None:
        try:
            _pull(claim)
        except ClaimLost:
            logger.warning("Pull %s was taken over by another worker.", pk)
        except SourceError as error:
            claim.fail(str(error), retry=error.retry)
        except BaseException as error:
            claim.fail(_FAULT if isinstance(error, Exception) else _STOPPED, retry=True)
            raise
    return Pull.objects.select_related("source").get(pk=pk)


def record_by_hand(rows: Iterable[ObservationRow], origin: str, by=None) -> Recorded:
    """Store rows that the user ``by`` brought, under one pull that bears their ``origin``.

    Stores nothing where any row is wrong, and makes no pull where nothing is new.
    """
    matcher, problems = Matcher(), []
    for row in rows:
        problems += matcher.match(row)
    for row_problems in matcher.sort():
        problems += row_problems
    found = compare(matcher.rows)
    if problems or not (found.new or found.revised):
        return Recorded(0, 0, found.unchanged, problems)
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
        counts = _counts(store(pull, matcher, found, now))
        Pull.objects.filter(pk=pull.pk).update(**counts)
    return Recorded(**counts, problems=[])


def _pull(claim: Claim) -> None:
    source = claim.pull.source
    matcher, rejections = Matcher(), _Rejections()
    for batch in reader_for(source.kind, source.settings).read():
        for row in batch.rows:
            rejections.add(matcher.match(row) if isinstance(row, ObservationRow) else row)
        claim.beat(int(_READ * batch.fraction))
    for row_problems in matcher.sort():
        rejections.add(row_problems)
    found = compare(matcher.rows)
    claim.beat(_COMPARED)
    with transaction.atomic():
        claim.hold()
        now = timezone.now()
        counts = _counts(store(claim.pull, matcher, found, now))
        Rejection.objects.bulk_create(rejections.rows(claim.pull))
        claim.finish(rejected=rejections.count, **counts)
        move_due_date(source.pk, now)
    claim.tell(100)


def _counts(written: Difference) -> dict[str, int]:
    return {
        "new": len(written.new),
        "revised": len(written.revised),
        "unchanged": written.unchanged,
    }


class _Rejections:
    """Counts the rows that were refused and keeps the first thousand problems."""

    def __init__(self):
        self.count = 0
        self._problems: list[Problem] = []

    def add(self, problems: list[Problem]) -> None:
        """Take in what is wrong with one row; nothing where it is right."""
        if problems:
            self.count += 1
            if len(self._problems) < REJECTIONS_KEPT:
                self._problems += problems

    def rows(self, pull: Pull) -> list[Rejection]:
        """The rejections to store, each text cut to its column."""
        return [
            Rejection(
                pull=pull,
                place=problem.place[:200],
                field=problem.field[:50],
                text=problem.text[:200],
                message=problem.message[:300],
            )
            for problem in self._problems[:REJECTIONS_KEPT]
        ]
