"""The official statistics that the demonstration pulls: each sample fits its own settings."""

import json

import pytest

from indicators.sources.register import reader_for
from programmes.demonstration import FOLDER

SAMPLES = FOLDER / "sources"


@pytest.mark.parametrize(
    ("kind", "areas"),
    [
        ("dfe", {"England", "South West", "Statistical neighbours"}),
        ("fingertips", {"England", "South West"}),
        ("lginform", {"England", "South West"}),
    ],
)
def test_a_sample_can_be_read_as_a_source_of_its_kind(settings, kind, areas):
    settings.SOURCES_DIR = SAMPLES
    described = json.loads((SAMPLES / kind / "source.json").read_text())
    reader = reader_for(described["kind"], described["settings"])

    rows = [row for batch in reader.read() for row in batch.rows]

    assert described["kind"] == kind
    assert {row.area for row in rows} == areas
    assert "would be refused" not in reader.check()
