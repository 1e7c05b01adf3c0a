"""Sources that have gone silent, and telling the performance team of each of them once."""

import logging
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string

from indicators.choices import PullState
from indicators.models import Pull, Source
from indicators.models.closed_day import current_calendar

READERS = "indicators.add_pull"  # who may start a pull is told that one is wanted

logger = logging.getLogger(__name__)


class Silent(NamedTuple):
    """A source without a good pull for longer than its grace."""

    source: Source
    last_success: datetime | None
    since: datetime  # its grace was over then


def silent_sources(now: datetime) -> list[Silent]:
    """The sources that are silent at ``now``. Two queries."""
    good = Pull.objects.filter(source=OuterRef("pk"), state=PullState.DONE).order_by("-pk")
    sources = Source.objects.annotate(last_success=Subquery(good.values("finished_at")[:1]))
    calendar = current_calendar()
    dated = [
        Silent(source, source.last_success, source.silent_from(source.last_success, calendar))
        for source in sources
    ]
    return [row for row in dated if row.since and row.since <= now]


def tell_of_silence(now: datetime) -> list[Source]:
    """E-mail the performance team about the sources that it has not been told of.

    A source is told of once, and again only after a good pull in between. Where nobody has an
    e-mail address nothing is sent and the log says so. Returns the sources that were told of.
    """
    addresses = _addresses()
    rows = [row for row in silent_sources(now) if not _was_told(row)]
    if rows and not addresses:
        names = ", ".join(row.source.name for row in rows)
        logger.warning("Silent, and nobody with an e-mail address to tell: %s.", names)
        return []
    claimed = [row for row in rows if _claim(row.source, now)]
    if claimed:
        try:
            _send(claimed, addresses)
        except Exception:
            for row in claimed:  # not told after all: the next run tries again
                told_at = row.source.silence_told_at
                Source.objects.filter(pk=row.source.pk).update(silence_told_at=told_at)
            raise
    return [row.source for row in claimed]


def _was_told(row: Silent) -> bool:
    told_at = row.source.silence_told_at
    return told_at is not None and (row.last_success is None or told_at > row.last_success)


def _claim(source: Source, now: datetime) -> bool:
    """Compare and set: of two that look at the same time one tells."""
    same = Source.objects.filter(pk=source.pk, silence_told_at=source.silence_told_at)
    return bool(same.update(silence_told_at=now))


def _addresses() -> list[str]:
    readers = get_user_model().objects.with_perm(
        READERS,
        include_superusers=False,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return list(readers.exclude(email="").order_by("email").values_list("email", flat=True))


def _send(rows: list[Silent], addresses: list[str]) -> None:
    one = len(rows) == 1
    subject = f"{rows[0].source} has gone silent" if one else f"{len(rows)} sources are silent"
    body = render_to_string("indicators/emails/silent.txt", {"rows": rows})
    send_mail(" ".join(subject.split()), body, None, addresses)
