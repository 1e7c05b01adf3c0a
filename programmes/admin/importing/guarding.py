"""Texts that a spreadsheet would take for a formula, made harmless in a CSV file and back.

A text that begins with =, +, -, @, a tab or a line break is written with an apostrophe before it,
and so is one in which such a beginning follows apostrophes already. Reading takes exactly one such
apostrophe away, so that every text comes back as it was: “=1” is written “'=1”, and “'=1” “''=1”;
“'tis” is left alone both ways. A workbook needs none of it: there a text is typed as one.
"""

import re

_GUARD = "'"
_TAKEN_FOR_A_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def guarded(text: str) -> str:
    """``text`` as it is written into a CSV file."""
    return _GUARD + text if _TAKEN_FOR_A_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that was written so."""
    rest = text.removeprefix(_GUARD)
    return rest if rest != text and _TAKEN_FOR_A_FORMULA.match(rest) else text
