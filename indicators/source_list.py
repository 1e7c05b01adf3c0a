"""How each source stands: the rows of the pulls page. Two queries, whatever the history."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from indicators.choices import PullState
from indicators.models import Pull, Source


@dataclass(frozen=True)
class SourceLine:
    """A source with its newest pull and the newest one that ended well."""

    source: Source
    latest: Pull | None
    success: Pull | None

    @property
    def came(self) -> str:
        """What the newest finished pull brought, in words."""
        return came_words(self.success) if self.success else "Nothing yet"

    @property
    def live(self) -> bool:
        """Whether a pull of it is waiting or running."""
        return self.latest is not None and self.latest.is_live


def came_words(pull: Pull) -> str:
    """“52 new, 3 revised, 118 unchanged, 5 rejected”."""
    words = f"{pull.new:,} new, {pull.revised:,} revised, {pull.unchanged:,} unchanged"
    return f"{words}, {pull.rejected:,} rejected" if pull.rejected else words


def source_lines() -> list[SourceLine]:
    """Every source with its newest pull and its newest success."""
    newest = Pull.objects.filter(source=OuterRef("pk")).order_by("-pk")
    sources = list(
        Source.objects.annotate(
            latest_id=Subquery(newest.values("pk")[:1]),
            success_id=Subquery(newest.filter(state=PullState.DONE).values("pk")[:1]),
        )
    )
    keys = {key for row in sources for key in (row.latest_id, row.success_id) if key}
    pulls = Pull.objects.select_related("source").in_bulk(keys)
    return [SourceLine(row, pulls.get(row.latest_id), pulls.get(row.success_id)) for row in sources]
