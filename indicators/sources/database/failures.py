"""What a database's error means to whoever keeps the source. Its address is never repeated."""

import re
import sqlite3

from sqlalchemy.exc import DBAPIError

from indicators.sources.base import SourceError

_CHANGES = "The query tries to change something. It may only read. Mend the query."
_UNREACHABLE = (
    "The database cannot be reached. It may be down, or the way to it may be closed; or its "
    "address is wrong."
)
_LOGIN = (
    "The database does not accept the user name or password. Ask whoever runs the site to check "
    "the environment variable that holds its address."
)
_BUSY = "The database is busy or shutting down. Try again later."
_NO_STATEMENT = "The query must be one statement. Take out the semicolon and what follows it."

_CONNECTING = (  # PostgreSQL gives these no number
    (re.compile(r"authentication failed|no password supplied|role .* does not exist"), _LOGIN),
    (
        re.compile(r"database .* does not exist"),
        "There is no database of that name on the server. Ask whoever runs the site to check the "
        "environment variable that holds its address.",
    ),
    (
        re.compile(r"no pg_hba.conf entry"),
        "The server of the database does not let this site in. Ask whoever runs it to allow this "
        "site's address and user name.",
    ),
    (
        re.compile(r"certificate|does not support ssl"),
        "The database and this site do not agree on encryption or certificates. Ask whoever runs "
        "the site to check the address of the database.",
    ),
)
_SQLITE = {
    sqlite3.SQLITE_READONLY: (_CHANGES, False),
    sqlite3.SQLITE_BUSY: (_BUSY, True),
    sqlite3.SQLITE_LOCKED: (_BUSY, True),
    sqlite3.SQLITE_CANTOPEN: (
        "The file of the database cannot be opened. It may have been moved, or this site may not "
        "read it.",
        True,
    ),
    sqlite3.SQLITE_NOTADB: ("The file is not an SQLite database.", False),
}
_STATE = re.compile(r"[0-9A-Z]{5}")


def failure(error: DBAPIError | sqlite3.Warning, seconds: float) -> SourceError:
    """The SourceError for ``error``; ``seconds`` is how long one step was allowed to take."""
    cause = getattr(error, "orig", error)
    if isinstance(cause, sqlite3.Warning):
        return SourceError(_NO_STATEMENT)
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause, seconds)
    return _of_state(cause, seconds)


def _of_sqlite(cause: sqlite3.Error, seconds: float) -> SourceError:
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # without its details
    if code == sqlite3.SQLITE_INTERRUPT:
        return _too_slow(seconds)
    if code in _SQLITE:
        message, retry = _SQLITE[code]
        return SourceError(message, retry=retry)
    return _mend_the_query(str(cause))


def _of_state(cause: BaseException, seconds: float) -> SourceError:
    """By the five signs that SQL databases number their errors with (SQLSTATE)."""
    state = getattr(cause, "sqlstate", None) or _first_state(cause)
    if not state:
        words = str(cause).casefold()
        known = (message for pattern, message in _CONNECTING if pattern.search(words))
        message = next(known, _UNREACHABLE)
        return SourceError(message, retry=message == _UNREACHABLE)
    if state in ("57014", "HYT00"):
        return _too_slow(seconds)
    if state in ("25001", "25006"):
        return SourceError(_CHANGES)
    if state == "HYT01":
        return SourceError(_UNREACHABLE, retry=True)
    return _of_class(state, cause)


def _of_class(state: str, cause: BaseException) -> SourceError:
    """By the first two signs, which name a class of errors."""
    match state[:2]:
        case "42" | "0A":
            return _mend_the_query(_said(cause))
        case "22":  # what follows a colon is the value, which may be anything
            return _mend_the_query(_said(cause).partition(":")[0])
        case "28":
            return SourceError(_LOGIN)
        case "08" | "IM":
            return SourceError(_UNREACHABLE, retry=True)
        case "25" | "40" | "53" | "55" | "57" | "58":
            return SourceError(_BUSY, retry=True)
        case _:
            return SourceError(f"The database refuses the query (its error {state}).")


def _first_state(cause: BaseException) -> str:
    """Where ODBC puts it."""
    first = cause.args[0] if cause.args else ""
    return first if isinstance(first, str) and _STATE.fullmatch(first) else ""


def _said(cause: BaseException) -> str:
    """The database's own sentence, without where it comes from."""
    primary = getattr(getattr(cause, "diag", None), "message_primary", None)
    return primary or str(cause.args[-1]).rpartition("]")[2]


def _mend_the_query(said: str) -> SourceError:
    sentence = " ".join(said.split())[:200].rstrip(".")
    return SourceError(f"The database cannot answer the query: {sentence}. Mend the query.")


def _too_slow(seconds: float) -> SourceError:
    return SourceError(
        f"The query took longer than {seconds:g} seconds and was broken off. Ask for fewer months, "
        "or try again when the database is less busy.",
        retry=True,
    )
