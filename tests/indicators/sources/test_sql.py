"""The contract of a database source, against a real SQLite file and a real PostgreSQL."""

import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.choices import SourceKind
from indicators.models import Observation
from indicators.pulls import request_pull, run_pull
from indicators.sources.base import SourceError
from indicators.sources.register import reader_for
from indicators.sources.sql import SqlReader
from programmes.demonstration import FOLDER
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.warehouse import MAPPING, TODAY, reader, refusal_of, rows_of


@pytest.mark.usefixtures("warehouse")
def test_rows_are_read_in_the_councils_columns(database_kind):
    first, second, third = rows_of()

    digits = 3 if database_kind == "postgresql" else 1  # SQLite keeps no noughts at the end
    assert (first.place, first.code, first.area) == ("query row 1", "P6-01", "Somerset")
    assert (first.value, first.places, first.denominator) == (Decimal("12.5"), digits, 100)
    assert (first.period_start, first.period_end) == (date(2016, 12, 1), date(2016, 12, 31))
    assert (second.value, second.denominator) == (Decimal("12.9"), None)
    assert (third.value, third.symbol) == (None, "not_available")


@pytest.mark.usefixtures("warehouse")
def test_rows_are_read_in_our_own_columns(database_kind):
    query = """
        SELECT measure AS code, la AS area, '' AS category, month_end AS period_start,
            month_end AS period_end, 1.1 * 1.1 AS value, NULL AS numerator, NULL AS denominator,
            '' AS flag, 'a :: b; -- c' AS note
        FROM kpi_warehouse WHERE measure LIKE 'P6%02' /* ; */ ; -- the end
    """
    settings = {"url": {"env": "WAREHOUSE_URL"}, "query": query}

    [row] = [row for batch in SqlReader(settings, TODAY).read() for row in batch.rows]

    assert (row.code, row.value, row.note) == ("P6-02", Decimal("1.21"), "a :: b; -- c")


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(("months", "found"), [(1, 1), (2, 2)])
def test_the_period_counts_back_from_the_day_of_the_pull(months, found):
    query = """
        SELECT * FROM kpi_warehouse
        WHERE measure = 'P6-01' AND month_end BETWEEN :period_start AND :period_end
    """

    assert len(rows_of(query, months=months)) == found
    assert reader_for(
        SourceKind.SQL,
        {"url": {"env": "WAREHOUSE_URL"}, "query": query, "months": months, **MAPPING},
        TODAY,
    ).check()


@pytest.mark.usefixtures("warehouse")
def test_the_months_are_whole_ones():
    query = (
        "SELECT :period_start AS measure, :period_end AS la, '2017-01-31' AS month_end, 1 AS rate"
    )
    query = query.replace(":period_start", "CAST(:period_start AS varchar(10))")
    query = query.replace(":period_end", "CAST(:period_end AS varchar(10))")
    mapping = {"columns": {"code": "measure", "area": "la", "value": "rate"}}
    settings = {**MAPPING, **mapping, "url": {"env": "WAREHOUSE_URL"}, "query": query}

    [batch] = SqlReader(settings, date(2017, 1, 31)).read()

    assert (batch.rows[0].code, batch.rows[0].area) == ("2016-02-01", "2017-01-31")


@pytest.mark.usefixtures("warehouse")
def test_many_rows_come_in_batches():
    query = """
        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 12000)
        SELECT 'P6-01' AS measure, 'Somerset' AS la, '2017-01-31' AS month_end,
            n AS rate, 1 AS over_all
        FROM numbers
    """

    batches = list(reader(query).read())

    assert [len(batch.rows) for batch in batches] == [5000, 5000, 2000]
    assert 0 < batches[0].fraction < batches[1].fraction < batches[2].fraction == 1


@pytest.mark.usefixtures("warehouse")
def test_more_rows_than_are_allowed_stop_the_whole():
    assert len(rows_of(max_rows=3)) == 3
    assert str(refusal_of(max_rows=2)) == (
        "The query gives more than 2 rows. Ask for fewer months or indicators, or raise "
        "“max_rows” in the settings."
    )


