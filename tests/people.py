"""People with the roles of the site."""

from django.contrib.auth.models import Group

from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, Role
from tests.factories import MembershipFactory, UserFactory


def lead_of(programme):
    """A delivery lead."""
    return MembershipFactory(programme=programme, role=Role.LEAD).user


def chair_of(programme):
    """A delivery-group chair."""
    return MembershipFactory(programme=programme, role=Role.CHAIR).user


def executive():
    """Somebody on the trust executive."""
    return _member_of(EXECUTIVE_GROUP)


def performance():
    """Somebody in the performance team, who may use the admin."""
    return _member_of(PERFORMANCE_GROUP, is_staff=True)


def _member_of(group, **columns):
    user = UserFactory(**columns)
    user.groups.add(Group.objects.get(name=group))
    return user
