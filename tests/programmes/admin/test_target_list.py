"""The list of targets, and of the indicators that lack one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.choices import TargetKind
from tests.factories import (
    CategoryFactory,
    IndicatorFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    TargetFactory,
)
from tests.pages import text_of
from tests.programmes.admin.target_pages import LIST, many_targets

pytestmark = pytest.mark.django_db
INDICATORS = reverse("admin:indicators_indicator_changelist")


def found(keeper, **filters):
    """The origins of the targets listed."""
    response = keeper.get(LIST, filters)
    return [target.origin for target in response.context["cl"].queryset]


def codes(keeper, **filters):
    response = keeper.get(INDICATORS, filters)
    return [indicator.code for indicator in response.context["cl"].queryset]


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.mark.parametrize(
    ("chosen", "origins"),
    [
        ("now", ["b"]),
        ("ended", ["a"]),
        ("coming", []),
        ("2017-03-31", ["a", "b"]),
        ("2017-04-01", ["b"]),
        ("01/04/2017", ["b"]),
        ("someday", ["a", "b"]),
    ],
)
def test_targets_are_listed_by_whether_they_are_in_force(keeper, chosen, origins):
    TargetFactory(origin="a", effective_to=date(2017, 3, 31))
    TargetFactory(origin="b")

    assert sorted(found(keeper, in_force=chosen)) == origins


def test_a_target_that_ends_soon_is_listed_unless_another_follows_it(keeper):
    TargetFactory(origin="soon", effective_to=in_days(60))
    TargetFactory(origin="later", effective_to=in_days(61))
    followed = TargetFactory(origin="followed", effective_to=in_days(10))
    TargetFactory(
        indicator=followed.indicator, category=followed.category, effective_from=in_days(20)
    )

    assert found(keeper, in_force="ending") == ["soon"]


def test_targets_are_found_by_programme_priority_and_where_they_come_from(keeper):
    place = ProgrammeIndicatorFactory()
    TargetFactory(indicator=place.indicator, origin="of the programme")
    TargetFactory(origin="another")
    programme = place.priority.programme

    assert found(keeper, programme=programme.pk) == ["of the programme"]
    assert found(keeper, priority=place.priority.pk) == ["of the programme"]
    assert found(keeper, programme=ProgrammeFactory().pk) == []
    assert found(keeper, origin="another") == ["another"]
    assert len(found(keeper, programme="x", priority="y")) == 2


def test_the_search_finds_code_name_and_origin(keeper):
    TargetFactory(origin="a", indicator__code="Q-7")
    TargetFactory(origin="b", indicator__name="Visits on time")
    TargetFactory(origin="neighbours")

    assert found(keeper, q="q-7") == ["a"]
    assert found(keeper, q="visits") == ["b"]
    assert found(keeper, q="neighb") == ["neighbours"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"value": 70}, ["at least 70%", "One value to reach"]),
        ({"value": 70, "kind": TargetKind.CLOSER}, ["close to 70%", "One value to come close to"]),
        (
            {"value": None, "lower": 40, "upper": 60, "kind": TargetKind.RANGE},
            ["between 40% and 60%", "A range to stay in"],
        ),
        ({"indicative": True}, ["One value to reach, indicative"]),
    ],
)
def test_each_target_is_listed_in_words(keeper, columns, words):
    TargetFactory(**columns)

    page = text_of(keeper.get(LIST))

    assert all(f">{word}<" in page for word in words)


def test_indicators_without_a_target_are_listed(keeper):
    TargetFactory(indicator__code="HAS", effective_to=in_days(5))
    TargetFactory(indicator__code="HAD", effective_to=date(2017, 3, 31))
    IndicatorFactory(code="NONE")
    IndicatorFactory(code="ONLY INFORMATION", information_only=True)
    band = CategoryFactory(indicator__code="BANDS", name="a band")
    TargetFactory(indicator=band.indicator, category=band)

    assert codes(keeper, target="missing") == ["HAD", "NONE"]
    assert codes(keeper, target="2017-03-31") == ["NONE"]
    assert codes(keeper, target="ending") == ["HAS"]


def test_the_list_of_targets_leads_to_the_indicators_without_one(keeper):
    assert f'href="{INDICATORS}?target=missing"' in text_of(keeper.get(LIST))


def test_a_filter_by_day_keeps_the_other_filters(keeper):
    page = text_of(keeper.get(LIST, {"origin": "internal", "in_force": "2017-04-01"}))

    assert '<input type="hidden" name="origin" value="internal">' in page
    assert 'value="2017-04-01" required>' in page


def test_ten_thousand_targets_are_listed_within_ten_queries(keeper, django_assert_max_num_queries):
    many_targets(10_000)

    for filters in ({}, {"in_force": "2017-03-31"}, {"in_force": "ending"}, {"q": "I-1"}):
        with django_assert_max_num_queries(10):
            assert keeper.get(LIST, filters).status_code == 200
    with django_assert_max_num_queries(10):
        assert keeper.get(INDICATORS, {"target": "missing"}).status_code == 200
