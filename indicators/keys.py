"""Keys of rows as they come from outside, in addresses and forms."""

from collections.abc import Iterable

_LONGEST = 18  # digits: no column of keys holds a longer number


def key_in(text: str | None) -> int | None:
    """The key that a text is; None where it is none."""
    text = text or ""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST else None


def keys_in(texts: Iterable[str]) -> list[int]:
    """Those of the texts that are keys."""
    return [key for text in texts if (key := key_in(text)) is not None]
