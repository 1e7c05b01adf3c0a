"""What has not come for the council, and targets that do not fit what is measured."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.models import Observation
from tests.demonstration import load_programme_6
from tests.factories import (
    AreaFactory,
    CategoryFactory,
    IndicatorFactory,
    ObservationFactory,
    TargetFactory,
    UserFactory,
)
from tests.indicators.quality_page import lead_of_page, rows_of
from tests.pages import text_of
from tests.people import performance

pytestmark = pytest.mark.django_db
PAGE = reverse("data-quality-gaps")
DECEMBER = {"period_start": date(2016, 12, 1), "period_end": date(2016, 12, 31)}


@pytest.fixture
def watcher(client):
    """The performance team, signed in."""
    client.force_login(performance())
    return client


def test_only_the_performance_team_sees_them(client):
    client.force_login(UserFactory())

    assert client.get(PAGE).status_code == 403


def test_the_report_of_programme_6_lacks_two_counts_and_has_two_targets_that_do_not_fit(watcher):
    load_programme_6()

    page = watcher.get(PAGE)

    assert lead_of_page(page) == "4 things that no stored figure shows."
    assert [[wrong, indicator[:5]] for wrong, indicator, _ in rows_of(page)] == [
        ["The target's bands add to 96.4%, not 100%.", "P6-08"],
        ["No value for January 2017 has come. The last one is 3, for December 2016.", "P6-10"],
        ["No value for January 2017 has come. The last one is 3, for December 2016.", "P6-11"],
        ["The target is for another group or period than the values.", "P6-23"],
    ]


def test_bands_that_have_all_stayed_away_are_one_gap(watcher):
    area = AreaFactory()
    ObservationFactory(area=area)
    banded = IndicatorFactory(code="Z-1", basis="month")
    for name in ("police", "health"):
        category = CategoryFactory(indicator=banded, name=name)
        ObservationFactory(indicator=banded, category=category, area=area, **DECEMBER)

    [[wrong, _, what_to_do]] = rows_of(watcher.get(PAGE))

    assert wrong == "No value for January 2017 has come. The last ones are for December 2016."
    assert what_to_do.startswith("Ask for it.")


def test_an_indicator_that_never_had_a_value_is_no_gap(watcher):
    ObservationFactory()
    IndicatorFactory()

    page = watcher.get(PAGE)

    assert lead_of_page(page) == "Every figure has come, and every target fits what is measured."


def test_without_any_figure_the_page_says_so(watcher):
    assert Observation.objects.count() == 0
    assert "No figure has come from a source yet." in text_of(watcher.get(PAGE))


def test_who_answers_for_the_figure_is_named(watcher):
    target = TargetFactory(indicative=True, indicator__owner="Placements team")
    ObservationFactory(indicator=target.indicator, category=target.category)

    [[_, _, what_to_do]] = rows_of(watcher.get(PAGE))

    assert what_to_do.endswith("With Placements team")


def test_the_page_costs_the_same_whatever_it_holds(watcher, django_assert_max_num_queries):
    area = AreaFactory()
    for _ in range(30):
        target = TargetFactory(indicative=True)
        ObservationFactory(indicator=target.indicator, category=target.category, area=area)

    with django_assert_max_num_queries(10):
        watcher.get(PAGE)
