"""The trail of a report: one row for every change of a place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Max

from programmes.drafting.places import Place
from programmes.models import Change, Report


def newest_change(report: Report) -> int:
    """The number of the newest change, 0 before the first: how much of the trail is seen."""
    return report.changes.aggregate(newest=Max("pk"))["newest"] or 0


def record(
    report: Report, place: Place | str, label: str, before: str, after: str, *, by
) -> Change:
    """Note one change. ``by`` is None for what a job did; “state” is a place of no section."""
    found = place if isinstance(place, Place) else Place.parse(place)
    return Change.objects.create(
        report=report,
        section=found.section if found else "",
        place=str(place),
        label=label,
        before=before,
        after=after,
        by=by,
    )


@dataclass(frozen=True)
class Later:
    """What happened to a place after somebody opened the page.

    ``base`` is what it read then; ``other`` the newest change by somebody else, if any;
    ``written`` that base and what the person has written there since.
    """

    base: str
    other: Change | None = None
    written: frozenset[str] = frozenset()


def later_changes(report: Report, places: Iterable[str], seen: int, *, by) -> dict[str, Later]:
    """What changed after change number ``seen``, by place. One query."""
    found: dict[str, Later] = {}
    changes = report.changes.filter(pk__gt=seen, place__in=list(places)).select_related("by")
    for change in changes.order_by("pk"):
        base = change.before
        later = found.get(change.place) or Later(base, written=frozenset([base]))
        if change.by_id == by.pk:
            later = replace(later, written=later.written | {change.after})
        else:
            later = replace(later, other=change)
        found[change.place] = later
    return found
