"""What people are called."""


def name_of(user) -> str:
    """Somebody's full name, or what they sign in with where they have none."""
    return user.get_full_name() or user.get_username()
