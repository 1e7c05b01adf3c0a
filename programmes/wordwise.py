"""Where two texts differ, word by word."""

import re
from difflib import SequenceMatcher

Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether it stands in this text only."""


def differing_words(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces; joined again they are as they were."""
    left, right = _words(one), _words(other)
    pieces: tuple[Pieces, Pieces] = ([], [])
    for kind, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for side, words in zip(pieces, (left[i:j], right[k:m]), strict=True):
            if words:
                side.append(("".join(words), kind != "equal"))
    return pieces


def _words(text):
    return re.findall(r"\S+\s*|\s+", text)
