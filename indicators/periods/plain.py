"""The text of a label made plain, before anything is read from it."""

import re
import unicodedata
from textwrap import shorten


class PeriodError(ValueError):
    """Why a text names no period, or more than one, and what to write instead."""


EXAMPLES = (
    "Write it like January 2017, 12 months to January 2017, at 31 January 2017, "
    "April 2016 to January 2017 or financial year 2016/17."
)

_LONGEST = 120  # characters

_REWRITES = [
    (re.compile(pattern, re.ASCII), replacement)
    for pattern, replacement in [
        (r"\bas (?:at|of|on)\b", "at"),
        (r"\byear[ -]to[ -]date\b", "ytd"),
        (r"[(),;:]|(?<=[a-z])\.", " "),
        (r"\b(\d{1,2}) ?(?:st|nd|rd|th)\b", r"\1"),
        (r"\b(?:the|of|for)\b", " "),
        (r"\bthree\b", "3"),
        (r"\btwelve\b", "12"),
        (r" */ *", "/"),
    ]
]
_PROVISIONAL = re.compile(r"\bprovisional\b|\(p\)")
_UNCOUNTED = re.compile(r"\brolling months\b")
_WHOSE_DATA = re.compile(r"([a-z][a-z' ]*) data\b")

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("‘’`", "'"))


def tidy(text: str) -> str:
    """``text`` in small letters, with one kind of dash and single spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
    return " ".join(plain.split())


def quoted(text: str) -> str:
    """``text`` in quotation marks, cut to a length that fits a message."""
    return f"“{shorten(text, 60, placeholder='…')}”"


def plain_label(text: str) -> tuple[str, tuple[str, ...]]:
    """A label in the words the readers know, and a sentence for all that was assumed or left out.

    Raises PeriodError where there is nothing, or too much, to read.
    """
    if len(text) > _LONGEST:
        raise PeriodError(f"{quoted(text)} is too long for the name of a period. {EXAMPLES}")
    notes = []
    plain, found = _PROVISIONAL.subn(" ", tidy(text))
    if found:
        notes.append("The label marks the value as provisional.")
    for pattern, replacement in _REWRITES:
        plain = pattern.sub(replacement, plain)
    plain = " ".join(plain.split()).strip(" .")
    plain, found = _UNCOUNTED.subn("rolling 12 months", plain)
    if found:
        notes.append("The label does not say how many rolling months: 12 are assumed.")
    if found := _WHOSE_DATA.match(plain):
        notes.append(f"{quoted(found[0])} is not part of the period and was left out.")
        plain = plain[found.end() :].strip()
    if not plain:
        raise PeriodError(f"There is no period here. {EXAMPLES}")
    return plain, tuple(notes)
