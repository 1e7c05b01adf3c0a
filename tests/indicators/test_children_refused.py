"""No source of any kind brings single children in: the pull stops before anything is stored."""

import csv
import json
import sqlite3
from contextlib import closing
from io import StringIO

import pytest

from indicators.models import Observation, Rejection
from indicators.pulls import request_pull, run_pull
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import HEADINGS, JANUARY, write_workbook
from tests.indicators.sources.official_files import CLA_HEADINGS, SOMERSET, cla
from tests.webserver import WebServer, reply

pytestmark = pytest.mark.django_db

_NHS = ["943 476 5919", "4010232137", "4505577104", "9876543210"]
CHILDREN = {
    "names, by the heading": ("Child name", ["", "x", "y", "z"], "names of people"),
    "names": ("Who", ["Archer, Ann", "Baker, Ben", "Cook, Cy", "Dyer, Di"], "names of people"),
    "dates of birth, by the heading": ("DOB", ["", "x", "y", "z"], "dates of birth"),
    "dates of birth": (
        "Date",
        ["2003-02-05", "2008-08-14", "2011-11-26", "2015-05-09"],
        "dates of birth",
    ),
    "pupil numbers, by the heading": ("UPN", ["", "x", "y", "z"], "pupil numbers (UPN)"),
    "pupil numbers": (
        "Ref",
        ["A123456789012", "B234567890123", "C345678901234", "D456789012345"],
        "pupil numbers (UPN)",
    ),
    "NHS numbers, by the heading": ("NHS number", ["", "x", "y", "z"], "NHS numbers"),
    "NHS numbers": ("Ref", _NHS, "NHS numbers"),
}
PLAIN = (HEADINGS.split(","), JANUARY.format("12.9").split(","))
TABLES = {  # headings and a row that could be read, were it not for the column beside them
    "folder": PLAIN,
    "workbook": PLAIN,
    "http": PLAIN,
    "json": PLAIN,
    "sql": PLAIN,
    "dfe": (CLA_HEADINGS.split(","), cla(SOMERSET, "113024,624,55").split(",")),
    "fingertips": (
        ["Indicator ID", "Area Code", "Sex", "Age", "Category Type", "Category", "Time period"]
        + ["Value", "Count", "Denominator", "Value note"],
        ["1", "E06000066", "Persons", "All", "", "", "2016/17", "5", "", "", ""],
    ),
    "lginform": (["area", "area label", "2015/16"], ["E06000066", "Somerset", "54"]),
}
KINDS = {"workbook": "folder", "json": "http"}
OFFICIAL = {"folder": "here", "areas": {"E06000066": "Somerset"}}
SETTINGS = {
    "folder": {"folder": "here"},
    "workbook": {"folder": "here"},
    "http": {},
    "json": {},
    "sql": {"url": {"env": "WAREHOUSE_URL"}, "query": "SELECT * FROM kpi"},
    "dfe": OFFICIAL
    | {"areas": {"933": "Somerset"}, "indicators": [{"code": "P6-01", "value": "rate_per_10000"}]},
    "fingertips": OFFICIAL
    | {"indicators": [{"code": "P6-01", "id": "1", "year_type": "financial"}]},
    "lginform": OFFICIAL
    | {"metrics": [{"code": "P6-01", "file": "*.csv", "year_type": "financial"}]},
}


@pytest.fixture
def machine(settings, tmp_path, monkeypatch):
    """The places that sources read from: a folder, a web server and a database."""
    with WebServer() as server:
        settings.SOURCES_DIR = tmp_path
        settings.SOURCE_PRIVATE_HOSTS = [server.authority]
        settings.SOURCE_SECRETS = ["WAREHOUSE_URL"]
        monkeypatch.setenv("WAREHOUSE_URL", f"sqlite:///{tmp_path}/kpi.sqlite3")
        (tmp_path / "here").mkdir()
        yield lambda kind, rows: _put(kind, rows, tmp_path, server)


def _put(kind, rows, folder, server):
    """Let a source of ``kind`` give those rows; its settings."""
    if kind == "workbook":
        write_workbook(folder / "here" / "a.xlsx", {"observations": rows})
    elif kind == "sql":
        _fill_database(folder / "kpi.sqlite3", rows)
    elif kind == "json":
        records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        server.answers["/a.json"] = reply(json.dumps(records))
        return {"url": server.url("/a.json")}
    elif kind == "http":
        server.answers["/a.csv"] = reply(_csv(rows))
        return {"url": server.url("/a.csv")}
    else:
        (folder / "here" / "a.csv").write_text(_csv(rows), encoding="utf-8")
    return SETTINGS[kind]


def _csv(rows):
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _fill_database(path, rows):
    columns = ", ".join(f'"{heading}"' for heading in rows[0])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"CREATE TABLE kpi ({columns})")
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO kpi VALUES ({marks})", rows[1:])  # noqa: S608


@pytest.mark.parametrize("children", CHILDREN.values(), ids=CHILDREN)
@pytest.mark.parametrize("kind", TABLES)
def test_children_stop_the_pull_before_anything_is_stored(machine, kind, children):
    heading, cells, what = children
    headings, row = TABLES[kind]
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")
    settings = machine(kind, [[*headings, heading], *([*row, cell] for cell in cells)])

    source = SourceFactory(kind=KINDS.get(kind, kind), settings=settings)
    pull = run_pull(request_pull(source).pk)

    assert pull.state == "failed"
    assert f"seems to hold {what}. Nothing was read: this site keeps totals" in pull.error
    assert not any(cell in pull.error for cell in cells if len(cell) > 1)
    assert not Observation.objects.exists()
    assert not Rejection.objects.exists()


@pytest.mark.parametrize("kind", TABLES)
def test_the_same_table_without_the_column_is_pulled(machine, kind):
    headings, row = TABLES[kind]
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")

    source = SourceFactory(kind=KINDS.get(kind, kind), settings=machine(kind, [headings, row]))
    pull = run_pull(request_pull(source).pk)

    assert (pull.state, pull.error, pull.new) == ("done", "", 1)
