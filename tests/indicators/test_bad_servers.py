"""What servers really do to a pull, and what the performance team is told of it."""

import json

import pytest

from indicators.models import Observation
from indicators.pulls import request_pull, run_pull
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import HEADINGS, JANUARY
from tests.http_source import MAPPING, record
from tests.webserver import WebServer, reply

pytestmark = pytest.mark.django_db
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May"]
CSV = "\n".join([HEADINGS, JANUARY.format("12.9"), ""])


@pytest.fixture
def server(settings):
    with WebServer() as server:
        settings.SOURCE_PRIVATE_HOSTS = [server.authority]
        yield server


@pytest.fixture
def pulled(server):
    """The pull of a source that reads one address of the server."""
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")

    def pulled(path="/kpi.csv", **typed):
        settings = {"url": server.url(path), "timeout": 1, **typed}
        return run_pull(request_pull(SourceFactory(kind="http", settings=settings)).pk)

    return pulled


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (reply("Traceback", 500), "has a fault of its own. If it lasts, tell whoever runs that"),
        (reply(CSV, content_length="1000"), "broke off before its answer was complete. Nothing"),
        (reply("", 302, location="http://10.0.0.1/"), "sends on to “http://10.0.0.1”. Only links"),
        (reply("", 302, location="http://169.254.169.254/"), "Only links to the same host are"),
        (reply("<html>Log in</html>"), "sent a web page instead of figures"),
        (reply(b"x" * 10_000_000), "This line has 1"),
        (reply(bytes(range(256)) * 40_000), "The file is not in UTF-8."),
        (reply(""), "sent nothing. Try again later."),
    ],
    ids=[
        *("500", "truncated", "private address", "link-local address"),
        *("a page to log in on", "10 MB of one line", "10 MB of junk", "nothing"),
    ],
)
def test_a_server_that_fails_fails_the_pull_in_words_and_nothing_is_stored(
    server, pulled, answer, words
):
    server.answers["/kpi.csv"] = answer

    pull = pulled()

    assert pull.state == "failed"
    assert words in pull.error
    assert not Observation.objects.exists()


def test_a_name_that_turns_out_to_be_private_is_not_read(server, pulled, settings):
    settings.SOURCE_HOSTS, settings.SOURCE_PRIVATE_HOSTS = settings.SOURCE_PRIVATE_HOSTS, []
    server.answers["/kpi.csv"] = reply(CSV)

    assert "would send the figures unprotected" in pulled().error
    assert not server.requests


def test_a_server_that_stalls_is_given_up_and_nothing_is_stored(server, pulled):
    def stall(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(CSV.encode())
        server.stopped.wait(20)

    server.answers["/kpi.csv"] = stall

    assert "had not sent everything after 1 second. Try again later." in pulled().error
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[{"value": 1}', "kpi.json is not JSON from line 1 on."),
        ("null", "There is no list of records in kpi.json."),
        (json.dumps({"error": "no"}), "the document holds “error”."),
    ],
    ids=["cut off", "null", "no records"],
)
def test_json_that_holds_no_records_fails_the_pull_in_words(server, pulled, content, words):
    server.answers["/kpi.json"] = reply(content)

    assert words in pulled("/kpi.json").error


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("NaN", "“NaN” is not a number. Write digits only."),
        ("-Infinity", "“-Infinity” is not a number. Write digits only."),
        ("1e400", "“1e400” is not a number. Write digits only."),
        ('"12.9%"', "“12.9%” is not digits only. Write 12.9."),
        ("null", "This cell is empty. Write the number, or x where there is none to be had."),
    ],
)
def test_a_value_in_json_that_is_none_is_rejected_in_words(server, pulled, value, message):
    good = [record(number, f"{month}-16") for number, month in enumerate(_MONTHS, start=1)]
    bad = json.dumps(record("?")).replace('"?"', value)
    server.answers["/kpi.json"] = reply(json.dumps(good)[:-1] + f", {bad}]")

    pull = pulled("/kpi.json", **MAPPING)

    assert (pull.state, pull.new) == ("done", len(good)), pull.error
    assert pull.rejections.get().message == message
