"""From the text of one cell to a value. Every function raises CellError in plain words."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from indicators.sources.problems import did_you_mean, quoted

PLACES = 4  # digits kept after the point
LIMIT = Decimal(10) ** 11  # beyond it SQLite would lose the fourth digit

_SMALLEST = Decimal(1).scaleb(-PLACES)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
_DRESSED = re.compile(r"([+-]?)£?(\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?) ?%?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}/\d{1,2}/\d{2,4}|\d\d:\d\d:\d\d", re.ASCII)
_DAY_NUMBER = re.compile(r"[34]\d{4}", re.ASCII)  # 1982 to 2036
_DATE_FORMATS = {"-": "%Y-%m-%d", "/": "%d/%m/%Y"}
_YEARS = range(1950, 2100)


class CellError(ValueError):
    """What is wrong with a cell, and what to write instead."""


@lru_cache(maxsize=16_384)
def to_number(text: str) -> Decimal:
    """A decimal number with the digits supplied, at most 4 of them after the point.

    Further digits are rounded, half up: what is stored could not hold them, and a value
    that differs from its stored self would be taken for revised at every pull.
    """
    if not _NUMBER.fullmatch(text):
        raise CellError(f"{quoted(text)} {_why_no_number(text)}")
    number = Decimal(text)
    if abs(number) >= LIMIT:
        raise CellError(f"{quoted(text)} is too large. Values are kept below 100,000,000,000.")
    if digits_after_point(number) > PLACES:
        number = number.quantize(_SMALLEST, ROUND_HALF_UP)
    return number


def digits_after_point(number: Decimal) -> int:
    """How many digits after the point a number was supplied with."""
    return max(0, -number.as_tuple().exponent)


@lru_cache(maxsize=4096)
def to_date(text: str) -> date:
    """A date from 2017-01-31, or from 31/01/2017 as spreadsheets save it."""
    for mark, pattern in _DATE_FORMATS.items():
        if mark not in text:
            continue
        try:
            day = datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            break
        if day.year not in _YEARS:
            raise CellError(f"{quoted(text)} is not a likely date. Check the year.")
        return day
    if _DAY_NUMBER.fullmatch(text):
        raise CellError(
            f"{quoted(text)} is a spreadsheet's own count of days. Format the cell as a date."
        )
    raise CellError(f"{quoted(text)} is not a date. Write it like 2017-01-31.")


def _why_no_number(text: str) -> str:
    """What such a cell holds, and what to do about it."""
    written = _DRESSED.fullmatch(text)
    if text.startswith("#"):
        return "is a spreadsheet error. Mend the formula and save again."
    if text.startswith("="):
        return "is a formula. Save the file with its results: a formula is not worked out here."
    if text.startswith(("<", "*")):
        return "stands for a number that is withheld. Write c, or set what it means in the source."
    if _DATE.fullmatch(text):
        return "is a date or a time. Format the cell as a number."
    if written:
        return f"is not digits only. Write {written[1]}{written[2].replace(',', '')}."
    return "is not a number. Write digits only."


def to_whole(text: str) -> int:
    """A whole number from 0 up."""
    if not _WHOLE.fullmatch(text):
        raise CellError(f"{quoted(text)} is not a whole number. Write digits only.")
    return int(text)


def to_text(text: str) -> str:
    """The text as it stands."""
    return text


def to_word(words: type) -> Callable[[str], str]:
    """A converter that accepts the words of one list of choices, in capitals or not."""
    known = [value for value in words.values if value]

    def convert(text: str) -> str:
        if text.casefold() not in known:
            hint = did_you_mean(text.casefold(), known) or f" Write one of: {', '.join(known)}."
            raise CellError(f"{quoted(text)} is not a word this column knows.{hint}")
        return text.casefold()

    return convert
