"""Sentences of what people typed. Text in, text out."""

import re

_END = re.compile(r"(?<=[.!?])\s+|\s*\n\s*")
_SHORT = 60  # characters


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break ends one too."""
    return [sentence for part in _END.split(text) if (sentence := part.strip())]


def shortened(text: str) -> str:
    """The first words of a text, on one line, to name it by."""
    line = " ".join(text.split())
    if len(line) <= _SHORT:
        return line
    return f"{line[:_SHORT].rsplit(' ', 1)[0]}…"
