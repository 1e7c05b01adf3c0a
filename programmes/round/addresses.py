"""Whom a round writes to."""

from programmes.models import Programme


def addresses_of(programme: Programme) -> list[str]:
    """The e-mail addresses of everybody who writes the programme's report, each once."""
    users = [row.user for row in programme.memberships.all()]
    return sorted({user.email for user in users if user.is_active and user.email})
