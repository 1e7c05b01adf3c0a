"""What is wrong with a row, in words for the person who keeps the file."""

import difflib
import re
from collections.abc import Collection
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong: where it stands, what stands there, and what to do about it."""

    place: str  # "observations.csv line 12", or "figures.xlsx sheet risks row 3"
    field: str  # the column; empty where the whole row or table is meant
    text: str  # the cell as it stands
    message: str

    def __str__(self):
        column = f", column {self.field}" if self.field else ""
        return f"{self.place}{column}: {self.message}"


def quoted(text: str) -> str:
    """``text`` in quotation marks, on one line and cut to a length that fits a message."""
    line = " ".join(text.split())
    return f"“{line[:40]}…”" if len(line) > 41 else f"“{line}”"


def did_you_mean(text: str, known: Collection[str]) -> str:
    """A question that names the nearest known word, or nothing where none or several are near.

    Leading zeros, spaces and capitals count for nothing: P6-9 is nearest to P6-09.
    """
    plain = _plain(text)
    near = [word for word in known if _plain(word) == plain]
    if not near:
        near = difflib.get_close_matches(text, known, n=2, cutoff=0.75)
        if len(near) == 2 and _ratio(text, near[0]) == _ratio(text, near[1]):
            return ""  # a guess between two would mislead
    return f" Did you mean {near[0]}?" if near else ""


def unknown_code(code: str, known: Collection[str]) -> str:
    """The message for a code that no indicator has."""
    question = did_you_mean(code, known) or " Add it to the indicators, or mend the code."
    return f"No indicator has the code {quoted(code)}.{question}"


def _ratio(text: str, word: str) -> float:
    return difflib.SequenceMatcher(None, word, text).ratio()


def _plain(text: str) -> str:
    without_noughts = re.sub(r"0*(\d+)", r"\1", text.casefold())
    return re.sub(r"[\s_-]", "", without_noughts)
