"""A pull of official statistics: benchmarks stored once, and left alone where nothing changed."""

from decimal import Decimal

import pytest

from indicators.choices import PullState, SourceKind
from indicators.models import Observation
from indicators.pulls import request_pull, run_pull
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.indicators.sources.official_files import (
    CLA_HEADINGS,
    DARLINGTON,
    ENGLAND,
    SOMERSET,
    cla,
    write,
)
from tests.indicators.sources.test_dfe import SETTINGS
from tests.indicators.sources.test_neighbours import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(sources):
    IndicatorFactory(code="CLA-RATE")
    for name in ("Somerset", "England", "Statistical neighbours"):
        AreaFactory(name=name)
    write(
        sources / "dfe" / "cla.csv",
        CLA_HEADINGS,
        cla(ENGLAND, "12183016,81770,67"),
        cla(SOMERSET, "113024,624,55"),
        cla(DARLINGTON, "22771,c,c"),
        member(845, "105000,610,58"),
        member(878, "147000,910,62"),
        member(881, "310000,1800,58"),
    )
    settings = SETTINGS | {
        "areas": {"933": "Somerset", "E92000001": "England"},
        "rounded": {"E92000001": 10},
        "neighbours": {
            "name": "Statistical neighbours",
            "set": "2025 model",
            "members": ["841", "845", "878", "881"],
        },
    }
    return SourceFactory(kind=SourceKind.DFE, settings=settings)


def pull(source):
    done = run_pull(request_pull(source).pk)
    assert (done.state, done.error) == (PullState.DONE, "")
    return done.new, done.revised, done.unchanged, done.rejected


def test_benchmarks_arrive_with_the_councils_own_figure(source):
    assert pull(source) == (3, 0, 0, 0)

    stored = {row.area.name: row for row in Observation.objects.select_related("area")}
    assert stored["Somerset"].value == 55
    assert stored["England"].note == "Counts are rounded to the nearest 10."
    assert stored["Statistical neighbours"].value == Decimal("59.3333")
    assert stored["Statistical neighbours"].note == (
        "Simple mean of 3 of 4 areas: Statistical neighbours, 2025 model."
    )


def test_a_second_pull_changes_nothing(source):
    pull(source)

    assert pull(source) == (0, 0, 3, 0)


def test_a_neighbour_that_is_published_later_revises_the_mean(source, sources):
    pull(source)
    path = sources / "dfe" / "cla.csv"
    path.write_text(path.read_text().replace("22771,c,c", "22771,266,117"))

    assert pull(source) == (0, 1, 2, 0)
    assert Observation.objects.get(area__name="Statistical neighbours").value == Decimal("73.75")


def test_settings_that_meet_nothing_fail_the_pull_and_store_nothing(source):
    source.settings["areas"]["999"] = "Nowhere"
    source.save()

    failed = run_pull(request_pull(source).pk)

    assert failed.state == PullState.FAILED
    assert failed.error.startswith("cla.csv has no row for 999 (Nowhere).")
    assert not Observation.objects.exists()
