"""The two groups that see every programme, and what they may do in the admin."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP

# What the performance team keeps. Everything else it may only look at.
_KEPT = {
    "indicators": ["acknowledgement", "area", "category", "indicator", "source", "target"],
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


def ensure_groups(**kwargs) -> None:
    """Make both groups and give the performance team its permissions; runs after migrations."""
    Group.objects.get_or_create(name=EXECUTIVE_GROUP)
    performance, _ = Group.objects.get_or_create(name=PERFORMANCE_GROUP)
    ours = Permission.objects.filter(content_type__app_label__in=_KEPT)
    wanted = Q(codename__startswith="view_") | Q(codename="add_pull")
    for label, models in _KEPT.items():
        for model in models:
            wanted |= Q(content_type__app_label=label, content_type__model=model)
    performance.permissions.add(*ours.filter(wanted))
