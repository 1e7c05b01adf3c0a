import psycopg
import pytest

from tests.warehouse import postgresql_warehouse, sqlite_warehouse
from tests.webserver import WebServer


@pytest.fixture
def sources(settings, tmp_path):
    """The folder for sources, empty."""
    settings.SOURCES_DIR = tmp_path / "sources"
    settings.SOURCES_DIR.mkdir()
    return settings.SOURCES_DIR


@pytest.fixture
def server(settings):
    """A web server on this machine, listed as one of the council's own."""
    with WebServer() as server:
        settings.SOURCE_HOSTS = []
        settings.SOURCE_PRIVATE_HOSTS = [server.authority]
        settings.SOURCE_SECRETS = ["KPI_TOKEN"]
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def database_kind(request):
    return request.param


@pytest.fixture
def warehouse(database_kind, tmp_path, settings, monkeypatch):
    """The address of a database with a few values; sources know it as WAREHOUSE_URL."""
    url = sqlite_warehouse(tmp_path) if database_kind == "sqlite" else postgresql_warehouse()
    settings.SOURCE_SECRETS = ["WAREHOUSE_URL"]
    monkeypatch.setenv("WAREHOUSE_URL", url)
    yield url
    if database_kind == "postgresql":
        with psycopg.connect(url) as connection:
            connection.execute("DROP TABLE kpi_warehouse")


@pytest.fixture
def at(settings, monkeypatch):
    """Let WAREHOUSE_URL be another address."""

    def at(url):
        settings.SOURCE_SECRETS = ["WAREHOUSE_URL"]
        monkeypatch.setenv("WAREHOUSE_URL", url)

    return at
