"""Who may open a page, refused in words that say who can."""

from django.core.exceptions import PermissionDenied


def refuse_without(user, permission: str, what: str) -> None:
    """Raise PermissionDenied where a user lacks a permission: “Only … can <what>.”"""
    if not user.has_perm(permission):
        raise PermissionDenied(f"Only the performance team can {what}.")
