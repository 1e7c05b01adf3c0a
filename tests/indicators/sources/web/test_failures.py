import socket
import time

import pytest

from indicators.sources.base import SourceError
from indicators.sources.web import connection, fetched
from tests.webserver import reply

CSV = "code,value\nP6-01,12.90\n"


@pytest.mark.parametrize(
    ("status", "words", "retry"),
    [
        (401, "does not know this site. Check the key", False),
        (403, "does not let this site in. Check that its key may read these figures", False),
        (404, "has nothing at this address. Check the address.", False),
        (410, "has nothing at this address any longer.", False),
        (418, "did not give the figures. Check the address and the settings.", False),
        (204, "did not give the figures.", False),
        (429, "is asked too often.", True),
        (500, "has a fault of its own.", True),
        (502, "has a fault of its own.", True),
        (503, "has a fault of its own.", True),
    ],
)
def test_what_a_status_means(server, refusal_of, status, words, retry):
    server.answers["/kpi.csv"] = reply("" if status == 204 else "no", status)

    refusal = refusal_of("/kpi.csv?key_date=2017")

    assert f"“{server.authority}/kpi.csv” {words}" in str(refusal)
    assert str(refusal).endswith(f"(It answered {status}.)")
    assert refusal.retry is retry


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("3600", " It asks to wait 3,600 seconds."),
        ("Wed, 21 Jun 2017 13:05:00 GMT", " It asks to wait until 21 June 2017, 14:05."),
        ("soon", ""),
        ("9" * 400, ""),
    ],
)
def test_when_to_come_back_is_told(server, refusal_of, given, words):
    server.answers["/kpi.csv"] = reply("", 503, retry_after=given)

    assert str(refusal_of("/kpi.csv")).partition("(It answered 503.)")[2] == words


def test_a_stalled_server_is_given_up_in_time(server, refusal_of):
    def stall(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"code")
        server.stopped.wait(20)

    server.answers["/kpi.csv"] = stall
    start = time.monotonic()

    refusal = refusal_of("/kpi.csv", timeout=1)

    assert str(refusal) == (
        f"“{server.authority}” had not sent everything after 1 second. Try again later."
    )
    assert refusal.retry
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("in_headers", [True, False])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up_too(server, refusal_of, in_headers):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"" if in_headers else b"\r\n"))
        while not server.stopped.wait(0.1):
            try:
                handler.wfile.write(b"x")
                handler.wfile.flush()
            except ConnectionError:
                return

    server.answers["/kpi.csv"] = drip

    assert "after 1 second" in str(refusal_of("/kpi.csv", timeout=1))


def test_a_server_that_falls_silent_is_not_waited_for_till_the_end(server, refusal_of, monkeypatch):
    monkeypatch.setattr(connection, "READ_SECONDS", 0.2)
    server.answers["/kpi.csv"] = lambda handler: server.stopped.wait(20)

    refusal = refusal_of("/kpi.csv")

    assert "stopped sending before its answer was complete" in str(refusal)
    assert refusal.retry


def test_a_truncated_answer_is_not_taken_for_the_whole(server, refusal_of):
    server.answers["/kpi.csv"] = reply(CSV, content_length="1000")

    refusal = refusal_of("/kpi.csv")

    assert str(refusal) == (
        f"“{server.authority}” broke off before its answer was complete. Nothing of it was kept."
    )
    assert refusal.retry


def test_an_answer_that_is_not_http_is_refused(server, refusal_of):
    server.answers["/kpi.csv"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")

    assert "broke off" in str(refusal_of("/kpi.csv"))


def test_a_server_that_is_down_may_come_back(settings):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings.SOURCE_PRIVATE_HOSTS = [f"127.0.0.1:{port}"]

    with pytest.raises(SourceError) as refusal, fetched(f"http://127.0.0.1:{port}/", {}):
        pass

    assert "could not be reached. It may be down" in str(refusal.value)
    assert refusal.value.retry


@pytest.mark.parametrize(
    ("page", "content_type"),
    [
        ("<!DOCTYPE html><title>Log in</title>", "text/html; charset=utf-8"),
        ("\n <html><body>Log in", "text/csv"),
        ("<p>Log in</p>", "text/html"),
        ("\ufeff<HTML>", "application/octet-stream"),
    ],
)
def test_a_page_to_log_in_on_is_not_figures(server, refusal_of, page, content_type):
    server.answers["/kpi.csv"] = reply(page, content_type=content_type)

    assert str(refusal_of("/kpi.csv")) == (
        f"“{server.authority}/kpi.csv” sent a web page instead of figures, most likely a page to "
        "log in on. Check the address and the key."
    )


def test_a_csv_file_that_is_called_html_is_taken(server, get):
    server.answers["/kpi.csv"] = reply(CSV, content_type="text/html")

    assert get("/kpi.csv").path.read_text() == CSV


def test_an_empty_answer_may_be_filled_later(server, refusal_of):
    server.answers["/kpi.csv"] = reply("\n")
    refusal = refusal_of("/kpi.csv")

    assert "sent nothing. Try again later." in str(refusal)
    assert refusal.retry
