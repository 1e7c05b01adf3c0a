"""The trail of a report as people read it: what somebody changed in one sitting, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from indicators.names import name_of
from programmes.models import Change

SITTING = timedelta(minutes=30)


@dataclass(frozen=True)
class Step:
    """What one person made of one place in one sitting."""

    section: str
    place: str
    label: str
    before: str
    after: str
    by: str
    at: datetime


def steps_of(changes: Iterable[Change]) -> list[Step]:
    """The steps of a trail, newest first. ``changes`` come in their order, with their people.

    Saves of the same place by the same person within half an hour are one step, unless somebody
    else changed the place between. One that ends where it began is left out.
    """
    steps: list[Step] = []
    newest: dict[str, int] = {}
    for change in changes:
        number = newest.get(change.place)
        earlier = steps[number] if number is not None else None
        name = _name(change.by)
        if earlier and earlier.by == name and change.at - earlier.at <= SITTING:
            steps[number] = _step(change, earlier.before, name)
        else:
            newest[change.place] = len(steps)
            steps.append(_step(change, change.before, name))
    told = [step for step in steps if step.before != step.after]
    return sorted(told, key=lambda step: step.at, reverse=True)


def _step(change, before, name):
    return Step(change.section, change.place, change.label, before, change.after, name, change.at)


def _name(user):
    return name_of(user) if user else "The site itself"
