"""Settings as they may be kept: with the names of keys and passwords, never with those themselves.

Whoever may look at a source sees its settings, and so does everybody with a copy of the database.
"""

from indicators.sources.base import SourceError
from indicators.sources.credentials import refuse_kept_secrets, variable_of
from indicators.sources.web import typed_place

_ADDRESSES = ("url", "api")
_SENT = ("headers", "query")


def refuse_secrets(settings: dict) -> None:
    """Raise SourceError where ``settings`` of any kind of source hold a key or a password.

    Also where they name an environment variable that sources may not use: a key that was typed
    in the place of such a name cannot be told from it.
    """
    for name in _ADDRESSES:
        _refuse_in_address(f"“{name}”", settings.get(name))
    for name in _SENT:
        values = settings.get(name)
        if isinstance(values, dict):
            refuse_kept_secrets(values, f"“{name}”")


def _refuse_in_address(what: str, address: object) -> None:
    if isinstance(address, dict):
        variable_of(address, what)
    elif isinstance(address, str) and address.strip():
        if "://" in address and not address.strip().lower().startswith(("http:", "https:")):
            raise SourceError(
                f"{what} is the address of a database, which may hold a password. Put it into an "
                'environment variable of the server and write {"env": "WAREHOUSE_URL"} with that '
                "variable's name."
            )
        typed_place(address)
