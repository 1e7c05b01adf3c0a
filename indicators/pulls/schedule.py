"""When a source is next due."""

from datetime import datetime, timedelta

from django.utils import timezone

from indicators.models import Source

RETRY_AFTER = timedelta(hours=1)


def move_due_date(source_pk: int, now: datetime, *, retry: bool = False) -> None:
    """Move the due date of a source whose pull has just ended, if it has passed.

    ``retry``: the pull failed in a way that may mend itself, so it is tried again in an hour.
    """
    source = Source.objects.get(pk=source_pk)
    due = source.next_due_at
    if due is not None and due > now:
        return
    if due is not None and retry:
        following = now + RETRY_AFTER
    elif source.schedule:
        following = next_due(due or now, source.schedule, now)
    else:
        following = None
    Source.objects.filter(pk=source_pk, next_due_at=due).update(next_due_at=following)


def next_due(due: datetime, days: int, now: datetime) -> datetime:
    """The first date after ``now`` that lies whole steps of ``days`` after ``due``.

    The time of day stays, when clocks change too.
    """
    steps = max((now - due) // timedelta(days=days), 0) + 1
    local = timezone.localtime(due)
    following = local + timedelta(days=days * steps)
    return following if following > now else following + timedelta(days=days)
