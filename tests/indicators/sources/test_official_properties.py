"""Whatever stands in a file of official statistics, its reader answers in words."""

import csv
import json
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from indicators.sources.base import SourceError
from indicators.sources.register import reader_for
from indicators.sources.rows import ObservationRow
from tests.indicators.sources import test_dfe, test_dfe_api, test_fingertips, test_lginform
from tests.indicators.sources.official_files import AT_31_MARCH, CLA_HEADINGS

TEXTS = st.text(max_size=12)
NUMBERS = "0 -1 1e9 55 55.5 NaN inf 99999999999999 c z x low u : ~ - 00:10 <5"
YEARS = "2025 202425 201619 2016/17 2006-08 Jan-17 0000 9999 1949/50"
CODES = "933 E06000066 E12000009 E92000001 841 Somerset"
WORDS = st.sampled_from(
    ["Local authority", "National", "Reporting year", "Week 9", AT_31_MARCH, "10401", "Persons"]
)
CELLS = st.one_of(st.sampled_from(f"{NUMBERS} {YEARS} {CODES}".split()), WORDS, TEXTS, st.just(""))
NEIGHBOURS = {"name": "SN", "set": "2025 model", "members": ["841"]}

FORMATS = {
    "dfe": (CLA_HEADINGS, test_dfe.SETTINGS | {"neighbours": NEIGHBOURS}),
    "fingertips": (test_fingertips.HEADINGS, test_fingertips.SETTINGS),
    "lginform": (test_lginform.LABELS + ",2016/17,Jan-17", test_lginform.SETTINGS),
}
untimed = hypothesis_settings(deadline=None)  # each example writes a file

ROWS = st.lists(st.lists(CELLS, max_size=30), max_size=6)
# A row that is nearly right: the cells of a good one, some of them changed.
CHANGES = st.lists(st.tuples(st.integers(0, 29), CELLS), max_size=4)
GOOD = {
    "dfe": test_dfe.cla(test_dfe.SOMERSET, "113024,624,55"),
    "fingertips": test_fingertips.line(),
    "lginform": "E06000066,Somerset,Somerset UA,54,55",
}


def read(kind, settings, fill):
    """Read a folder that ``fill`` has put files into. Everything but SourceError escapes."""
    with tempfile.TemporaryDirectory() as folder, override_settings(SOURCES_DIR=folder):
        place = Path(folder) / "place"
        place.mkdir()
        fill(place)
        with suppress(SourceError):
            for batch in reader_for(kind, settings).read():
                assert 0 <= batch.fraction <= 1
                for row in batch.rows:
                    check(row)


def check(row):
    if not isinstance(row, ObservationRow):
        assert row
        assert all(problem.place and problem.message for problem in row)
        return
    assert (row.value is None) == bool(row.symbol)
    assert row.period_start <= row.period_end
    assert row.denominator is None or row.denominator > 0
    assert len(row.note) <= 500


def table(name, rows):
    def fill(place):
        with (place / name).open("w", encoding="utf-8", newline="", errors="replace") as file:
            csv.writer(file).writerows(rows)

    return fill


def settings_of(kind):
    changes = {"folder": "place"}
    return FORMATS[kind][1] | (changes | {"file": "*.csv"} if kind != "lginform" else changes)


@pytest.mark.parametrize("kind", FORMATS)
@untimed
@given(rows=ROWS)
def test_rows_of_anything_are_answered_in_words(kind, rows):
    headings = FORMATS[kind][0].split(",")

    read(kind, settings_of(kind), table("cla.csv", [headings, *rows]))


@pytest.mark.parametrize("kind", FORMATS)
@untimed
@given(changes=st.lists(CHANGES, min_size=1, max_size=5))
def test_rows_that_are_nearly_right_are_answered_in_words(kind, changes):
    rows = [FORMATS[kind][0].split(",")]
    for places in changes:
        cells = GOOD[kind].split(",")
        for at, text in places:
            cells[at % len(cells)] = text
        rows.append(cells)

    read(kind, settings_of(kind), table("cla.csv", rows))


@pytest.mark.parametrize("kind", FORMATS)
@untimed
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_a_file_of_anything_is_answered_in_words(kind, content):
    read(kind, settings_of(kind), lambda place: (place / "cla.csv").write_bytes(content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
DOCUMENT = test_dfe_api.page(test_dfe_api.SOMERSET_55, test_dfe_api.SOUTH_WEST_59)


@untimed
@given(
    st.sampled_from(["timePeriod", "geographicLevel", "locations", "filters", "values", "more"]),
    JSON,
)
def test_an_answer_with_anything_in_it_is_answered_in_words(field, value):
    document = json.loads(json.dumps(DOCUMENT))
    document["results"][0][field] = value
    settings = test_dfe_api.SETTINGS | {"folder": "place", "file": "page.json", "meta": "meta.json"}

    def fill(place):
        (place / "meta.json").write_text(json.dumps(test_dfe_api.META))
        (place / "page.json").write_text(json.dumps(document))

    read("dfe", settings, fill)


@pytest.mark.parametrize("kind", FORMATS)
@untimed
@given(name=st.sampled_from(["areas", "neighbours", "indicators", "metrics", "folder"]), value=JSON)
def test_settings_of_anything_are_answered_in_words(kind, name, value):
    rows = [FORMATS[kind][0].split(","), GOOD[kind].split(",")]

    read(kind, settings_of(kind) | {name: value}, table("cla.csv", rows))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("settings", [None, [], "folder", 7])
def test_settings_that_are_no_settings_are_answered_in_words(kind, settings):
    with pytest.raises(SourceError, match="must be names and values in braces"):
        reader_for(kind, settings).check()
