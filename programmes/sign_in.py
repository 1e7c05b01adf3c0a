"""Who is signed in: as Django knows them, together with what they are here."""

from django.contrib.auth.backends import ModelBackend

from programmes.permissions import user_with_roles


class RolesBackend(ModelBackend):
    """Brings somebody, their roles and the council's settings in one query for every page."""

    def get_user(self, user_id):
        """The user with their ``roles``, or None for nobody and for a closed account."""
        user = user_with_roles(user_id)
        return user if user and self.user_can_authenticate(user) else None
