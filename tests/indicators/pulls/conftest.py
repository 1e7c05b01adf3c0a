"""A source of real files, and an indicator for what they hold."""

import pytest

from indicators.pulls import request_pull, run_pull
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import write_observations


class Feed:
    """A source with one file; ``pull`` writes the file afresh and pulls it."""

    def __init__(self, path):
        self.path = path
        self.source = SourceFactory(
            name="Monthly", settings={"folder": path.parent.name}, rejected_limit=100
        )

    def write(self, *lines):
        write_observations(self.path, *lines)

    def pull(self, *lines):
        self.write(*lines)
        return run_pull(request_pull(self.source).pk)


@pytest.fixture
def feed(db, settings, tmp_path):
    settings.SOURCES_DIR = tmp_path / "sources"
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")
    return Feed(settings.SOURCES_DIR / "monthly" / "values.csv")
