import gzip

import pytest

from indicators.sources.base import SourceError
from indicators.sources.web import fetched, fetching, typed_place
from tests.webserver import reply

CSV = "code,value\nP6-01,12.90\n"


def header(server, name):
    return server.requests[-1].headers[name]


def test_a_file_is_there_within_the_block_and_gone_after_it(server):
    server.answers["/files/kpi.csv"] = reply(CSV)

    with fetched(server.url("/files/kpi.csv"), {}) as path:
        assert path.name == "kpi.csv"
        assert path.read_text() == CSV
    assert not path.parent.exists()


def test_a_file_without_a_name_is_called_after_its_host(server, get):
    server.answers["/"] = reply(CSV)

    assert get("/").path.name == "127.0.0.1"


def test_a_name_in_an_address_stays_in_the_folder(server, get, tmp_path):
    server.answers["/..%2F..%2Fetc"] = reply(CSV)

    path = get("/..%2F..%2Fetc").path

    assert path.parent == tmp_path / "here"
    assert path.name == "_2F.._2Fetc"


def test_the_server_is_asked_by_its_name_with_the_headers_and_parameters(server, get, monkeypatch):
    monkeypatch.setenv("KPI_TOKEN", "abc123\n")
    server.answers["/kpi.csv"] = reply(CSV)
    secret = {"env": "KPI_TOKEN"}

    get(
        "/kpi.csv?year=2017&area=a%20b",
        headers={"Authorization": {**secret, "prefix": "Bearer "}, "Accept-Language": "en-GB"},
        query={"ApplicationKey": secret, "year": 2016},
    )

    assert header(server, "Authorization") == "Bearer abc123"
    assert header(server, "Accept-Language") == "en-GB"
    assert header(server, "Accept-Encoding") == "gzip"
    assert header(server, "Host") == server.authority
    assert server.requests[-1].path == "/kpi.csv?year=2017&area=a%20b&ApplicationKey=abc123"


def test_a_file_that_is_too_large_is_refused(server, get, refusal_of, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_SENT", 1_000_000)
    server.answers["/kpi.csv"] = reply(b"x" * 1_000_001)
    server.answers["/exact.csv"] = reply(b"x" * 1_000_000)

    assert "is larger than the 1 MB that are taken at once" in str(refusal_of("/kpi.csv"))
    assert get("/exact.csv").path.stat().st_size == 1_000_000


def test_a_packed_file_is_unpacked(server, get):
    server.answers["/kpi.csv"] = reply(gzip.compress(CSV.encode()), content_encoding="gzip")
    server.answers["/kpi.csv.gz"] = reply(gzip.compress(CSV.encode()))

    assert get("/kpi.csv").path.read_text() == CSV
    assert get("/kpi.csv.gz").path.read_text() == CSV


def test_a_file_that_unpacks_to_far_more_is_refused(server, refusal_of, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_UNPACKED", 1_000_000)
    bomb = gzip.compress(b"0" * 5_000_000)
    server.answers["/kpi.csv"] = reply(bomb, content_encoding="gzip")

    assert len(bomb) < 10_000
    assert "is larger than the 1 MB" in str(refusal_of("/kpi.csv"))


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:20] + b"x" * 9])
def test_a_damaged_packed_file_is_refused(server, refusal_of, damage):
    packed = damage(gzip.compress(CSV.encode() * 100))
    server.answers["/kpi.csv"] = reply(packed, content_encoding="gzip")

    refusal = refusal_of("/kpi.csv")

    assert "was packed wrongly, or arrived damaged" in str(refusal)
    assert refusal.retry


def test_other_ways_of_packing_are_refused(server, refusal_of):
    server.answers["/kpi.csv"] = reply(CSV, content_encoding="br")

    assert "packs its answer in a way that was not asked for" in str(refusal_of("/kpi.csv"))


def test_only_the_first_lines_are_brought_where_they_are_enough(server, get):
    lines = "".join(f"line {number}\n" for number in range(200_000))
    server.answers["/plain.csv"] = reply(lines)
    server.answers["/packed.csv"] = reply(gzip.compress(lines.encode()))

    for path in ("/plain.csv", "/packed.csv"):
        text = get(path, enough=1000).path.read_text()
        assert lines.startswith(text + "\n")
        assert 900 < len(text) < 100_000


@pytest.mark.parametrize("name", ["Host", "content-length", "Accept-Encoding", "Bad name", ""])
def test_headers_that_are_not_the_sources_to_set(server, refusal_of, name):
    assert "“headers” must not name" in str(refusal_of("/kpi.csv", headers={name: "x"}))
    assert server.requests == []


@pytest.mark.parametrize("text", ["a\r\nX-Other: b", "“quoted”", "a\0b"])
def test_a_header_with_a_character_that_no_header_may_hold(server, refusal_of, text):
    assert "holds a character that no header may hold" in str(
        refusal_of("/kpi.csv", headers={"Accept": text})
    )


@pytest.mark.parametrize("timeout", [0, 101, -1])
def test_a_time_that_is_too_short_or_too_long(refusal_of, timeout):
    assert str(refusal_of("/kpi.csv", timeout=timeout)) == (
        "“timeout” must be a number of seconds from 1 to 100."
    )


def test_a_key_that_was_typed_into_the_address_is_refused():
    with pytest.raises(
        SourceError, match="“api_key” in the web address looks like a key"
    ) as refusal:
        typed_place("https://data.example.org/kpi.csv?area=933&api_key=abc123")
    assert "abc123" not in str(refusal.value)


def test_no_proxy_of_the_environment_is_used(server, get, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    server.answers["/kpi.csv"] = reply(CSV)

    assert get("/kpi.csv").path.read_text() == CSV
