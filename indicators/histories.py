"""The history of an indicator as people read it: who changed what, when, why, from what to what.

The records are written by the models themselves (``indicators.models.history``).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Field, Model, QuerySet
from django.utils.text import capfirst

from indicators.labels import number_label, places_of, value_label
from indicators.models import Category, DefinitionChange, Indicator, Target
from indicators.models.history import AS_IT_STOOD
from indicators.names import name_of
from indicators.periods import day_label

NOTHING = "nothing"
SITE_ITSELF = "The site itself"
SOMEBODY_GONE = "Somebody whose account was deleted"

_DONE = {"+": "added", "~": "changed", "-": "removed"}
_NOT_TOLD = {"id", "indicator", "programme"}


@dataclass(frozen=True)
class FieldChange:
    """One field that changed, in words; ``before`` is empty in what was added."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One change of one thing. ``what`` is “Target from 1 April 2016, changed”."""

    at: datetime
    by: str
    what: str
    changes: tuple[FieldChange, ...]
    reason: str


@dataclass(frozen=True)
class Kept:
    """The records of one kind of thing, and how they are told.

    ``name`` gives what a record is of; ``labels`` the words for fields whose own are not those of
    the forms; ``words`` the values of fields that need more than the value; ``reason`` the field
    in which the thing itself says why.
    """

    records: QuerySet
    name: Callable[[Model], str]
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    reason: str = ""


def history_of_indicators(pks: Collection[int]) -> list[Step]:
    """Indicators with all targets they have or had, newest first. Six queries."""
    records = Indicator.history.filter(id__in=pks)
    newest = records.first()
    return told(
        Kept(records, lambda record: f"Indicator {record.code}"),
        _targets(Target.history.filter(indicator_id__in=pks), pks, newest.unit if newest else ""),
        Kept(
            DefinitionChange.history.filter(indicator_id__in=pks),
            lambda record: f"New definition from {day_label(record.effective_from)}",
        ),
    )


def history_of_target(target: Target) -> list[Step]:
    """One target, newest first."""
    records = Target.history.filter(id=target.pk)
    return told(_targets(records, [target.indicator_id], target.indicator.unit))


def _targets(records: QuerySet, indicators: Collection[int], unit: str) -> Kept:
    bands = dict(Category.objects.filter(indicator__in=indicators).values_list("pk", "name"))

    def band(key):
        return bands.get(key, "A band that was deleted") or "Headline"

    def name(record):
        band_name = bands.get(record.category_id)
        of = f" for “{band_name}”" if band_name else ""
        return f"Target{of} from {day_label(record.effective_from)}"

    def amount(value):
        return value_label(value, unit, places_of(value))

    return Kept(
        records,
        name,
        labels={
            "category": "Band",
            "amber_tolerance": "Amber within",
            "tolerance_kind": "Measured as",
            "effective_from": "In force from",
            "effective_to": "In force to",
        },
        words={"category": band, "value": amount, "lower": amount, "upper": amount},
        reason="reason",
    )


def told(*kinds: Kept) -> list[Step]:
    """The steps of some kinds of things together, newest first. A query each, and one for people.

    What was saved without a change is left out.
    """
    pairs = [(kind, before, now) for kind in kinds for before, now in _pairs(kind.records)]
    people = people_by_key({now.history_user_id for _, _, now in pairs})
    steps = [_step(kind, before, now, people) for kind, before, now in pairs]
    return sorted(filter(None, steps), key=lambda step: step.at, reverse=True)


def people_by_key(keys: Iterable[int | None]) -> dict[int | None, str]:
    """The names of accounts; None, the key of no account, is the site itself."""
    accounts = get_user_model().objects.in_bulk({key for key in keys if key is not None})
    names = {key: name_of(user) for key, user in accounts.items()}
    return names | {None: SITE_ITSELF}


def _pairs(records: QuerySet) -> Iterator[tuple[Model | None, Model]]:
    """Each record with the one before it of the same thing, the oldest first."""
    newest: dict[int, Model] = {}
    for record in records.order_by("history_date", "history_id"):
        yield newest.get(record.id), record
        newest[record.id] = record


def _step(kind: Kept, before: Model | None, now: Model, people: Mapping) -> Step | None:
    changes = tuple(_changes(kind, before, now))
    if not changes and now.history_type == "~":
        return None
    done = "as it stood" if now.history_change_reason == AS_IT_STOOD else _DONE[now.history_type]
    return Step(
        at=now.history_date,
        by=people.get(now.history_user_id, SOMEBODY_GONE),
        what=f"{kind.name(now)}, {done}",
        changes=changes,
        reason=_reason(kind, before, now),
    )


def _changes(kind: Kept, before: Model | None, now: Model) -> Iterator[FieldChange]:
    """The fields that differ: of a new thing from nothing, of a removed one to nothing."""
    removed = now.history_type == "-"
    for each in now.tracked_fields:
        if each.name in _NOT_TOLD or each.name == kind.reason:
            continue
        old = getattr(before, each.attname) if before else each.get_default()
        new = each.get_default() if removed else getattr(now, each.attname)
        if old != new:
            yield FieldChange(
                kind.labels.get(each.name, capfirst(each.verbose_name)),
                (_words(kind, each, old) or NOTHING) if before else "",
                (not removed and _words(kind, each, new)) or NOTHING,
            )


def _words(kind: Kept, of: Field, value: Any) -> str:
    """A value as it is printed."""
    if value is None or value == "":
        return ""
    if say := kind.words.get(of.name):
        return say(value)
    if of.choices:
        return str(dict(of.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_label(value)
    if isinstance(value, Decimal):
        return number_label(value, places_of(value))
    return str(value)


def _reason(kind: Kept, before: Model | None, now: Model) -> str:
    """Why, as it was given with the change, and as the thing itself says where that is new."""
    reasons = [now.history_change_reason or ""]
    if kind.reason and now.history_type != "-":
        own = getattr(now, kind.reason)
        reasons.append(own if before is None or own != getattr(before, kind.reason) else "")
    return ". ".join(dict.fromkeys(reason.rstrip(".") for reason in reasons if reason))