@pytest.mark.usefixtures("warehouse")
def test_a_query_without_end_is_broken_off(database_kind):
    slow = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT count(*) FROM n",
        "postgresql": "SELECT pg_sleep(60)",
    }
    start = time.monotonic()

    refusal = refusal_of(slow[database_kind], timeout=1)

    assert str(refusal).startswith("The query took longer than 1 seconds and was broken off.")
    assert refusal.retry
    assert time.monotonic() - start < 5


@pytest.mark.usefixtures("warehouse")
def test_a_check_says_what_it_found():
    assert reader().check() == (
        "The database answers. The columns fit, and the first 3 rows can be read."
    )


@pytest.mark.usefixtures("warehouse")
def test_a_check_reads_only_the_first_rows():
    without_end = """
        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)
        SELECT 'P6-01' AS measure, 'Somerset' AS la, '2017-01-31' AS month_end,
            n AS rate, 1 AS over_all
        FROM numbers
    """

    assert "the first 20 rows can be read" in reader(without_end, timeout=5).check()


@pytest.mark.usefixtures("warehouse")
def test_a_check_tells_of_columns_that_do_not_fit():
    with pytest.raises(SourceError, match="query, column rate: No column has the heading “rate”"):
        reader("SELECT measure, la, month_end, over_all FROM kpi_warehouse").check()


def test_the_demonstrations_warehouse_is_read(tmp_path, settings, monkeypatch):
    folder = FOLDER / "sources" / "sql"
    source = json.loads((folder / "source.json").read_text())
    path = tmp_path / "warehouse.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((folder / "warehouse.sql").read_text())
    settings.SOURCE_SECRETS = ["DEMONSTRATION_WAREHOUSE"]
    monkeypatch.setenv("DEMONSTRATION_WAREHOUSE", f"sqlite:///{path}")

    [batch] = SqlReader(source["settings"], TODAY).read()

    assert [(row.code, row.value) for row in batch.rows][-1] == ("P6-25", 48)
    assert (batch.rows[-1].period_start, batch.rows[-1].period_end) == (
        date(2016, 11, 1),
        date(2016, 11, 30),
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"url": "sqlite:///x"}, "The setting “url” must be names and values in braces."),
        ({"url": {"env": "DATABASE_URL"}}, "“DATABASE_URL”, which sources may not use"),
        ({"months": 0}, "The setting “months” must be from 1 to 240."),
        ({"timeout": 101}, "The setting “timeout” must be from 1 to 100."),
        ({"max_rows": 0}, "The setting “max_rows” must be from 1 to 5,000,000."),
        ({"querry": "x"}, "There is no setting “querry”. Did you mean query?"),
    ],
)
def test_settings_that_cannot_be_meant(at, typed, words):
    at("sqlite:///x")

    assert words in str(refusal_of(**typed))


@pytest.mark.django_db
@pytest.mark.usefixtures("warehouse")
def test_a_pull_stores_what_the_database_gives():
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")
    settings = {
        "url": {"env": "WAREHOUSE_URL"},
        "query": "SELECT * FROM kpi_warehouse WHERE month_end <= :period_end AND rate > 0",
        **MAPPING,
    }
    source = SourceFactory(kind=SourceKind.SQL, settings=settings)

    first = run_pull(request_pull(source).pk)
    second = run_pull(request_pull(source).pk)

    assert (first.error, first.new, second.unchanged) == ("", 2, 2)


@pytest.mark.django_db
@pytest.mark.usefixtures("warehouse")
def test_a_pull_asks_for_the_months_up_to_the_day_it_was_asked_for():
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")
    settings = {
        "url": {"env": "WAREHOUSE_URL"},
        "query": "SELECT * FROM kpi_warehouse WHERE month_end BETWEEN :period_start AND :period_end"
        " AND rate > 0",
        "months": 1,
        **MAPPING,
    }
    pull = request_pull(SourceFactory(kind=SourceKind.SQL, settings=settings))
    pull.requested_at = datetime(2017, 1, 31, 0, 30, tzinfo=UTC)
    pull.save()

    run_pull(pull.pk)

    assert [str(each.period_end) for each in Observation.objects.all()] == ["2017-01-31"]
