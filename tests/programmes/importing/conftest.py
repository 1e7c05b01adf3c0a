import pytest

from tests.factories import IndicatorFactory
from tests.people import performance


@pytest.fixture
def folder(settings, tmp_path):
    """Where files wait."""
    settings.SOURCES_DIR = tmp_path
    return tmp_path / ".uploads"


@pytest.fixture
def keeper(client, folder):
    """The performance team, signed in, with an indicator."""
    client.user = performance()
    client.force_login(client.user)
    IndicatorFactory(code="HI-1")
    return client
