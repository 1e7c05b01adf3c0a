import json

import pytest

from indicators.sources.http import HttpReader
from tests.http_source import MAPPING, record, refusal_of, rows_of
from tests.webserver import reply


def test_pages_that_link_to_the_next(server, monkeypatch):
    monkeypatch.setenv("KPI_TOKEN", "abc123")
    page = {"rows": [record(1)], "links": {"next": "/kpi.json?page=2"}}
    last = {"rows": [record(2), record(3)], "links": {"next": None}}

    def answer(handler):
        reply(json.dumps(last if "page=2" in handler.path else page))(handler)

    server.answers["/kpi.json"] = answer
    asked = {
        "records": "rows",
        "pages": {"next": "links.next"},
        "headers": {"Authorization": {"env": "KPI_TOKEN", "prefix": "Bearer "}},
        "query": {"ApplicationKey": {"env": "KPI_TOKEN"}},
        **MAPPING,
    }

    rows = rows_of(server.url("/kpi.json"), **asked)

    assert [(row.place, row.value) for row in rows] == [
        ("kpi.json page 1 record 1", 1),
        ("kpi.json page 2 record 1", 2),
        ("kpi.json page 2 record 2", 3),
    ]
    assert [request.path for request in server.requests] == [
        "/kpi.json?ApplicationKey=abc123",
        "/kpi.json?page=2&ApplicationKey=abc123",
    ]
    assert {request.headers["Authorization"] for request in server.requests} == {"Bearer abc123"}


def test_a_next_page_on_another_host_is_not_asked_for(server):
    page = {"rows": [record(1)], "next": "http://169.254.169.254/latest/"}
    server.answers["/kpi.json"] = reply(json.dumps(page))

    refusal = refusal_of(server.url("/kpi.json"), records="rows", pages={"next": "next"}, **MAPPING)

    assert "Only links to the same host are followed" in str(refusal)


def numbered(pages):
    """An answer that gives page ``n`` of ``pages``, and no records beyond."""

    def answer(handler):
        number = int(handler.path.rpartition("page=")[2])
        found = pages[number - 1] if number <= len(pages) else []
        reply(json.dumps({"rows": found, "paging": {"totalPages": len(pages)}}))(handler)

    return answer


@pytest.mark.parametrize(("last", "asked"), [("", 3), ("paging.totalPages", 2)])
def test_pages_that_are_numbered(server, last, asked):
    server.answers["/kpi"] = numbered([[record(1)], [record(2)]])
    paging = {"number": "page", "last": last}

    found = [
        row.value
        for row in rows_of(
            server.url("/kpi?page=9&size=1"), format="json", records="rows", pages=paging, **MAPPING
        )
    ]

    assert found == [1, 2]
    assert len(server.requests) == asked
    assert server.requests[0].path == "/kpi?size=1&page=1"


def test_a_server_that_does_not_know_the_number_is_found_out(server):
    server.answers["/kpi.json"] = reply(json.dumps([record(1)]))

    assert "is the same as the one before. Check in “pages”" in str(
        refusal_of(server.url("/kpi.json"), pages={"number": "page"}, **MAPPING)
    )


def test_more_pages_than_are_allowed_are_refused_rather_than_cut_off(server):
    server.answers["/kpi"] = numbered([[record(n)] for n in range(1, 9)])
    asked = {"format": "json", "records": "rows", **MAPPING}

    refusal = refusal_of(server.url("/kpi"), pages={"number": "page", "most": 3}, **asked)

    assert "has more than 3 pages. Ask for less, or allow more" in str(refusal)
    assert len(server.requests) == 3
    assert len(rows_of(server.url("/kpi"), pages={"number": "page", "most": 9}, **asked)) == 8


@pytest.mark.parametrize(
    ("paging", "words"),
    [
        ({}, "“pages” must give either “next”"),
        ({"next": "next", "number": "page"}, "“pages” must give either “next”"),
        ({"next": "next", "most": 0}, "“most” in “pages” must be from 1 to 1,000"),
        ({"number": "page", "last": "total"}, "The number of the last page does not stand"),
        ({"nxt": "next"}, "There is no setting “nxt” in “pages”"),
    ],
)
def test_pages_that_are_described_wrongly(server, paging, words):
    server.answers["/kpi.json"] = reply(json.dumps([record(1)]))

    assert words in str(refusal_of(server.url("/kpi.json"), pages=paging, **MAPPING))


def test_every_page_is_a_sign_of_life(server):
    server.answers["/kpi"] = numbered([[record(1)], [record(2)]])
    asked = {"format": "json", "records": "rows", "pages": {"number": "page"}, **MAPPING}

    batches = list(HttpReader({"url": server.url("/kpi"), **asked}).read())

    assert [(len(batch.rows), batch.fraction) for batch in batches] == [(0, 0)] * 3 + [(2, 1)]
