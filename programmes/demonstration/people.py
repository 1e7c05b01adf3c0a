"""One person for each role. They exist only where DEBUG is on."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from indicators.models.history import because
from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, Role
from programmes.models import Membership, Programme

PASSWORD = "demonstration"  # noqa: S105 - printed for whoever tries the site on their own machine
_PEOPLE = {
    "lead": ("Delivery", "lead", Role.LEAD, None),
    "chair": ("Delivery-group", "chair", Role.CHAIR, None),
    "executive": ("Trust", "executive", None, EXECUTIVE_GROUP),
    "performance": ("Performance", "team", None, PERFORMANCE_GROUP),
}


def make_people(programme: Programme) -> list[str]:
    """Make those who are missing and return all user names."""
    User = get_user_model()
    for username, (first, last, role, group) in _PEOPLE.items():
        user, made = User.objects.get_or_create(
            username=username,
            defaults={
                "first_name": first,
                "last_name": last,
                "email": f"{username}@demonstration.invalid",
                "is_staff": group == PERFORMANCE_GROUP,
            },
        )
        if made:
            user.set_password(PASSWORD)
            user.save()
        if group:
            user.groups.add(Group.objects.get(name=group))
        if role:
            _make_member(Membership(programme=programme, user=user, role=role))
    return list(_PEOPLE)


def _make_member(member: Membership) -> None:
    same = {"programme": member.programme, "user": member.user, "role": member.role}
    if not Membership.objects.filter(**same).exists():
        because(member, "Made for the demonstration")
        member.save()
