"""Which addresses on the network a source may be read from.

Whoever keeps the sources types the address; whoever runs the server lists in ``SOURCE_HOSTS`` and
``SOURCE_PRIVATE_HOSTS`` the hosts that may be named at all. A name is looked up once, what it
stands for is checked, and that very address is connected to: a name that stands for something
else a moment later gains nothing.
"""

import socket
from enum import Enum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings

from indicators.sources.base import SourceError
from indicators.sources.problems import quoted

PORTS = {"https": 443, "http": 80}

_PRIVATE = [
    ip_network(text)
    for text in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8"),
        *("fc00::/7", "::1/128"),
    )
]
_PUBLIC_IPV6 = ip_network("2000::/3")
_CARRIES_IPV4 = ip_network("64:ff9b::/96")  # how a network without IPv4 reaches it
_METADATA = [  # where a cloud machine's own keys are handed out, beside the link-local addresses
    ip_address(text)
    for text in ("168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")
]
_SAFE_IN_TARGET = "/%:=&?@!$'()*+,;~"


class Standing(Enum):
    """Who may stand behind an address."""

    PUBLIC = "anybody on the internet"
    PRIVATE = "a machine of the council's own network, or this one"
    NEVER = "nothing that holds figures"


class Place(NamedTuple):
    """Where a web address leads, read once; nothing later reads the text of it again."""

    scheme: str
    host: str  # small letters, an IPv6 address without its brackets
    port: int
    target: str  # path and query

    @property
    def authority(self) -> str:
        """The host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def label(self) -> str:
        """Host and path, for messages. A query may hold a key, so it is left out."""
        return self.authority + self.target.partition("?")[0]


def read_address(url: str) -> Place:
    """Take a web address apart. Raises SourceError where it is not one we use."""
    if not isinstance(url, str) or not url.strip():
        raise SourceError(
            'The settings name no address. Write for example {"url": "https://…/figures.csv"}.'
        )
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise SourceError("The web address cannot be read. Copy it afresh.") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise SourceError("The web address must begin with https:// and a host.")
    if parts.username is not None or parts.password is not None:
        raise SourceError(
            "The web address holds a user name or password. Take it out, and give it in "
            "“headers” by the name of an environment variable."
        )
    if not parts.hostname.isascii() or not parts.netloc.isprintable() or "\\" in url:
        raise SourceError("The host of the web address holds a character that no host has.")
    return Place(parts.scheme, parts.hostname, port or PORTS[parts.scheme], _target(parts))


def reachable_addresses(place: Place) -> list[str]:
    """The addresses that ``place`` may be reached at, every one of them checked.

    Raises SourceError where the host is not listed, is not found, or stands for an address that
    this site does not read from.
    """
    private = _is_listed(place, settings.SOURCE_PRIVATE_HOSTS)
    if not private and not _is_listed(place, settings.SOURCE_HOSTS):
        raise SourceError(
            f"The host {quoted(place.authority)} is not on this site's list. Mend the address, "
            "or ask whoever runs the site to add it to SOURCE_HOSTS."
        )
    if place.scheme == "http" and not private:
        raise SourceError(
            f"{quoted(place.authority)} would send the figures unprotected. "
            "Write https:// instead of http://."
        )
    found = _look_up(place)
    for address in found:
        _refuse_unless_fit(place, standing(address), private=private)
    return [str(address) for address in found]


def standing(address: IPv4Address | IPv6Address) -> Standing:
    """Who may stand behind ``address``. Of an IPv4 address wrapped in IPv6 the inner one counts."""
    address = _unwrapped(address)
    if address in _METADATA or address.is_multicast:
        return Standing.NEVER
    if any(address in network for network in _PRIVATE if network.version == address.version):
        return Standing.PRIVATE
    outside = address.version == 4 or address in _PUBLIC_IPV6
    return Standing.PUBLIC if outside and address.is_global else Standing.NEVER


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if address.version == 4:
        return address
    if address in _CARRIES_IPV4:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def _refuse_unless_fit(place: Place, standing: Standing, *, private: bool) -> None:
    host = quoted(place.authority)
    if standing is Standing.NEVER:
        raise SourceError(
            f"{host} stands for an address that no source has. Nothing is read from there. "
            "Check the address."
        )
    if standing is Standing.PRIVATE and not private:
        raise SourceError(
            f"{host} is inside a private network, where this site reads only from hosts that are "
            "listed for it. If it is the council's own, ask whoever runs the site to add it to "
            "SOURCE_PRIVATE_HOSTS."
        )
    if place.scheme == "http" and standing is Standing.PUBLIC:
        raise SourceError(
            f"{host} is on the internet, where http:// is unprotected. Write https:// instead."
        )


def _is_listed(place: Place, hosts: list[str]) -> bool:
    written = {place.authority, f"{place.authority.removesuffix(f':{place.port}')}:{place.port}"}
    return not written.isdisjoint(host.strip().casefold() for host in hosts)


def _look_up(place: Place) -> list[IPv4Address | IPv6Address]:
    """What the name of the host stands for now, in the order to be tried, each address once."""
    try:
        answers = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(
            f"There is no host {quoted(place.host)} to be found. Check the address; if it is "
            "right, the network may be down.",
            retry=True,
        ) from error
    return [ip_address(text) for text in dict.fromkeys(answer[4][0] for answer in answers)]


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE_IN_TARGET)
    query = quote(parts.query, safe=_SAFE_IN_TARGET)
    return f"{path}?{query}" if query else path
