"""Keys and passwords that somebody types into the settings of a source are never kept."""

import json

import pytest

from indicators.models import Source
from tests.factories import SourceFactory
from tests.indicators.test_source_admin import sent, text_of
from tests.people import performance

pytestmark = pytest.mark.django_db
KEY = "sk9f8a7b6c5d4e3f2a1b"


@pytest.fixture
def keeper(client, settings):
    """The performance team, signed in to a site that lets sources use one variable."""
    settings.SOURCE_SECRETS = ["KPI_TOKEN"]
    client.force_login(performance())
    return client


HTTP = {"url": "https://data.example.gov.uk/kpi.csv"}
SQL = {"url": {"env": "KPI_TOKEN"}, "query": "SELECT 1"}


@pytest.mark.parametrize(
    ("kind", "kept", "typed", "words"),
    [
        ("sql", SQL, {"database": f"postgresql://reader:{KEY}@host/kpi"}, "This is to name an"),
        ("sql", SQL, {"database": KEY}, "which sources may not use"),
        ("http", HTTP, {"url": f"https://x:{KEY}@host/"}, "holds a user name or password"),
        ("http", HTTP, {"url": f"https://host/?token={KEY}"}, "“token” in the web address looks"),
        ("http", HTTP, {"headers": {"X-Api-Key": KEY}}, "“X-Api-Key”, looks like a key"),
        ("http", HTTP, {"headers": {"Accept": f"Bearer {KEY}"}}, "“Accept”, looks like a key"),
        ("http", HTTP, {"headers": {"X-Api-Key": {"env": KEY}}}, "which sources may not use"),
        ("http", HTTP, {"query": {"key": {"env": f"{KEY} "}}}, "is to name an environment"),
        ("dfe", {}, {"settings": {"url": f"https://host/?key={KEY}"}}, "“key” in the web address"),
        ("lginform", {}, {"settings": {"query": {"ApplicationKey": KEY}}}, "looks like a key"),
        ("lginform", {}, {"settings": {"url": f"mssql://r:{KEY}@h/d"}}, "address of a database"),
    ],
)
def test_a_key_is_refused_when_it_is_saved(keeper, kind, kept, typed, words):
    source = SourceFactory(kind=kind, settings=kept)
    if kind == "http" and "url" not in typed:
        typed = {"further": typed}
    boxes = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in typed.items()
    }

    response = sent(keeper, source, **boxes)

    assert response.status_code == 200
    assert words in text_of(response)
    source.refresh_from_db()
    assert source.settings == kept


def test_a_name_that_sources_may_use_is_saved(keeper):
    source = SourceFactory(kind="http", settings=HTTP)
    further = {"headers": {"Authorization": {"env": "KPI_TOKEN", "prefix": "Bearer "}}}

    assert sent(keeper, source, further=json.dumps(further)).status_code == 302

    source.refresh_from_db()
    assert source.settings == HTTP | further


def test_a_source_whose_key_is_no_longer_listed_can_be_switched_off(keeper, settings):
    source = SourceFactory(kind="sql", settings=SQL)
    settings.SOURCE_SECRETS = []

    sent(keeper, source, weekday="", enabled="")

    assert not Source.objects.get(pk=source.pk).enabled


def test_how_the_csv_of_a_web_address_is_written_can_be_chosen(keeper):
    source = SourceFactory(kind="http", settings=HTTP)

    sent(keeper, source, encoding="cp1252", separator="semicolon")

    source.refresh_from_db()
    assert source.settings == HTTP | {"encoding": "cp1252", "separator": "semicolon"}
