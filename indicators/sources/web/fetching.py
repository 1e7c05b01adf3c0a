"""One file from a web address, within limits of time and size, put into a folder."""

import gzip
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urljoin

from httpcore import Response
from msgspec import Struct

from indicators.sources.base import SourceError
from indicators.sources.credentials import filled_in, refuse_typed_secret
from indicators.sources.problems import quoted
from indicators.sources.typed_settings import typed_settings
from indicators.sources.web.answers import TROUBLE, refuse_status, refuse_web_page, trouble_with
from indicators.sources.web.connection import Deadline, answer_of
from indicators.sources.web.hosts import Place, read_address

MAX_SENT = 50_000_000  # bytes on their way
MAX_UNPACKED = 200_000_000  # bytes on the disk
MAX_REDIRECTS = 3
# Below the time after which a pull that gives no sign of life is taken for dead.
MAX_SECONDS = 100

_REDIRECTS = {301, 302, 303, 307, 308}
_GZIP = b"\x1f\x8b"
_PIECE = 65_536
_OURS = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "range"}
_HEADER_NAME = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)


class RequestSettings(Struct, kw_only=True):
    """What the settings of a source may say of every request; a kind of source adds its own.

    ``headers`` and ``query`` give names with their values; a value that is secret is given as
    ``{"env": NAME, "prefix": "Bearer "}``, the name of an environment variable. ``timeout`` is
    how many seconds one file may take in all.
    """

    headers: dict[str, object] = {}
    query: dict[str, object] = {}
    timeout: float = MAX_SECONDS


class Fetched(NamedTuple):
    """A file that was brought here."""

    path: Path
    place: Place  # where it came from after all redirects


@contextmanager
def fetched(url: str, settings: dict) -> Iterator[Path]:
    """The file at ``url`` as a temporary file that is gone after the block. Raises SourceError.

    Of the source's ``settings`` it uses those of RequestSettings.
    """
    with tempfile.TemporaryDirectory(prefix="source-") as folder:
        yield download(typed_place(url), settings, Path(folder)).path


def download(place: Place, settings: dict, folder: Path, *, enough: int | None = None) -> Fetched:
    """Bring the file at ``place`` into ``folder``, under the name its address ends with.

    A packed file (gzip) is unpacked. With ``enough`` only the first lines are brought, about that
    many bytes of them. Raises SourceError, with nothing secret in its words.
    """
    asked = typed_settings(settings, RequestSettings)
    place, headers = _with_query(place, asked.query), _headers(asked.headers)
    deadline = Deadline(_seconds(asked.timeout))
    for _ in range(MAX_REDIRECTS + 1):
        try:
            with answer_of(place, {"Host": place.authority, **headers}, deadline) as response:
                if response.status not in _REDIRECTS:
                    return _keep(place, response, folder, enough)
                place = linked_place(place, _headers_of(response).get("location", ""))
        except TROUBLE as error:
            raise trouble_with(place, error, deadline) from error
    raise SourceError(
        f"{quoted(place.label)} sends on from one address to the next without end. "
        "Check the address in a web browser."
    )


def typed_place(url: str) -> Place:
    """Where an address that somebody typed leads. Raises SourceError, also for a key in it."""
    place = read_address(url)
    for name, text in _parameters(place):
        refuse_typed_secret(name, text, f"{quoted(name)} in the web address")
    return place


def linked_place(place: Place, link: str) -> Place:
    """Where a link in the server's answer leads. Raises SourceError where that is another host.

    What is sent with a request is meant for the one host, and so is the leave to read from it.
    """
    try:
        target = read_address(urljoin(f"{place.scheme}://{place.authority}{place.target}", link))
    except (SourceError, ValueError) as error:
        message = f"{quoted(place.label)} sends on to something that is no web address."
        raise SourceError(message) from error
    if target.host != place.host or (place.scheme, target.scheme) == ("https", "http"):
        raise SourceError(
            f"{quoted(place.label)} sends on to {quoted(f'{target.scheme}://{target.authority}')}. "
            "Only links to the same host are followed, and none from https:// to http://. If the "
            "figures have moved, put their new address into the settings."
        )
    return target


