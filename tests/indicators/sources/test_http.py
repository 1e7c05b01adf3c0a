"""The contract of an HTTP source, against a real server on this machine."""

import json
import logging
from decimal import Decimal

import pytest

from indicators.choices import PullState, SourceKind
from indicators.models import Observation
from indicators.pulls import request_pull, run_pull
from indicators.sources.base import SourceError
from indicators.sources.http import HttpReader
from programmes.demonstration import FOLDER
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import HEADINGS, JANUARY
from tests.http_source import MAPPING, record, refusal_of, rows_of
from tests.webserver import reply


def lines(*values):
    return "\n".join([HEADINGS, *(JANUARY.format(value) for value in values), ""])


def test_a_csv_file_in_our_own_columns(server):
    server.answers["/kpi.csv"] = reply(lines("12.90", "c", "twelve"), content_type="text/csv")

    good, hidden, bad = rows_of(server.url("/kpi.csv"))

    assert (good.place, good.code, good.value, good.places) == (
        "kpi.csv line 2",
        "P6-01",
        Decimal("12.90"),
        2,
    )
    assert hidden.symbol == "suppressed"
    assert [str(problem) for problem in bad] == [
        "kpi.csv line 4, column value: “twelve” is not a number. Write digits only."
    ]


def test_a_csv_file_in_the_councils_columns(server):
    server.answers["/export"] = reply("Measure;LA;Month;Rate\nP6-01;Somerset;Jan-17;hidden\n")
    columns = {"code": "Measure", "area": "LA", "value": "Rate"}

    [row] = rows_of(server.url("/export"), **MAPPING | {"columns": columns})

    assert (row.code, row.area, row.symbol) == ("P6-01", "Somerset", "suppressed")
    assert (str(row.period_start), str(row.period_end)) == ("2017-01-01", "2017-01-31")


def test_a_csv_file_in_a_named_encoding(server):
    text = lines(1).replace("Somerset,,", "Café,,").replace(",", "|")
    server.answers["/kpi.csv"] = reply(text.encode("cp1252"))

    [row] = rows_of(server.url("/kpi.csv"), encoding="cp1252", separator="|")

    assert row.area == "Café"


def test_many_rows_come_in_batches(server):
    server.answers["/kpi.csv"] = reply(lines(*range(12_000)))

    batches = list(HttpReader({"url": server.url("/kpi.csv")}).read())

    assert [len(batch.rows) for batch in batches] == [5000, 5000, 2000]
    assert batches[0].fraction < batches[1].fraction < batches[2].fraction == 1


def test_a_check_reads_only_the_first_lines(server):
    text = lines(*range(400_000))
    server.answers["/kpi.csv"] = reply(text)

    assert HttpReader({"url": server.url("/kpi.csv")}).check() == (
        f"{server.authority} answers. The columns fit, and the first 20 rows can be read."
    )


def test_a_check_reads_only_the_first_page(server):
    page = {"rows": [record(1)], "next": "/kpi.json?page=2"}
    server.answers["/kpi.json"] = reply(json.dumps(page))
    asked = {"records": "rows", "pages": {"next": "next"}, **MAPPING}

    assert HttpReader({"url": server.url("/kpi.json"), **asked}).check() == (
        f"{server.authority} answers. The columns fit, and the first row can be read."
    )
    assert len(server.requests) == 1


def test_a_check_tells_of_rows_that_cannot_be_read(server):
    server.answers["/some.csv"] = reply(lines(1, "x y", 3))
    server.answers["/none.csv"] = reply(lines("x y", "x y"))
    server.answers["/empty.csv"] = reply(lines())

    assert (
        HttpReader({"url": server.url("/some.csv")})
        .check()
        .endswith(
            "The columns fit. Of the first 3 rows 2 can be read. some.csv line 3, column value: "
            "“x y” is not a number. Write digits only."
        )
    )
    with pytest.raises(SourceError, match="The columns fit, but no row can be read. none.csv li"):
        HttpReader({"url": server.url("/none.csv")}).check()
    assert "There are no rows yet." in HttpReader({"url": server.url("/empty.csv")}).check()


def test_a_check_tells_of_headings_that_do_not_fit(server):
    server.answers["/kpi.csv"] = reply("Measure,LA\nP6-01,Somerset\n")

    with pytest.raises(SourceError, match="No column has the heading “Rate”"):
        HttpReader({"url": server.url("/kpi.csv"), "columns": {"value": "Rate"}}).check()


def test_a_list_of_children_is_refused(server):
    server.answers["/kpi.csv"] = reply(f"{HEADINGS},UPN\n")

    with pytest.raises(SourceError, match="(?i)upn"):
        HttpReader({"url": server.url("/kpi.csv")}).check()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "The settings must give “url”. Add it."),
        (
            {"url": "https://x/", "format": "xml"},
            "The setting “format” does not know “xml”. Write one of: csv, json.",
        ),
        (
            {"url": "https://x/", "colums": {}},
            "There is no setting “colums”. Did you mean columns?",
        ),
        ({"url": "https://x/", "headers": "a: b"}, "“headers” must be names and values in braces"),
        ({"url": "https://x/", "timeout": "slow"}, "The setting “timeout” must be"),
    ],
)
def test_settings_that_cannot_be_meant(settings, words):
    with pytest.raises(SourceError) as refusal:
        HttpReader(settings).check()
    assert words in str(refusal.value)


def test_no_key_is_written_to_the_log(server, caplog, monkeypatch):
    caplog.set_level(logging.INFO)
    monkeypatch.setenv("KPI_TOKEN", "abc123")
    server.answers["/kpi.csv"] = reply("", 401)

    refusal = refusal_of(server.url("/kpi.csv"), query={"key": {"env": "KPI_TOKEN"}})

    assert "abc123" not in str(refusal)
    assert "abc123" not in caplog.text


def test_the_demonstrations_figures_are_read(server):
    folder = FOLDER / "sources" / "http"
    source = json.loads((folder / "source.json").read_text())
    server.answers["/figures.json"] = reply((folder / "figures.json").read_text())

    rows = rows_of(**source["settings"] | {"url": server.url("/figures.json")})

    assert [row.code for row in rows] == ["P6-16"] * 4 + ["P6-17"] * 4
    assert rows[3].value == 4943674
    assert (str(rows[3].period_start), str(rows[3].period_end)) == ("2016-04-01", "2017-01-31")


@pytest.mark.django_db
def test_a_pull_stores_what_the_server_gives(server):
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")
    server.answers["/kpi.json"] = reply(json.dumps([record(12.9), record(13, "Dec-16")]))
    source = SourceFactory(
        kind=SourceKind.HTTP, settings={"url": server.url("/kpi.json"), **MAPPING}
    )

    pull = run_pull(request_pull(source).pk)

    assert (pull.error, pull.new, pull.rejected) == ("", 2, 0)
    assert Observation.objects.filter(value=Decimal("12.9")).exists()


@pytest.mark.django_db
def test_a_pull_that_fails_says_why_and_whether_to_try_again(server):
    server.answers["/kpi.json"] = reply("", 503, retry_after="120")
    source = SourceFactory(kind=SourceKind.HTTP, settings={"url": server.url("/kpi.json")})

    pull = run_pull(request_pull(source).pk)

    assert pull.state == PullState.FAILED
    assert pull.error.endswith("(It answered 503.) It asks to wait 120 seconds.")
