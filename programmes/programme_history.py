"""The history of a programme and of who leads and chairs it, as people read it."""

from collections.abc import Collection

from indicators.histories import SOMEBODY_GONE, Kept, Step, people_by_key, told
from indicators.models import Area
from programmes.models import Membership, Programme


def history_of_programmes(pks: Collection[int]) -> list[Step]:
    """Programmes with all memberships they have or had, newest first. Six queries."""
    memberships = Membership.history.filter(programme_id__in=pks)
    people = people_by_key(memberships.values_list("user_id", flat=True))
    areas = dict(Area.objects.values_list("pk", "name"))

    def person(key):
        return people.get(key, SOMEBODY_GONE)

    return told(
        Kept(
            Programme.history.filter(id__in=pks),
            lambda record: f"Programme {record.code}",
            words={"area": lambda key: areas.get(key, "An area that was deleted")},
        ),
        Kept(
            memberships,
            lambda record: f"{record.get_role_display()} {person(record.user_id)}",
            labels={"user": "Person"},
            words={"user": person},
        ),
    )