def with_parameter(place: Place, name: str, value: str) -> Place:
    """``place`` with one query parameter set, whatever it was before."""
    others = [pair for pair in _parameters(place) if pair[0] != name]
    path = place.target.partition("?")[0]
    query = urlencode([*others, (name, value)], quote_via=quote)
    return place._replace(target=f"{path}?{query}")


def _parameters(place: Place) -> list[tuple[str, str]]:
    return parse_qsl(place.target.partition("?")[2], keep_blank_values=True)


def _with_query(place: Place, query: dict) -> Place:
    """``place`` with those parameters of the settings that its address does not have already."""
    present = {name for name, _ in _parameters(place)}
    for name, value in filled_in(query, "“query”").items():
        if name not in present:
            place = with_parameter(place, name, value)
    return place


def _headers(typed: dict) -> dict[str, str]:
    headers = filled_in(typed, "“headers”")
    for name, text in headers.items():
        if not _HEADER_NAME.fullmatch(name) or name.casefold() in _OURS:
            raise SourceError(f"“headers” must not name {quoted(name)}. Take it out.")
        if not (text.isascii() and text.isprintable()):
            raise SourceError(
                f"The header {quoted(name)} holds a character that no header may hold, such as a "
                "line break or a curly quotation mark. Type it afresh."
            )
    return {"User-Agent": "highlight-reports", "Accept-Encoding": "gzip", **headers}


def _seconds(timeout: float) -> float:
    if not 1 <= timeout <= MAX_SECONDS:
        raise SourceError(f"“timeout” must be a number of seconds from 1 to {MAX_SECONDS}.")
    return timeout


def _headers_of(response: Response) -> dict[str, str]:
    return {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}


def _keep(place: Place, response: Response, folder: Path, enough: int | None) -> Fetched:
    headers = _headers_of(response)
    refuse_status(place, response.status, headers)
    if headers.get("content-encoding", "").lower() not in {"", "identity", "gzip", "x-gzip"}:
        raise SourceError(
            f"{quoted(place.label)} packs its answer in a way that was not asked for."
        )
    path, sent = folder / _name(place), folder / ".sent"
    folder.mkdir(exist_ok=True)
    _write(place, response.iter_stream(), sent, enough or MAX_SENT, cut=bool(enough))
    start = _start(sent)
    if start.startswith(_GZIP):
        _unpack(place, sent, path, enough)
        start = _start(path)
    else:
        sent.rename(path)
    refuse_web_page(place, start, headers.get("content-type", "").lower())
    if not start.strip():
        raise SourceError(f"{quoted(place.label)} sent nothing. Try again later.", retry=True)
    if enough and path.stat().st_size >= enough:
        path.write_bytes(path.read_bytes().rpartition(b"\n")[0])
    return Fetched(path, place)


def _write(place: Place, pieces: Iterable[bytes], path: Path, limit: int, *, cut: bool) -> None:
    """Write ``pieces`` up to ``limit`` bytes. What is more is left out (``cut``) or refused."""
    size = 0
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            size += len(piece)
            if size >= limit and cut:
                return
            if size > limit:
                raise SourceError(
                    f"{quoted(place.label)} is larger than the {limit // 1_000_000} MB that are "
                    "taken at once. Ask for fewer years or fewer areas."
                )


def _unpack(place: Place, sent: Path, path: Path, enough: int | None) -> None:
    try:
        with gzip.open(sent) as file:
            pieces = takewhile(bool, iter(lambda: file.read(_PIECE), None))
            _write(place, pieces, path, enough or MAX_UNPACKED, cut=bool(enough))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        if enough and isinstance(error, EOFError):
            return  # only the start of it was asked for
        message = f"{quoted(place.label)} was packed wrongly, or arrived damaged. Try again later."
        raise SourceError(message, retry=True) from error


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(512)


def _name(place: Place) -> str:
    """A file name for messages, such as figures.csv: the end of the path, or else the host."""
    last = place.target.partition("?")[0].rstrip("/").rpartition("/")[2]
    return re.sub(r"[^\w.-]+", "_", last or place.host).strip(".")[-80:] or "answer"
