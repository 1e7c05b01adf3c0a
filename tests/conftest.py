"""What every test shares. The settings are in tests/settings.py."""

import os

import pytest
from hypothesis import settings

from tests.people import performance

# A busy machine is no reason to fail: timings belong in benchmarks.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture
def keeper(client, db):
    """The performance team, signed in: ``user`` is who it is."""
    client.user = performance()
    client.force_login(client.user)
    return client


def pytest_collection_modifyitems(items):
    """Skip what needs PostgreSQL and Redis where `make test-services` has not started them."""
    if {"DATABASE_URL", "REDIS_URL"} <= set(os.environ):
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL and Redis: run `make test-services`")
    for item in items:
        if item.get_closest_marker("services"):
            item.add_marker(skip)
