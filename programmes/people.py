"""Who has which role here: given, taken away, and handed on when somebody leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.models import Indicator
from indicators.models.history import because
from indicators.names import name_of
from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, Role
from programmes.groups import let_into_admin
from programmes.models import Membership, Programme, Risk

GROUPS = (EXECUTIVE_GROUP, PERFORMANCE_GROUP)
"""The roles that hold for every programme; the others belong to one."""


@dataclass(frozen=True)
class ProgrammePeople:
    """A programme with those who lead and those who chair it, each a ``Membership``."""

    programme: Programme
    leads: list[Membership]
    chairs: list[Membership]


@dataclass(frozen=True)
class Held:
    """What somebody holds: memberships, open risks and indicators that name them as owner."""

    memberships: list[Membership]
    risks: list[Risk]
    indicators: list[Indicator]

    def __bool__(self):
        return bool(self.memberships or self.risks or self.indicators)


def people() -> QuerySet:
    """Everybody with an account that is open, by name."""
    return _by_name(get_user_model().objects.filter(is_active=True))


def people_by_programme() -> list[ProgrammePeople]:
    """All programmes with their people, those whose account is closed too. Two queries."""
    members: dict[tuple[int, str], list[Membership]] = {}
    named = ("user__last_name", "user__first_name", "user__username")
    for row in Membership.objects.select_related("user").order_by(*named):
        members.setdefault((row.programme_id, row.role), []).append(row)
    return [
        ProgrammePeople(
            programme,
            members.get((programme.pk, Role.LEAD), []),
            members.get((programme.pk, Role.CHAIR), []),
        )
        for programme in Programme.objects.all()
    ]


def people_by_group() -> dict[str, list]:
    """Those on the executive and in the performance team, by the group's name. Two queries."""
    users = _by_name(get_user_model().objects.all())
    found = {name: [] for name in GROUPS}
    through = get_user_model().groups.through.objects.filter(group__name__in=GROUPS)
    held: dict[int, list[str]] = {}
    for pk, name in through.values_list("user_id", "group__name"):
        held.setdefault(pk, []).append(name)
    for user in users.filter(pk__in=held):
        for name in held[user.pk]:
            found[name].append(user)
    return found


def people_without_role() -> QuerySet:
    """Those whose account is open and who have no role anywhere, superusers aside."""
    return people().filter(memberships=None, is_superuser=False).exclude(groups__name__in=GROUPS)


@transaction.atomic
def give_role(user, role: str, programme: Programme | None = None) -> bool:
    """Give somebody a role: a ``Role`` in a programme, or one of ``GROUPS``. False if held."""
    if role in GROUPS:
        if user.groups.filter(name=role).exists():
            return False
        user.groups.add(Group.objects.get(name=role))
        let_into_admin(user)
        return True
    _, made = Membership.objects.get_or_create(programme=programme, user=user, role=role)
    return made


@transaction.atomic
def leave_group(user, group: str) -> bool:
    """Take one of ``GROUPS`` from somebody. False where they are not in it."""
    if not user.groups.filter(name=group).exists():
        return False
    user.groups.remove(Group.objects.get(name=group))
    let_into_admin(user)
    return True


def held_by(user) -> Held:
    """What somebody holds and others would miss. Owners are known by their full name alone."""
    name = user.get_full_name()
    risks = Risk.objects.open_at(timezone.localdate()).select_related("programme")
    return Held(
        memberships=list(user.memberships.select_related("programme")),
        risks=list(risks.filter(owner__iexact=name)) if name else [],
        indicators=list(Indicator.objects.filter(owner__iexact=name)) if name else [],
    )


@transaction.atomic
def hand_over(user, memberships: Mapping[Membership, object], owner: str | None) -> None:
    """Give what somebody holds to others and close their account.

    ``memberships`` says who takes each over, None for nobody. ``owner`` is the name that open
    risks and indicators bear from now on, "" for none; None leaves their owner as it is.
    """
    reason = f"Handed over from {name_of(user)}"
    for membership, successor in memberships.items():
        _pass_on(membership, successor, reason)
    if owner is not None:
        held = held_by(user)
        _rename_owner([*held.risks, *held.indicators], owner, reason)
    user.is_active = False
    user.save(update_fields=["is_active"])


def _pass_on(membership: Membership, successor, reason: str) -> None:
    held = Membership.objects.select_for_update().filter(pk=membership.pk).first()
    if held is None:
        return  # somebody else has handed it over meanwhile
    because(held, reason)
    held.delete()
    if successor is None:
        return
    same = {"programme": membership.programme, "user": successor, "role": membership.role}
    if not Membership.objects.filter(**same).exists():
        taken = Membership(**same)
        because(taken, reason)
        taken.save()


def _rename_owner(rows: Iterable, owner: str, reason: str) -> None:
    for row in rows:
        row.owner = owner
        because(row, reason)
        row.save(update_fields=["owner"])


def _by_name(users: QuerySet) -> QuerySet:
    return users.order_by("last_name", "first_name", "username")
