"""What is said of a database that gives no answer."""

import socket
from urllib.parse import urlsplit

import psycopg
import pytest

from indicators.sources.database import engines
from tests.warehouse import refusal_of


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * FROM no_such_table", "no_such_table"),
        ("SELECT no_such_column FROM kpi_warehouse", "no_such_column"),
        ("SELECT FROM WHERE", "syntax error"),
    ],
)
def test_a_query_that_the_database_cannot_answer(query, words):
    refusal = refusal_of(query)

    assert str(refusal).startswith("The database cannot answer the query: ")
    assert words in str(refusal)
    assert str(refusal).endswith(" Mend the query.")
    assert not refusal.retry


@pytest.mark.services
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("warehouse")
def test_a_value_that_stops_the_query_is_not_repeated():
    refusal = refusal_of("SELECT CAST(concat('Jo ', la) AS integer) FROM kpi_warehouse")

    assert str(refusal) == (
        "The database cannot answer the query: invalid input syntax for type integer. "
        "Mend the query."
    )


@pytest.mark.services
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("change", "words", "retry"),
    [
        ({"password": "wrong-secret"}, "does not accept the user name or password", False),
        ({"user": "nobody"}, "does not accept the user name or password", False),
        ({"path": "/no_such_database"}, "There is no database of that name on the server", False),
        ({"port": 1}, "The database cannot be reached.", True),
        ({"query": "sslmode=require"}, "do not agree on encryption or certificates", False),
    ],
)
def test_why_postgresql_does_not_let_this_site_in(warehouse, at, change, words, retry):
    parts = urlsplit(warehouse)
    user, password = change.get("user", parts.username), change.get("password", parts.password)
    port, path = change.get("port", parts.port), change.get("path", parts.path)
    at(f"postgresql://{user}:{password}@127.0.0.1:{port}{path}?{change.get('query', '')}")

    refusal = refusal_of()

    assert words in str(refusal)
    assert refusal.retry is retry
    assert password not in str(refusal)
    assert "127.0.0.1" not in str(refusal)


@pytest.mark.services
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_an_account_without_the_right_to_read(warehouse, at):
    parts = urlsplit(warehouse)
    with psycopg.connect(warehouse) as connection:
        connection.execute("CREATE ROLE kpi_reader LOGIN PASSWORD 'only-for-this-test'")
    try:
        at(f"postgresql://kpi_reader:only-for-this-test@127.0.0.1:{parts.port}{parts.path}")
        refusal = refusal_of()
    finally:
        with psycopg.connect(warehouse) as connection:
            connection.execute("DROP ROLE kpi_reader")

    assert "permission denied for table kpi_warehouse" in str(refusal)


def test_a_server_that_accepts_and_says_nothing(at, monkeypatch):
    monkeypatch.setattr(engines, "CONNECT_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        at(f"postgresql://reader:secret@127.0.0.1:{silent.getsockname()[1]}/kpi")
        refusal = refusal_of()

    assert str(refusal).startswith("The database cannot be reached.")
    assert refusal.retry


def test_an_sqlite_file_that_is_not_there_is_not_made(at, tmp_path):
    at(f"sqlite:///{tmp_path / 'none.sqlite3'}")

    refusal = refusal_of()

    assert "The file of the database cannot be opened." in str(refusal)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_not_a_database(at, tmp_path):
    (tmp_path / "kpi.xlsx").write_bytes(b"PK\3\4" + bytes(2000))
    at(f"sqlite:///{tmp_path / 'kpi.xlsx'}")

    assert str(refusal_of()) == "The file is not an SQLite database."


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_an_sqlite_address_without_a_file(at, url):
    at(url)

    assert "names no file" in str(refusal_of())


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("hello secret", "The address of the database cannot be read."),
        ("postgresql://reader:pa@ss:secret@host/kpi", "such as @ or / in a password as %40"),
        ("postgres://reader:secret@host/kpi", "Databases of the kind “postgres” cannot be read"),
        ("mysql://reader:secret@host/kpi", "Databases of the kind “mysql” cannot be read"),
        ("mssql+pyodbc://reader:secret@host/kpi", "The driver “pyodbc” is not installed"),
        ("mssql+nothing://reader:secret@host/kpi", "There is no driver “mssql+nothing”"),
    ],
)
def test_an_address_that_no_driver_serves(at, url, words):
    at(url)
    refusal = refusal_of()

    assert words in str(refusal)
    assert "secret" not in str(refusal)
    assert not refusal.retry
