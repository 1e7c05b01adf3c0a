"""What stops a report from being submitted, and what is worth a look. Plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something to mend at a place of the form; no place: the section itself.

    The sentence says what to do. One that does not block is only worth a look.
    """

    section: str
    place: str
    sentence: str
    blocks: bool = True
