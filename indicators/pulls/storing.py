"""Storing values: what they replace is kept, then they are written."""

from collections.abc import Iterator
from datetime import datetime
from operator import itemgetter

from django.db import connection

from indicators.models import Observation, Pull, Revision
from indicators.pulls.matching import (
    KEY_FIELDS,
    VALUE_FIELDS,
    Difference,
    Matched,
    Matcher,
    Stored,
    compare,
    last_write,
)

SLICE = 5000  # rows a statement
_WRITE_LOCK = 42


def lock_values() -> None:
    """Let one transaction at a time write values, until it ends.

    Two sources may bring the same value, so the lock is for all of them. On SQLite a
    transaction that writes is alone already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITE_LOCK])


def store(pull: Pull, matcher: Matcher, found: Difference, now: datetime) -> Difference:
    """Write what differs from what is stored, and the history of what it replaces.

    ``found`` was worked out before the lock was taken. Where anybody has written since, it is
    worked out afresh, so that no value is doubled and none is lost. Call it in a transaction;
    returns what was written.
    """
    lock_values()
    rows = matcher.with_categories(found.changes())
    if last_write() != found.as_of:
        again = compare(sorted(rows, key=itemgetter(0)))
        again.unchanged += found.unchanged
        found, rows = again, again.changes()
    for part in _slices(found.revised):
        Revision.objects.bulk_create([_history(pull, stored, now) for _, stored in part])
    revisions = {row.key: stored.revision + 1 for row, stored in found.revised}
    for part in _slices(rows):
        Observation.objects.bulk_create(
            [_observation(pull, row, revisions.get(row.key, 1)) for row in part],
            update_conflicts=True,
            unique_fields=KEY_FIELDS,
            update_fields=(*VALUE_FIELDS, "pull", "revision"),
        )
    return found


def _history(pull: Pull, stored: Stored, now: datetime) -> Revision:
    return Revision(
        observation_id=stored.pk,
        revision=stored.revision,
        pull_id=stored.pull_id,
        replaced_by=pull,
        replaced_at=now,
        **dict(zip(VALUE_FIELDS, stored.values, strict=True)),
    )


def _observation(pull: Pull, row: Matched, revision: int) -> Observation:
    names = (*KEY_FIELDS, *VALUE_FIELDS)
    values = dict(zip(names, (*row.key, *row.values), strict=True))
    return Observation(pull=pull, revision=revision, **values)


def _slices(rows: list) -> Iterator[list]:
    for start in range(0, len(rows), SLICE):
        yield rows[start : start + SLICE]
