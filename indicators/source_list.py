"""How each source stands: the rows of the pulls page. Two queries, whatever the history."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from indicators.choices import PullState
from indicators.models import Pull, Source
from indicators.workdays import Calendar


@dataclass(frozen=True)
class SourceLine:
    """A source with its newest pull and the newest one that ended well, as at ``now``.

    ``calendar`` says which days are working days.
    """

    source: Source
    latest: Pull | None
    success: Pull | None
    now: datetime
    calendar: Calendar

    @property
    def came(self) -> str:
        """What the newest good pull brought, in words; of a silent source, for how long none."""
        if self.silent:
            return self._silence_words()
        return came_words(self.success) if self.success else "Nothing yet"

    @property
    def live(self) -> bool:
        """Whether a pull of it is waiting or running."""
        return self.latest is not None and self.latest.is_live

    @property
    def silent_since(self) -> datetime | None:
        """When its grace was over without a good pull; None where it is not."""
        last = self.success.finished_at if self.success else None
        since = self.source.silent_from(last, self.calendar)
        return since if since and since <= self.now else None

    @property
    def silent(self) -> bool:
        """Whether it has brought nothing for longer than its grace."""
        return self.silent_since is not None

    def _silence_words(self) -> str:
        days = (self.now - self.silent_since).days
        past = f"{days:,} day{'' if days == 1 else 's'}" if days else "Less than a day"
        told_at = self.source.silence_told_at
        if told_at is None or told_at < self.silent_since:
            return f"{past} past its grace"
        told_on = date_format(timezone.localtime(told_at), "j F")
        return f"{past} past its grace. The performance team was e-mailed on {told_on}"


def came_words(pull: Pull) -> str:
    """“52 new, 3 revised, 118 unchanged, 5 rejected”."""
    words = f"{pull.new:,} new, {pull.revised:,} revised, {pull.unchanged:,} unchanged"
    return f"{words}, {pull.rejected:,} rejected" if pull.rejected else words


def source_lines(calendar: Calendar, now: datetime | None = None) -> list[SourceLine]:
    """Every source with its newest pull and its newest success, as at ``now``."""
    now = now or timezone.now()
    newest = Pull.objects.filter(source=OuterRef("pk")).order_by("-pk")
    sources = list(
        Source.objects.annotate(
            latest_id=Subquery(newest.values("pk")[:1]),
            success_id=Subquery(newest.filter(state=PullState.DONE).values("pk")[:1]),
        )
    )
    keys = {key for row in sources for key in (row.latest_id, row.success_id) if key}
    pulls = Pull.objects.select_related("source").in_bulk(keys)
    return [
        SourceLine(row, pulls.get(row.latest_id), pulls.get(row.success_id), now, calendar)
        for row in sources
    ]
