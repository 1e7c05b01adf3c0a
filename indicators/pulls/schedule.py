"""When a source is next due, once a pull of it has ended."""

from datetime import datetime, timedelta

from indicators.models import Source
from indicators.models.closed_day import current_calendar
from indicators.workdays import next_due

RETRY_AFTER = timedelta(hours=1)


def move_due_date(source_pk: int, now: datetime, *, retry: bool = False) -> None:
    """Move the due date of a source whose pull has just ended, if it has passed.

    ``retry``: the pull failed in a way that may mend itself, so it is tried again in an hour.
    """
    source = Source.objects.get(pk=source_pk)
    due = source.next_due_at
    if due is not None and due > now:
        return
    again = due is not None and retry
    following = now + RETRY_AFTER if again else next_due(source.timetable, now, current_calendar())
    Source.objects.filter(pk=source_pk, next_due_at=due).update(next_due_at=following)
