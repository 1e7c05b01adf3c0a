"""A connection to addresses that were checked beforehand, with an end to the time it may take."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ssl import SSLContext, create_default_context

import httpcore

from indicators.sources.web.hosts import Place, reachable_addresses

CONNECT_SECONDS = 10
READ_SECONDS = 30  # without a byte


class OutOfTime(Exception):
    """The time for one file is over, though the server may still be sending."""


class Deadline:
    """The end of the time for one file, its redirects included."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time has run out."""
        return time.monotonic() >= self._end

    def limit(self, timeout: float | None) -> float:
        """``timeout`` in seconds, or what is left where that is less. Raises OutOfTime."""
        if self.is_over:
            raise OutOfTime
        left = max(self._end - time.monotonic(), 0.001)  # nought would mean: do not wait
        return left if timeout is None else min(left, timeout)


@contextmanager
def answer_of(
    place: Place, headers: dict[str, str], deadline: Deadline
) -> Iterator[httpcore.Response]:
    """The answer to one GET, its body not yet read. Raises httpcore's errors and OutOfTime.

    The client below httpx is used by itself: redirects, unpacking and the look-up of names are
    decided here, so none of what httpx adds would be left switched on. It trusts the certificate
    authorities that the machine trusts, and no proxy that the environment names.
    """
    url = httpcore.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.target)
    backend = _CheckedAddresses(reachable_addresses(place), deadline)
    timeouts = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS}
    with (
        httpcore.ConnectionPool(create_default_context(), network_backend=backend) as pool,
        pool.stream("GET", url, headers=headers, extensions={"timeout": timeouts}) as response,
    ):
        yield response


class _CheckedAddresses(httpcore.SyncBackend):
    """Connects to one of the given addresses, whatever the name of the host may now stand for."""

    def __init__(self, addresses: Sequence[str], deadline: Deadline):
        self._addresses = addresses
        self._deadline = deadline

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        """Try each address; the last one's failure stands for all. ``host`` is not looked up."""
        *others, last = self._addresses
        for address in others:
            try:
                return self._connect(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port, timeout)

    def _connect(self, address: str, port: int, timeout: float | None) -> "_TimedStream":
        stream = super().connect_tcp(address, port, self._deadline.limit(timeout))
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A stream that a server cannot draw out by sending a byte now and then."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline):
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, at most ``max_bytes``."""
        return self._stream.read(max_bytes, self._deadline.limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of ``buffer``."""
        self._stream.write(buffer, self._deadline.limit(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "_TimedStream":
        """Check the certificate against the host's name and go on encrypted."""
        limit = self._deadline.limit(timeout)
        return _TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, limit), self._deadline
        )

    def get_extra_info(self, info: str):
        """What the client asks about the socket."""
        return self._stream.get_extra_info(info)
