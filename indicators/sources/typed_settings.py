"""The settings of a source, checked against what its kind of source takes.

A kind of source writes down what it takes as a ``msgspec.Struct``, one field a setting.
"""

import re
from collections.abc import Collection
from enum import Enum
from typing import Literal, TypeVar, get_args, get_origin

import msgspec

from indicators.sources.base import SourceError
from indicators.sources.problems import did_you_mean, quoted

Typed = TypeVar("Typed", bound=msgspec.Struct)

_PLACE = re.compile(r"(.*?)(?: - at `\$\.?(.*)`)?", re.DOTALL)
_EXPECTED = re.compile(
    r"Expected `([a-z]+)(?: \| null)?`(?:, got .*)?(?: (of length )?(>=|<=) ([\d.-]+))?"
)
_CHOICE = re.compile(r"Invalid enum value (.+)", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+)`", re.DOTALL)
_WORDS = {
    "array": "a list in square brackets",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
    "object": "names and values in braces",
    "str": "text in quotation marks",
}


def typed_settings(settings: object, kind: type[Typed]) -> Typed:
    """``settings`` as ``kind``, or a SourceError that names the setting to mend."""
    try:
        return msgspec.convert(settings, kind)
    except msgspec.ValidationError as error:
        raise SourceError(_in_plain_words(str(error), kind)) from error


def refuse_unless_known(name: str, word: str, known: Collection[str]) -> None:
    """Raise SourceError where the setting ``name`` holds a word that is none of ``known``."""
    if word and word not in known:
        words = ", ".join(filter(str.strip, known))
        raise SourceError(
            f"The setting {quoted(name)} does not know {quoted(word)}. Write one of: {words}."
        )


def _in_plain_words(message: str, kind: type[Typed]) -> str:
    what, where = _PLACE.fullmatch(message).groups()
    where = (where or "").replace("[...]", "")  # any one of a group
    subject = f"The setting {quoted(where)}" if where else "The settings"
    if found := _MISSING.fullmatch(what):
        return f"{subject} must give {quoted(found[1])}. Add it."
    if found := _UNKNOWN.fullmatch(what):
        inside = f" in {quoted(where)}" if where else ""
        hint = did_you_mean(found[1], _names(kind)) or " Take it out, or mend its name."
        return f"There is no setting {quoted(found[1])}{inside}.{hint}"
    if _CHOICE.fullmatch(what):
        words = ", ".join(filter(None, _choices(kind, where.rpartition(".")[2])))
        return f"{subject} has a value that it does not know. Write one of: {words}."
    if found := _EXPECTED.fullmatch(what):
        return f"{subject} {_expectation(*found.groups())}"
    return f"{subject} cannot be used: {what}."


def _expectation(word: str, length: str | None, sign: str | None, limit: str | None) -> str:
    if not sign:
        return f"must be {_WORDS.get(word, word)}. Mend it."
    if not length:
        return f"must be {'at least' if sign == '>=' else 'at most'} {limit}. Mend it."
    if sign == ">=":
        return "must not be empty. Fill it in."
    return f"is longer than {limit} characters. Shorten it."


def _names(kind: type[msgspec.Struct]) -> list[str]:
    """The settings of ``kind`` and of the groups inside it."""
    fields = (field for struct in _structs_in(kind) for field in msgspec.structs.fields(struct))
    return list(dict.fromkeys(field.name for field in fields))


def _choices(kind: type[msgspec.Struct], name: str) -> list[str]:
    """The words that the setting ``name`` knows."""
    fields = (field for struct in _structs_in(kind) for field in msgspec.structs.fields(struct))
    return [word for field in fields if field.name == name for word in _words_of(field.type)]


def _words_of(annotation: object) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    parts = get_args(annotation)
    if get_origin(annotation) is Literal:
        return list(parts)
    return [word for part in parts for word in _words_of(part)]


def _structs_in(annotation: object) -> list[type[msgspec.Struct]]:
    """A group of settings and those inside it."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        fields = msgspec.structs.fields(annotation)
        return [annotation, *(found for field in fields for found in _structs_in(field.type))]
    return [struct for part in get_args(annotation) for struct in _structs_in(part)]
