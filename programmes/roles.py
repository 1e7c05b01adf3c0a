"""Which role may do what, as a table: read from what the site itself goes by."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from programmes.actions import EVERYBODY, OF_REPORTS, OF_THE_SITE
from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, Role

ROLES = (Role.LEAD, Role.CHAIR, EXECUTIVE_GROUP, PERFORMANCE_GROUP)

# What Django's permissions decide, by the one that is asked for.
_BY_PERMISSION = {
    "indicators.view_pull": "See pulls, rejected rows and the quality of the data",
    "indicators.add_pull": "Start and cancel pulls, upload files",
    "indicators.change_acknowledgement": "Leave a finding about a figure as it is",
    "indicators.change_source": "Set up sources",
    "indicators.change_indicator": "Keep indicators and their definitions",
    "indicators.change_target": "Keep targets",
    "programmes.change_programme": "Keep programmes and their schedules",
    "auth.change_user": "Open and close accounts",
}


@dataclass(frozen=True)
class Line:
    """An action with, for each of ``ROLES``, whether it may be done."""

    words: str
    allowed: tuple[bool, ...]


def matrix() -> dict[str, list[Line]]:
    """The actions under headings. What permissions decide is asked of the database: two queries."""
    return {
        "A report": [
            _line("Read it, its figures and its changes", EVERYBODY),
            *(_line(action.words, action.roles) for action in OF_REPORTS.values()),
        ],
        "All programmes": [_line(action.words, action.roles) for action in OF_THE_SITE.values()],
        "What is measured": [
            _line("Read indicators, with every figure explained", EVERYBODY),
            *(_line(words, roles) for words, roles in _permitted()),
        ],
    }


def _line(words: str, roles: Collection[str]) -> Line:
    return Line(words, tuple(role in roles for role in ROLES))


def _permitted():
    """The lines of ``_BY_PERMISSION`` with the groups that have each."""
    wanted = Q()
    for permission in _BY_PERMISSION:
        label, codename = permission.split(".")
        wanted |= Q(content_type__app_label=label, codename=codename)
    held: dict[str, set[str]] = {}
    groups = Group.objects.filter(name__in=ROLES)
    rows = Permission.objects.filter(wanted, group__in=groups).values_list(
        "content_type__app_label", "codename", "group__name"
    )
    for label, codename, group in rows:
        held.setdefault(f"{label}.{codename}", set()).add(group)
    return [(words, held.get(key, set())) for key, words in _BY_PERMISSION.items()]
