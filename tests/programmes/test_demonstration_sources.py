"""The demonstration's sources: one of each kind, all of which can be pulled on this machine."""

import socket
from pathlib import Path

import pytest

from indicators.choices import SourceKind
from indicators.models import Area, Observation, Source
from indicators.pulls import request_pull, run_pull
from programmes.demonstration import FOLDER, samples
from programmes.demonstration.values import make_source, make_sources
from programmes.exchange import load
from tests.webserver import WebServer, free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def machine(settings, tmp_path, monkeypatch):
    """A machine on which nothing of the demonstration is there yet."""
    settings.SOURCES_DIR = tmp_path / "sources"
    monkeypatch.setenv("DEMONSTRATION_PORT", str(free_port()))
    monkeypatch.setenv("DEMONSTRATION_WAREHOUSE", f"sqlite:///{tmp_path}/data/warehouse.sqlite3")


@pytest.fixture
def allowed(settings, machine):
    """The environment that the demonstration's own worker has."""
    environment = samples.environment()
    settings.SOURCE_PRIVATE_HOSTS = environment["SOURCE_PRIVATE_HOSTS"].split(",")
    settings.SOURCE_SECRETS = environment["SOURCE_SECRETS"].split(",")


@pytest.mark.usefixtures("allowed")
def test_a_source_of_each_kind_is_pulled_whole():
    load(FOLDER / "programme_6")
    sources = make_sources()

    with samples.web_server():
        pulls = [run_pull(request_pull(source).pk) for source in sources]

    assert {source.kind for source in sources} == set(SourceKind.values)
    assert {(pull.state, pull.error, pull.rejected, pull.revised) for pull in pulls} == {
        ("done", "", 0, 0)
    }
    assert all(pull.new for pull in pulls)
    compared = Observation.objects.filter(indicator__code="P6-01").exclude(area__name="Somerset")
    assert set(compared.values_list("area__name", flat=True)) == {
        "England",
        "South West",
        "Statistical neighbours",
    }


@pytest.mark.usefixtures("allowed")
def test_pulled_again_nothing_changes():
    load(FOLDER / "programme_6")
    for source in make_sources():
        with samples.web_server():
            run_pull(request_pull(source).pk)

    with samples.web_server():
        pulls = [run_pull(request_pull(source).pk) for source in make_sources()]

    assert {(pull.state, pull.new, pull.revised) for pull in pulls} == {("done", 0, 0)}
    assert (Source.objects.count(), Area.objects.count()) == (7, 4)


def test_without_its_environment_a_source_says_what_it_lacks():
    load(FOLDER / "programme_6")
    pulls = {
        source.kind: run_pull(request_pull(source).pk)
        for source in (make_source("http"), make_source("sql"))
    }

    assert "add it to SOURCE_HOSTS" in pulls["http"].error
    assert "add it to SOURCE_SECRETS" in pulls["sql"].error


def test_files_that_are_there_already_are_left_alone(settings):
    make_source("workbook")
    folder = settings.SOURCES_DIR / "workbook"
    [sample] = folder.iterdir()
    sample.rename(folder / "march.xlsx")

    make_source("workbook")

    assert [path.name for path in folder.iterdir()] == ["march.xlsx"]


def test_a_source_follows_the_server_to_another_port(monkeypatch):
    make_source("http")
    monkeypatch.setenv("DEMONSTRATION_PORT", "9300")

    make_source("http")

    assert Source.objects.get().settings["url"] == "http://127.0.0.1:9300/figures.json"


def test_where_somebody_serves_already_that_server_is_left_alone(monkeypatch):
    with WebServer() as running:
        monkeypatch.setenv("DEMONSTRATION_PORT", str(running.port))
        with samples.web_server():
            pass

        with socket.create_connection(("127.0.0.1", running.port)):
            pass


def test_every_folder_of_samples_is_a_source():
    made = {source.settings.get("folder") for source in make_sources()}

    folders = {path.parent for path in Path(samples.SAMPLES).glob("*/source.json")}
    assert len(folders) == len(make_sources()) == 7
    assert {"programme_6", "workbook", "dfe", "fingertips", "lginform"} < made
