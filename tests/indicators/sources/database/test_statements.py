"""What may be asked of a database, and that nothing else gets through."""

import psycopg
import pytest

from indicators.sources.database import engines
from tests.warehouse import refusal_of, rows_of


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM kpi_warehouse",
        "UPDATE kpi_warehouse SET rate = 0",
        "DROP TABLE kpi_warehouse",
        "PRAGMA query_only = OFF",
        "SET TRANSACTION READ WRITE",
        "-- SELECT\nDELETE FROM kpi_warehouse",
        "/* WITH */ INSERT INTO kpi_warehouse DEFAULT VALUES",
        "EXPLAIN ANALYZE DELETE FROM kpi_warehouse",
        "",
        "   ",
        ";",
    ],
)
def test_only_a_select_is_asked(query):
    assert "The query must begin with SELECT, or with WITH." in str(refusal_of(query))


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1; DELETE FROM kpi_warehouse",
        "SELECT ';' AS a; COMMIT; DELETE FROM kpi_warehouse",
        "SELECT 1 /* ' */; DELETE FROM kpi_warehouse --'",
        "SELECT 1 AS \"'\"; DELETE FROM kpi_warehouse --'",
        "SELECT 1;;",
    ],
)
def test_only_one_statement_is_asked(query):
    assert "The query must be one statement." in str(refusal_of(query))


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(
    "query",
    [
        r"SELECT E'\'; DELETE FROM kpi_warehouse --'",
        "SELECT $$'$$; DELETE FROM kpi_warehouse --'",
        "SELECT $a$'$a$; DELETE FROM kpi_warehouse --'",
    ],
)
def test_quotations_that_databases_read_differently_are_not_asked(query):
    assert "Write texts in single quotation marks" in str(refusal_of(query))


@pytest.mark.services
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM kpi_warehouse FOR UPDATE",
        "SELECT nextval('kpi_warehouse_sequence')",
        "SELECT set_config('transaction_read_only', 'off', true)",
    ],
)
def test_postgresql_itself_refuses_a_change_within_a_select(warehouse, query):
    with psycopg.connect(warehouse) as connection:
        connection.execute("CREATE SEQUENCE kpi_warehouse_sequence")
    try:
        refusal = refusal_of(query)
    finally:
        with psycopg.connect(warehouse) as connection:
            connection.execute("DROP SEQUENCE kpi_warehouse_sequence")

    assert str(refusal) == (
        "The query tries to change something. It may only read. Mend the query."
    )
    assert not refusal.retry
    assert len(rows_of()) == 3


@pytest.mark.services
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("warehouse")
def test_a_change_in_front_of_a_select_is_no_answer():
    query = "WITH gone AS (DELETE FROM kpi_warehouse RETURNING *) SELECT * FROM gone"

    assert "must not contain data-modifying statements" in str(refusal_of(query))
    assert len(rows_of()) == 3


@pytest.mark.usefixtures("warehouse")
def test_the_connection_itself_refuses_a_change(database_kind, warehouse):
    """Were the look at the statement to be deceived, the database would still refuse."""
    url, timer = engines.read_url(warehouse), engines.Timer(10)

    with (
        pytest.raises(Exception, match="(?i)read-?only"),
        engines.reading(url, timer) as connection,
    ):
        connection.exec_driver_sql("DELETE FROM kpi_warehouse")

    assert len(rows_of()) == 3


@pytest.mark.usefixtures("warehouse")
def test_a_parameter_that_nobody_fills_in_is_refused():
    assert "The query asks for “:area”. Only :period_start and :period_end" in str(
        refusal_of("SELECT * FROM kpi_warehouse WHERE la = :area")
    )
