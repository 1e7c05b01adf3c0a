"""Values that were revised: what they said before, and what they said instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from indicators.models import Observation, Pull, Revision
from indicators.models.observation import Reported

# What the columns of a value are called where one of them was changed.
_PARTS = {
    "value": "value",
    "symbol": "value",
    "places": "digits",
    "numerator": "counts",
    "denominator": "counts",
    "status": "status",
    "not_comparable": "comparability",
    "note": "note",
}


@dataclass(frozen=True)
class Revised:
    """One value that was changed. ``was`` and ``now`` are as observations, not to be saved."""

    observation: Observation
    was: Observation
    now: Observation
    at: datetime

    @property
    def parts(self) -> list[str]:
        """What was changed in it: “value”, “counts”, “status” …; empty where it came back."""
        changed = (
            part
            for name, part in _PARTS.items()
            if getattr(self.was, name) != getattr(self.now, name)
        )
        return list(dict.fromkeys(changed))


def revisions_by(pull: Pull) -> QuerySet[Revision]:
    """What a pull replaced, by indicator, area, category and period."""
    keys = ("indicator__code", "area__name", "category__position", "period_end", "period_start")
    return (
        Revision.objects.filter(replaced_by=pull)
        .select_related("observation__indicator", "observation__area", "observation__category")
        .order_by(*(f"observation__{key}" for key in keys))
    )


def with_what_came(revisions: Iterable[Revision]) -> list[Revised]:
    """Each revision with the value that came in its place, revised since or not. One query."""
    revisions = list(revisions)
    since = {
        (later.observation_id, later.revision): later
        for later in Revision.objects.filter(
            observation__in=[revision.observation_id for revision in revisions],
            revision__in={revision.revision + 1 for revision in revisions},
        )
    }
    return [
        _revised(revision, since.get((revision.observation_id, revision.revision + 1)))
        for revision in revisions
    ]


def _revised(revision: Revision, replacement: Revision | None) -> Revised:
    held = revision.observation
    now = _as_said(held, replacement) if replacement else held
    return Revised(held, _as_said(held, revision), now, revision.replaced_at)


def _as_said(observation: Observation, said: Reported) -> Observation:
    """The observation as it stood when it said that."""
    columns = {field.attname: getattr(said, field.attname) for field in Reported._meta.fields}
    return Observation(
        indicator_id=observation.indicator_id,
        period_start=observation.period_start,
        period_end=observation.period_end,
        **columns,
    )
