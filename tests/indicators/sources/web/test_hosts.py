import socket
from ipaddress import ip_address

import pytest

from indicators.sources.base import SourceError
from indicators.sources.web.hosts import Standing, reachable_addresses, read_address, standing


@pytest.fixture(autouse=True)
def no_hosts(settings):
    settings.SOURCE_HOSTS = []
    settings.SOURCE_PRIVATE_HOSTS = []


@pytest.fixture
def names(monkeypatch):
    """Names of hosts and the addresses they stand for: the one thing here that is not real."""
    known = {}

    def look_up(host, port, **_):
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(None, None, None, "", (address, port)) for address in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def refusal_of(url):
    with pytest.raises(SourceError) as refusal:
        reachable_addresses(read_address(url))
    return refusal.value


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address):
    assert standing(ip_address(address)) is Standing.PUBLIC


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.9.10", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1"]
    + ["::1", "fc00::1", "fd12:3456::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"]
    + ["64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1"],
)
def test_addresses_of_a_network_of_ones_own_are_private(address):
    assert standing(ip_address(address)) is Standing.PRIVATE


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "169.254.169.254", "169.254.1.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"]  # noqa: S104
    + ["168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "192.0.2.1"]
    + ["::", "fe80::1", "fe80::1%eth0", "ff02::1", "2001:db8::1", "::127.0.0.1", "fec0::1"]
    + ["::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:a9fe:a9fe::"],
)
def test_nothing_is_ever_read_from_other_addresses(address):
    assert standing(ip_address(address)) is Standing.NEVER


def test_a_host_that_is_not_listed_is_refused_before_it_is_looked_up(names):
    names["data.example.org"] = ["8.8.8.8"]

    assert str(refusal_of("https://data.example.org/kpi.csv")) == (
        "The host “data.example.org” is not on this site's list. Mend the address, or ask whoever "
        "runs the site to add it to SOURCE_HOSTS."
    )
    assert not refusal_of("https://nowhere.example.org/").retry


def test_a_listed_host_gives_its_addresses_once_each_and_in_order(names, settings):
    settings.SOURCE_HOSTS = ["Data.Example.org"]
    names["data.example.org"] = ["2001:4860:4860::8888", "8.8.8.8", "8.8.8.8"]

    found = reachable_addresses(read_address("https://DATA.example.org/kpi.csv"))

    assert found == ["2001:4860:4860::8888", "8.8.8.8"]


@pytest.mark.parametrize(
    ("listed", "url"),
    [
        ("data.example.org", "https://data.example.org:8443/"),
        ("data.example.org:8443", "https://data.example.org/"),
        ("example.org", "https://data.example.org/"),
        ("data.example.org", "https://data.example.org.evil.example/"),
        ("data.example.org", "https://data.example.org./"),
    ],
)
def test_a_host_is_listed_with_its_port_and_all_of_its_name(listed, url, settings):
    settings.SOURCE_HOSTS = [listed]

    assert "is not on this site's list" in str(refusal_of(url))


def test_the_usual_port_may_be_listed_or_left_out(names, settings):
    settings.SOURCE_HOSTS = ["data.example.org:443"]
    names["data.example.org"] = ["8.8.8.8"]

    assert reachable_addresses(read_address("https://data.example.org/")) == ["8.8.8.8"]


def test_a_listed_host_must_be_read_over_https(settings):
    settings.SOURCE_HOSTS = ["data.example.org"]

    assert "Write https:// instead of http://." in str(refusal_of("http://data.example.org/"))


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.5", "::1", "::ffff:192.168.0.1"])
def test_a_host_that_stands_for_a_private_address_is_refused(address, names, settings):
    settings.SOURCE_HOSTS = ["data.example.org"]
    names["data.example.org"] = ["8.8.8.8", address]  # one bad address is enough

    assert str(refusal_of("https://data.example.org/")) == (
        "“data.example.org” is inside a private network, where this site reads only from hosts "
        "that are listed for it. If it is the council's own, ask whoever runs the site to add it "
        "to SOURCE_PRIVATE_HOSTS."
    )


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.1"])
def test_other_spellings_of_an_address_are_known_by_what_they_stand_for(host, settings):
    settings.SOURCE_HOSTS = [host]

    assert "is inside a private network" in str(refusal_of(f"https://{host}/"))


def test_a_private_host_may_be_listed_and_read_over_http(names, settings):
    settings.SOURCE_PRIVATE_HOSTS = ["warehouse.local", "[::1]:8000"]
    names |= {"warehouse.local": ["10.0.0.5"], "::1": ["::1"]}

    assert reachable_addresses(read_address("http://warehouse.local/kpi")) == ["10.0.0.5"]
    assert reachable_addresses(read_address("http://[::1]:8000/kpi")) == ["::1"]


@pytest.mark.parametrize("address", ["169.254.169.254", "0.0.0.0", "fd00:ec2::254"])  # noqa: S104
def test_no_list_opens_the_way_to_a_cloud_machines_keys(address, names, settings):
    settings.SOURCE_PRIVATE_HOSTS = ["warehouse.local"]
    names["warehouse.local"] = [address]

    assert "an address that no source has" in str(refusal_of("http://warehouse.local/"))


def test_figures_do_not_cross_the_internet_unprotected(names, settings):
    settings.SOURCE_PRIVATE_HOSTS = ["warehouse.local"]
    names["warehouse.local"] = ["8.8.8.8"]

    assert "on the internet, where http:// is unprotected" in str(
        refusal_of("http://warehouse.local/")
    )
    assert reachable_addresses(read_address("https://warehouse.local/")) == ["8.8.8.8"]


def test_a_host_that_is_not_found_may_come_back(names, settings):
    settings.SOURCE_HOSTS = ["data.example.org"]
    refusal = refusal_of("https://data.example.org/")

    assert "There is no host “data.example.org” to be found." in str(refusal)
    assert refusal.retry


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "name no address"),
        (None, "name no address"),
        ("ftp://data.example.org/", "must begin with https://"),
        ("file:///etc/passwd", "must begin with https://"),
        ("https://", "must begin with https://"),
        ("data.example.org/kpi.csv", "must begin with https://"),
        ("https://data.example.org:port/", "cannot be read"),
        ("https://[::1/", "cannot be read"),
        ("https://reader:secret@data.example.org/", "holds a user name or password"),
        ("https://dätä.example.org/", "a character that no host has"),
        ("https://data.example.org\\.evil.example/", "a character that no host has"),
        ("https://data.example.org\0/", "a character that no host has"),
    ],
)
def test_an_address_that_is_none_is_refused(url, words):
    with pytest.raises(SourceError, match=words) as refusal:
        read_address(url)
    assert "secret" not in str(refusal.value)


def test_an_address_is_taken_apart_once():
    place = read_address(" https://Data.Example.org/a b/ä.csv?x=1&y=ü#part ")

    assert place == ("https", "data.example.org", 443, "/a%20b/%C3%A4.csv?x=1&y=%C3%BC")
    assert place.label == "data.example.org/a%20b/%C3%A4.csv"
    assert read_address("http://[::1]:80/%41").label == "[::1]/%41"
    assert read_address("https://[::1]:80/").authority == "[::1]:80"
