import socket

import pytest

from indicators.sources.web import fetched
from tests.webserver import reply

CSV = "code,value\nP6-01,12.90\n"


def test_a_redirect_on_the_same_host_is_followed(server, get):
    server.answers["/old.csv"] = reply("", 301, location="/new.csv?year=2017")
    server.answers["/new.csv"] = reply(CSV)

    assert get("/old.csv").place.target == "/new.csv?year=2017"


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.2:{port}/kpi.csv",
        "http://localhost:{port}/kpi.csv",
        "//[::1]:{port}/kpi.csv",
        "https://data.example.org/kpi.csv",
    ],
)
def test_a_redirect_to_another_host_is_refused_and_no_key_sent(
    server, refusal_of, monkeypatch, location
):
    monkeypatch.setenv("KPI_TOKEN", "abc123")
    server.answers["/kpi.csv"] = reply("", 302, location=location.format(port=server.port))

    refusal = refusal_of("/kpi.csv", headers={"X-Api-Key": {"env": "KPI_TOKEN"}})

    assert f"“{server.authority}/kpi.csv” sends on to “" in str(refusal)
    assert "Only links to the same host are followed" in str(refusal)
    assert len(server.requests) == 1
    assert not refusal.retry


def test_a_redirect_to_another_port_of_the_host_needs_its_own_listing(server, refusal_of):
    server.answers["/kpi.csv"] = reply("", 302, location="http://127.0.0.1:1/kpi.csv")

    assert "The host “127.0.0.1:1” is not on this site's list" in str(refusal_of("/kpi.csv"))


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://[", "http://u:p@127.0.0.1/"])
def test_a_redirect_to_no_web_address_is_refused(server, refusal_of, location):
    server.answers["/kpi.csv"] = reply("", 307, location=location)

    assert "sends on to something that is no web address" in str(refusal_of("/kpi.csv"))


def test_redirects_without_end_are_given_up(server, refusal_of):
    server.answers["/kpi.csv"] = reply("", 302, location="/kpi.csv")

    assert "sends on from one address to the next without end" in str(refusal_of("/kpi.csv"))
    assert len(server.requests) == 4


def test_a_name_is_looked_up_once_and_that_address_is_connected_to(server, settings, monkeypatch):
    """A name that stands for something else at the second look gains nothing."""
    settings.SOURCE_PRIVATE_HOSTS = [f"warehouse.test:{server.port}"]
    server.answers["/kpi.csv"] = reply(CSV)
    real, asked = socket.getaddrinfo, []

    def look_up(host, *rest, **more):
        if host != "warehouse.test":
            return real(host, *rest, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "127.0.0.2", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with fetched(server.url("/kpi.csv", host="warehouse.test"), {}) as path:
        assert path.read_text() == CSV
    assert asked == ["warehouse.test"]
    assert server.requests[-1].headers["Host"] == f"warehouse.test:{server.port}"


def test_the_next_address_is_tried_where_one_does_not_answer(server, settings, monkeypatch):
    settings.SOURCE_PRIVATE_HOSTS = [f"warehouse.test:{server.port}"]
    server.answers["/kpi.csv"] = reply(CSV)
    real = socket.getaddrinfo

    def look_up(host, *rest, **more):
        hosts = ["127.0.0.2", "127.0.0.1"] if host == "warehouse.test" else [host]
        return [answer for host in hosts for answer in real(host, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with fetched(server.url("/kpi.csv", host="warehouse.test"), {}) as path:
        assert path.read_text() == CSV
