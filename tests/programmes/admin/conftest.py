import pytest

from tests.factories import CategoryFactory
from tests.people import performance


@pytest.fixture
def keeper(client, db):
    """The performance team, signed in."""
    client.user = performance()
    client.force_login(client.user)
    return client


@pytest.fixture
def indicator(db):
    return CategoryFactory(indicator__code="V-1").indicator
