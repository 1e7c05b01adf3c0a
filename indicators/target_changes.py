"""Changes of targets, one or thousands: what they change, and how they are written.

Whoever calls the writing functions does it in a transaction and tells the reports it touches.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from indicators.choices import TargetKind
from indicators.models import Target
from indicators.models.history import REASON_LENGTH, because
from indicators.overlaps import refuse_overlaps

ONE_DAY = timedelta(days=1)
AMOUNTS = ("value", "lower", "upper")
_BATCH = 500
_JUDGES = (
    "category_id",
    "kind",
    "value",
    "lower",
    "upper",
    "amber_tolerance",
    "tolerance_kind",
    "indicative",
    "effective_from",
)
PRINTED = (*_JUDGES[1:-1], "origin", "vintage")
"""What a report shows of a target, or judges by."""


class Change(NamedTuple):
    """A target as it stands and as it will be; None before it exists, and once it is deleted."""

    before: Target | None
    after: Target | None


def is_in_year(change: Change, today: date) -> bool:
    """Whether it changes what holds, or held, on a day that has come; such a change has a reason.

    A new target is none of these, nor is one that is ended today or later.
    """
    before, after = change
    if before is None or before.effective_from > today:
        return False
    if after is None or any(getattr(before, name) != getattr(after, name) for name in _JUDGES):
        return True
    if before.effective_to == after.effective_to:
        return False
    return min(before.effective_to or date.max, after.effective_to or date.max) < today


def same_in_print(one: Target | None, other: Target | None) -> bool:
    """Whether a report that takes either reads the same."""
    if one is None or other is None:
        return one is other
    return all(getattr(one, name) == getattr(other, name) for name in PRINTED)


def facts_of(target: Target, names: Sequence[str] = PRINTED) -> tuple[str, ...]:
    """These fields as texts, which are the same for 20.7 and 20.7000."""
    return tuple(_plain(getattr(target, name)) for name in names)


def _plain(value) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def kind_for(value: Decimal | None, *, closer: bool) -> TargetKind:
    """The kind of a target with this one value; without one it is a range."""
    if value is None:
        return TargetKind.RANGE
    return TargetKind.CLOSER if closer else TargetKind.SINGLE


def ended(target: Target, last_day: date) -> Target:
    """A copy that ends on ``last_day``, or earlier where it does already."""
    closed = copy(target)
    if closed.effective_to is None or closed.effective_to > last_day:
        closed.effective_to = last_day
    return closed


@transaction.atomic
def succeed(closed: Target, following: Target, *, reason: str) -> None:
    """Save the end of a target and the next one, or neither. ``IntegrityError`` if they overlap."""
    for target in (closed, following):
        because(target, reason)
        target.save()
    refuse_overlaps()


def bulk_end(targets: Sequence[Target], *, by, reason: str) -> None:
    """Store the last days of many targets, with a record of each."""
    bulk_update_with_history(
        targets, Target, ["effective_to"], batch_size=_BATCH, **_told(by, reason)
    )


def bulk_create(targets: Sequence[Target], *, by, reason: str) -> None:
    """Store many new targets, with a record of each."""
    bulk_create_with_history(targets, Target, batch_size=_BATCH, **_told(by, reason))


def _told(by, reason):
    return {"default_user": by, "default_change_reason": reason[:REASON_LENGTH]}


def delete(targets: Iterable[Target], *, reason: str) -> None:
    """Delete targets one by one, each for the reason."""
    for target in targets:
        because(target, reason)
        target.delete()
