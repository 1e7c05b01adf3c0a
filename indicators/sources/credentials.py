"""Keys and passwords of sources: never kept in a source's settings, only looked up by name.

They stand in the environment of the server. A source may use the variables that are listed in
``SOURCE_SECRETS`` and no others, so that nobody who may edit a source can send the site's own
keys somewhere, or read the site's own database.
"""

import os
import re

from django.conf import settings

from indicators.sources.base import SourceError
from indicators.sources.problems import quoted

_EXAMPLE = '{"env": "KPI_TOKEN", "prefix": "Bearer "}'
_KEYS = {"env", "prefix"}
_NAME_OF_A_SECRET = re.compile(
    r"(authentication|authorization|cookie|credentials?|key|passw(or)?d|pwd|secret"
    r"|session(id)?|sig(nature)?|token|(^|[-_ ])(auth|pass))$",
    re.IGNORECASE,
)
_SCHEME_AND_SECRET = re.compile(r"^\s*(basic|bearer|digest|negotiate|token)\s+\S", re.IGNORECASE)
_LONG_AND_MIXED = re.compile(r"(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}")


def from_environment(reference: dict, what: str) -> str:
    """The text that ``{"env": NAME, "prefix": …}`` refers to; ``what`` names it in errors.

    Raises SourceError where the variable is not for sources or not set.
    """
    name, prefix = reference.get("env"), reference.get("prefix", "")
    if not isinstance(name, str) or not isinstance(prefix, str) or reference.keys() - _KEYS:
        raise SourceError(f"{what} is not written as {_EXAMPLE}.")
    if name not in map(str.strip, settings.SOURCE_SECRETS):
        raise SourceError(
            f"{what} names the environment variable {quoted(name)}, which sources may not use. "
            "Mend the name, or ask whoever runs the site to add it to SOURCE_SECRETS."
        )
    value = os.environ.get(name, "").strip()
    if not value:
        raise SourceError(
            f"{what} is to come from the environment variable {name}, but that is not set. "
            "Ask whoever runs the site to set it, and to start the site and its worker again."
        )
    return prefix + value


def filled_in(values: dict, what: str) -> dict[str, str]:
    """Headers or query parameters as they are sent, with their secrets looked up.

    A plain text is sent as it stands, but refused where it looks like a key that was typed in.
    """
    return {name: _value(name, value, f"{what}, {quoted(name)},") for name, value in values.items()}


def refuse_typed_secret(name: str, text: str, what: str) -> None:
    """Raise SourceError where ``text``, typed in under ``name``, looks like a key or password."""
    if _NAME_OF_A_SECRET.search(name) or _SCHEME_AND_SECRET.search(text):
        raise SourceError(
            f"{what} looks like a key, and a key is not kept here. Put it in an environment "
            f"variable of the server and write {_EXAMPLE} with that variable's name. If it was "
            "saved, have it changed: others may have seen it."
        )


def _value(name: str, value: object, what: str) -> str:
    if isinstance(value, dict):
        return from_environment(value, what)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise SourceError(f"{what} must be a text or {_EXAMPLE}.")
    refuse_typed_secret(name, str(value), what)
    return str(value)
