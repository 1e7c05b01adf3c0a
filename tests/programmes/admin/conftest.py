import pytest

from tests.factories import CategoryFactory


@pytest.fixture
def indicator(db):
    return CategoryFactory(indicator__code="V-1").indicator
