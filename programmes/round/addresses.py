"""Whom a round writes to."""

from django.contrib.auth import get_user_model

from programmes.models import Programme


def addresses_of(programme: Programme) -> list[str]:
    """The e-mail addresses of everybody who writes the programme's report, each once."""
    return _addresses(row.user for row in programme.memberships.all())


def addresses_of_groups(*names: str) -> list[str]:
    """The e-mail addresses of everybody in one of these groups, each once."""
    return _addresses(get_user_model().objects.filter(groups__name__in=names))


def _addresses(users):
    return sorted({user.email for user in users if user.is_active and user.email})
