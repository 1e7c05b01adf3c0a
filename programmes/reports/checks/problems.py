"""What a check finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something to mend, or, where it does not block, only worth a look.

    ``section`` is empty for the whole report, ``place`` (the name of a field of the form) for
    the whole section. The sentence says what to do.
    """

    section: str
    place: str
    sentence: str
    blocks: bool = True
