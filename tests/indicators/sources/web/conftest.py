import pytest

from indicators.sources.base import SourceError
from indicators.sources.web import download, typed_place


@pytest.fixture
def get(server, tmp_path):
    """Bring a path of the server here: ``get("/kpi.csv", headers=…)``."""

    def get(path, enough=None, **settings):
        return download(typed_place(server.url(path)), settings, tmp_path / "here", enough=enough)

    return get


@pytest.fixture
def refusal_of(get):
    def refusal_of(path, **settings):
        with pytest.raises(SourceError) as refusal:
            get(path, **settings)
        return refusal.value

    return refusal_of
