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
_VARIABLE = re.compile(r"[A-Za-z_]\w{0,99}", re.ASCII)


def from_environment(reference: dict, what: str) -> str:
    """The text that ``{"env": NAME, "prefix": …}`` refers to; ``what`` names it in errors.

    Raises SourceError where the variable is not for sources or not set.
    """
    name = variable_of(reference, what)
    value = os.environ.get(name, "").strip()
    if not value:
        raise SourceError(
            f"{what} is to come from the environment variable {name}, but that is not set. "
            "Ask whoever runs the site to set it, and to start the site and its worker again."
        )
    return reference.get("prefix", "") + value


def variable_of(reference: dict, what: str) -> str:
    """The name of the environment variable that ``reference`` refers to, set or not.

    Raises SourceError where sources may not use it. What is no name may be the key itself, so
    it is not repeated.
    """
    name, prefix = reference.get("env"), reference.get("prefix", "")
    if not isinstance(name, str) or not isinstance(prefix, str) or reference.keys() - _KEYS:
        raise SourceError(f"{what} is not written as {_EXAMPLE}.")
    if not _VARIABLE.fullmatch(name):
        raise SourceError(
            f"{what} is to name an environment variable, such as KPI_TOKEN, and this is no such "
            "name. Keys, passwords and addresses with passwords stand on the server, never here."
        )
    if name not in map(str.strip, settings.SOURCE_SECRETS):
        raise SourceError(
            f"{what} names the environment variable {quoted(name)}, which sources may not use. "
            "Mend the name, or ask whoever runs the site to add it to SOURCE_SECRETS."
        )
    return name


def refuse_kept_secrets(values: dict, what: str) -> None:
    """Raise SourceError where headers or query parameters hold a key itself. Looks nothing up."""
    for name, value in values.items():
        subject = f"{what}, {quoted(name)},"
        if isinstance(value, dict):
            variable_of(value, subject)
        else:
            refuse_typed_secret(name, str(value), subject)


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
