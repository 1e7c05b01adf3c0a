"""JSON documents as rows of text: every number with the digits it was sent with."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from indicators.sources.base import SourceError
from indicators.sources.problems import quoted

MAX_DOCUMENT = 20_000_000  # bytes; it is held in memory whole
MAX_DEPTH = 5  # of groups within a record

_MAX_ZEROS = 30  # that a number written like 1e20 is spelled out to


def read_document(path: Path) -> object:
    """The document in ``path``, its numbers as text. Raises SourceError where it is no JSON."""
    if path.stat().st_size > MAX_DOCUMENT:
        raise SourceError(
            f"{path.name} is larger than the {MAX_DOCUMENT // 1_000_000} MB that are taken as one "
            "document. Ask for it page by page, or as CSV."
        )
    try:
        return json.loads(
            path.read_text(encoding="utf-8-sig"),
            parse_int=str,
            parse_float=_digits,
            parse_constant=str,
        )
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name} is not in UTF-8, as JSON has to be.") from error
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{path.name} is not JSON from line {error.lineno} on. If it is CSV, set “format” to "
            "“csv”."
        ) from error
    except RecursionError as error:
        raise SourceError(f"{path.name} is nested too deeply to be read.") from error


def part_of(document: object, path: str) -> object:
    """What stands at ``path``, such as data.rows or results.0; None where nothing does."""
    for name in filter(None, path.split(".")):
        if isinstance(document, dict):
            document = document.get(name)
        elif isinstance(document, list) and name.isascii() and name.isdigit():
            document = document[int(name)] if int(name) < len(document) else None
        else:
            return None
    return document


def records_of(document: object, path: str, name: str) -> list[dict]:
    """The records that stand at ``path``, or make up the whole where that is empty.

    Raises SourceError where there is no list of records; ``name`` is the document's.
    """
    found = part_of(document, path)
    if isinstance(found, list) and all(isinstance(record, dict) for record in found):
        return found
    where = f"at {quoted(path)} in {name}" if path else f"in {name}"
    there = ", ".join(map(quoted, list(document)[:10])) if isinstance(document, dict) else ""
    raise SourceError(
        f"There is no list of records {where}. Name the place where they stand in “records”"
        + (f"; the document holds {there}." if there else ".")
    )


def cells_of(record: dict) -> dict[str, str]:
    """A record as headings and texts. A value within a group is headed “group.name”."""
    return dict(_cells(record, "", MAX_DEPTH))


def _cells(group: dict, before: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, value in group.items():
        heading = f"{before}{name}"
        if isinstance(value, dict) and depth:
            yield from _cells(value, f"{heading}.", depth - 1)
        else:
            yield heading, _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # A database keeps no NUL, and no half of a character.
    return text.replace("\0", "").encode("utf-8", "replace").decode().strip()


def _digits(text: str) -> str:
    """A number as digits, where it was written like 1.5e3."""
    if "e" not in text.lower():
        return text
    try:
        number = Decimal(text)
    except ArithmeticError:  # an exponent without end
        return text
    return f"{number:f}" if abs(number.adjusted()) <= _MAX_ZEROS else text
