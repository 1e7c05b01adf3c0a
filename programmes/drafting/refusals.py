"""Why something was not done in a report's form."""

from programmes.drafting.locking import locked
from programmes.models import Report


class Refused(Exception):
    """It was not done. ``field`` of the form it came from, or None; ``sentence`` what to do."""

    def __init__(self, field: str | None, sentence: str):
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def hold(report: Report) -> Report:
    """The report as it is now, kept from other writers until the transaction ends.

    Raises ``Refused`` where it is not open any more.
    """
    held = locked(report)
    if not held.is_open:
        raise Refused(
            None,
            f"This report is {held.get_state_display().lower()} now, so it can no longer be "
            "changed. Copy what you wrote here if you want to keep it.",
        )
    return held
