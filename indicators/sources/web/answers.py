"""What a server's answer, or the lack of one, means for whoever keeps the source."""

import ssl
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import httpcore
from django.utils import timezone
from django.utils.formats import date_format

from indicators.sources.base import SourceError
from indicators.sources.problems import quoted
from indicators.sources.web.connection import Deadline, OutOfTime
from indicators.sources.web.hosts import Place

# Everything that goes wrong between here and the server.
TROUBLE = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OutOfTime)

_MAY_PASS = {408, 425, 429, 500, 502, 503, 504}
_MEANINGS = {
    401: "does not know this site. Check the key in “headers” or “query”, and that the "
    "environment variable it comes from still holds the right one.",
    403: "does not let this site in. Check that its key may read these figures, and that the "
    "server lets this site's address in.",
    404: "has nothing at this address. Check the address.",
    410: "has nothing at this address any longer. Look for the new one.",
    429: "is asked too often.",
}
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")


def refuse_status(place: Place, status: int, headers: Mapping[str, str]) -> None:
    """Raise SourceError unless the server gave what was asked for."""
    if status == 200:
        return
    meaning = _MEANINGS.get(status)
    if meaning is None and status >= 500:
        meaning = "has a fault of its own. If it lasts, tell whoever runs that server."
    elif meaning is None:
        meaning = "did not give the figures. Check the address and the settings."
    message = f"{quoted(place.label)} {meaning} (It answered {status}.)"
    retry = status in _MAY_PASS
    raise SourceError(message + _waiting_time(headers) if retry else message, retry=retry)


def refuse_web_page(place: Place, start: bytes, content_type: str) -> None:
    """Raise SourceError where a page for people came in place of figures."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(_PAGE_STARTS) or ("html" in content_type and text.startswith(b"<")):
        raise SourceError(
            f"{quoted(place.label)} sent a web page instead of figures, most likely a page to "
            "log in on. Check the address and the key."
        )


def trouble_with(place: Place, error: Exception, deadline: Deadline) -> SourceError:
    """The SourceError for one of TROUBLE."""
    host = quoted(place.authority)
    reason = error.args[0] if error.args else None  # what httpcore met below
    if isinstance(reason, ssl.SSLCertVerificationError):
        return SourceError(
            f"The certificate of {host} cannot be trusted: {reason.verify_message}. Ask "
            "whoever runs that server to mend it. If the council signs its own certificates, ask "
            "whoever runs this site to make the machine trust them."
        )
    return SourceError(f"{host} {_what_happened(error, deadline)}", retry=True)


def _what_happened(error: Exception, deadline: Deadline) -> str:
    match error:
        case OutOfTime() | httpcore.TimeoutException() if deadline.is_over:
            unit = "second" if deadline.seconds == 1 else "seconds"
            return f"had not sent everything after {deadline.seconds:g} {unit}. Try again later."
        case httpcore.ConnectTimeout():
            return "does not answer. It may be down, or the way to it may be closed."
        case httpcore.TimeoutException():
            return "stopped sending before its answer was complete. Try again later."
        case httpcore.ConnectError(args=[ssl.SSLError()]):
            return "does not speak HTTPS here. Check the address and its port."
        case httpcore.ConnectError():
            return "could not be reached. It may be down, or the way to it may be closed."
        case _:
            return "broke off before its answer was complete. Nothing of it was kept."


def _waiting_time(headers: Mapping[str, str]) -> str:
    """What the server says about when to come back, in words."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit() and len(text) < 8:
        return f" It asks to wait {int(text):,} seconds."
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return ""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f" It asks to wait until {date_format(local, 'j F Y, H:i')}."
