"""Leaving a finding as it is, with a reason, and putting it back on the list."""

from indicators.models import Acknowledgement
from indicators.quality import Found


def leave(found: Found, reason: str, by) -> Acknowledgement:
    """Leave a finding as it is until any of its values is revised.

    Where somebody has left it already, theirs stands and is returned.
    """
    pk, check, revision = found.key
    acknowledgement, _ = Acknowledgement.objects.get_or_create(
        observation_id=pk,
        check_code=check,
        revision=revision,
        defaults={"reason": reason, "by": by},
    )
    return acknowledgement


def put_back(pk: int) -> bool:
    """Take an acknowledgement away, so that its finding is open again. False where it is gone."""
    deleted, _ = Acknowledgement.objects.filter(pk=pk).delete()
    return bool(deleted)
