import pytest

from indicators.sources.base import SourceError
from indicators.sources.credentials import filled_in, from_environment


@pytest.fixture(autouse=True)
def variables(settings, monkeypatch):
    settings.SOURCE_SECRETS = ["KPI_TOKEN", " KPI_OTHER "]
    monkeypatch.setenv("KPI_TOKEN", "abc123\n")
    monkeypatch.delenv("KPI_OTHER", raising=False)


def refusal_of(reference):
    with pytest.raises(SourceError) as refusal:
        from_environment(reference, "The key")
    return str(refusal.value)


def test_a_secret_is_looked_up_by_the_name_of_its_variable():
    assert from_environment({"env": "KPI_TOKEN"}, "The key") == "abc123"
    assert from_environment({"env": "KPI_TOKEN", "prefix": "Bearer "}, "") == "Bearer abc123"


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "PATH", "kpi_token"])
def test_a_variable_that_is_not_for_sources_is_refused(name, monkeypatch):
    monkeypatch.setenv(name, "the site's own")

    assert refusal_of({"env": name}) == (
        f"The key names the environment variable “{name}”, which sources may not use. Mend the "
        "name, or ask whoever runs the site to add it to SOURCE_SECRETS."
    )


@pytest.mark.parametrize("value", ["", "  "])
def test_a_variable_that_is_not_set_is_told(value, monkeypatch):
    monkeypatch.setenv("KPI_OTHER", value)

    assert "come from the environment variable KPI_OTHER, but that is not set" in refusal_of(
        {"env": "KPI_OTHER"}
    )


@pytest.mark.parametrize(
    "reference",
    [{}, {"env": 7}, {"env": "KPI_TOKEN", "prefix": 7}, {"env": "KPI_TOKEN", "sufix": "x"}],
)
def test_a_reference_that_is_written_otherwise_is_refused(reference):
    assert refusal_of(reference) == (
        'The key is not written as {"env": "KPI_TOKEN", "prefix": "Bearer "}.'
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer abc123"),
        ("Accept", "Basic cmVhZGVyOnNlY3JldA=="),
        ("X-Api-Key", "abc"),
        ("Cookie", "a=b"),
        ("X-Auth-Token", "abc"),
        ("auth", "abc"),
        ("password", "abc"),
        ("ApplicationKey", "abc"),
        ("sig", 7),
    ],
)
def test_a_key_that_was_typed_in_is_refused_and_not_repeated(name, value):
    with pytest.raises(SourceError) as refusal:
        filled_in({name: value}, "“headers”")

    assert str(refusal.value).startswith(f"“headers”, “{name}”, looks like a key")
    assert "abc" not in str(refusal.value)
    assert "cmVh" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Accept", "application/json;version=2"),
        ("Accept-Language", "en-GB,en;q=0.5"),
        ("local_authority", 933),
        ("author", "somebody"),
        ("area", "E10000027"),
        ("dataSet", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
        ("period", "latest:8"),
    ],
)
def test_what_is_no_secret_is_sent_as_it_stands(name, value):
    assert filled_in({name: value}, "“query”") == {name: str(value)}


@pytest.mark.parametrize("value", [None, True, 1.5, ["a"]])
def test_a_value_that_is_no_text_is_refused(value):
    with pytest.raises(SourceError, match="“query”, “area”, must be a text or"):
        filled_in({"area": value}, "“query”")
