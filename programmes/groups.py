"""The two groups that see every programme, and what they may do in the admin."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP

# What the performance team keeps. Everything else it may only look at.
_KEPT = {
    "indicators": [
        "acknowledgement",
        "area",
        "category",
        "closedday",
        "council",
        "definitionchange",
        "disclosureprofile",
        "indicator",
        "neighbourset",
        "source",
        "target",
    ],
    "programmes": [
        "decision",
        "entry",
        "membership",
        "milestone",
        "nilreturn",
        "priority",
        "programme",
        "programmeindicator",
        "report",
        "reportingschedule",
        "risk",
        "risklevel",
        "riskword",
    ],
}

# Accounts are opened and closed, never deleted: reports name who wrote them.
_PEOPLE = ["view_user", "add_user", "change_user"]


def ensure_groups(**kwargs) -> None:
    """Make both groups and give the performance team its permissions; runs after migrations."""
    Group.objects.get_or_create(name=EXECUTIVE_GROUP)
    performance, _ = Group.objects.get_or_create(name=PERFORMANCE_GROUP)
    ours = Permission.objects.filter(content_type__app_label__in=_KEPT)
    wanted = Q(codename__startswith="view_") | Q(codename="add_pull")
    for label, models in _KEPT.items():
        for model in models:
            wanted |= Q(content_type__app_label=label, content_type__model=model)
    people = Permission.objects.filter(content_type__app_label="auth", codename__in=_PEOPLE)
    performance.permissions.add(*ours.filter(wanted), *people)


def let_into_admin(user) -> None:
    """Open the admin to somebody while they are in the performance team, and to superusers."""
    staff = user.is_superuser or user.groups.filter(name=PERFORMANCE_GROUP).exists()
    if user.is_staff != staff:
        user.is_staff = staff
        user.save(update_fields=["is_staff"])
