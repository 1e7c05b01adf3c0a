"""The places of a report's form: every field has a name of its own, the same in HTML and trail."""

import re
from dataclasses import dataclass

from programmes.choices import Section

ALL = "all"
"""The key of what is said of a section as a whole."""

_SENTENCES = {"text", "reason", "remedy", "difference_reason", "progress", "mitigation"}
_PLACE = re.compile(r"(?P<section>[a-z_]+)-(?P<key>[\w./ -]{1,60})-(?P<field>[a-z_]+)")


@dataclass(frozen=True)
class Place:
    """One field of one row of a section. As text: “slippage-a1b2-reason”."""

    section: Section
    key: str
    field: str

    def __str__(self):
        return f"{self.section}-{self.key}-{self.field}"

    @property
    def holds_sentences(self) -> bool:
        """Whether any text may stand there; elsewhere it is a date, a number or a choice."""
        return self.field in _SENTENCES

    @classmethod
    def parse(cls, name: str) -> "Place | None":
        """The place of that name, or None where there is none of that kind."""
        found = _PLACE.fullmatch(name)
        if found is None or found["section"] not in Section.values:
            return None
        return cls(Section(found["section"]), found["key"], found["field"])


def plain(text: str) -> str:
    """A text as it is stored: one kind of line break, nothing blank around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
