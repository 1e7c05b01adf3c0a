"""Targets on the page of their indicator, and alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.choices import TargetKind
from indicators.models import Indicator
from tests.factories import CategoryFactory, TargetFactory
from tests.pages import text_of
from tests.programmes.admin.target_pages import LIST, NEW_INDICATOR, TARGET, change_url, with_target

pytestmark = pytest.mark.django_db


def test_a_new_indicator_gets_its_headline_and_goes_on_to_its_targets(keeper):
    response = keeper.post(reverse("admin:indicators_indicator_add"), NEW_INDICATOR, follow=True)

    indicator = Indicator.objects.get()
    assert [category.name for category in indicator.categories.all()] == [""]
    assert response.redirect_chain == [(change_url(indicator), 302)]
    assert "Now give it its targets, below." in text_of(response)


def test_a_target_is_one_value_from_a_day_on(keeper, indicator):
    keeper.post(change_url(indicator), with_target(indicator))

    target = indicator.targets.get()
    assert (target.kind, target.value, target.effective_from) == (
        TargetKind.SINGLE,
        95,
        date(2016, 4, 1),
    )
    assert target.category.is_headline


def test_a_target_with_two_ends_is_a_range(keeper, indicator):
    keeper.post(change_url(indicator), with_target(indicator, value="", lower="40", upper="60.5"))

    target = indicator.targets.get()
    assert (target.kind, target.lower, target.upper) == (TargetKind.RANGE, 40, Decimal("60.5"))


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"value": ""}, "Give one value, or both a lower and an upper value."),
        ({"lower": "90"}, "Give one value, or both a lower and an upper value."),
        ({"value": "", "lower": "5"}, "Give one value, or both a lower and an upper value."),
        (
            {"value": "", "lower": "9", "upper": "5"},
            "The lower value is above the upper one. Swap them.",
        ),
        ({"value": "many"}, "Give the target as a number, such as 95 or 20.7."),
        ({"origin": ""}, "Say where the target comes from."),
        ({"effective_from": ""}, "Give the first day it is in force."),
        ({"effective_to": "31/03/2016"}, "The last day in force is before the first."),
        ({"amber_tolerance": "-1"}, "A tolerance cannot be negative."),
        (
            {"value": "", "lower": "5", "upper": "9", "closer": "on"},
            "A range has two sides already. Leave this box empty.",
        ),
    ],
)
def test_a_target_that_cannot_be_says_what_to_do(keeper, indicator, answers, error):
    response = keeper.post(change_url(indicator), with_target(indicator, **answers))

    assert error in text_of(response)
    assert "<title>Error: " in text_of(response)
    assert not indicator.targets.exists()


def test_two_targets_in_force_at_once_are_refused(keeper, indicator):
    TargetFactory(indicator=indicator, value=90, effective_from=date(2015, 4, 1))

    response = keeper.post(change_url(indicator), with_target(indicator))

    assert "Another target is in force from 1 April 2015 until further notice." in text_of(response)


def test_two_new_targets_of_one_save_are_compared_with_each_other(keeper, indicator):
    page = with_target(indicator) | {"targets-TOTAL_FORMS": 2}
    second = {
        name.replace("-0-", "-1-"): value for name, value in page.items() if "-0-" in name
    } | {"targets-1-effective_from": "01/09/2016"}

    response = keeper.post(change_url(indicator), page | second)

    assert "Another target is in force from 1 April 2016" in text_of(response)
    assert not indicator.targets.exists()


def test_one_target_ends_and_the_next_starts_in_one_save(keeper, indicator):
    old = TargetFactory(indicator=indicator, value=90, effective_from=date(2015, 4, 1))
    page = with_target(indicator)
    ended = {name.replace("-0-", "-1-"): value for name, value in page.items() if "-0-" in name}
    page |= ended | {"targets-TOTAL_FORMS": 2, "targets-INITIAL_FORMS": 1}
    page |= {
        "targets-0-id": old.pk,
        "targets-0-value": "90",
        "targets-0-effective_from": "01/04/2015",
        "targets-0-effective_to": "31/03/2016",
        "targets-0-reason": "It ended with the plan.",
    }

    keeper.post(change_url(indicator), page)

    assert [
        (target.value, target.effective_from, target.effective_to)
        for target in indicator.targets.all()
    ] == [(95, date(2016, 4, 1), None), (90, date(2015, 4, 1), date(2016, 3, 31))]


def test_a_target_may_be_missed_on_either_side(keeper, indicator):
    keeper.post(change_url(indicator), with_target(indicator, closer="on", indicative="on"))

    target = indicator.targets.get()
    assert (target.kind, target.value, target.indicative) == (TargetKind.CLOSER, 95, True)


def test_only_the_indicator_s_own_bands_are_offered(keeper, indicator):
    CategoryFactory(indicator=indicator, name="own band")
    CategoryFactory(name="band of another")
    target = TargetFactory(indicator=indicator)

    for row in (indicator, target):
        page = text_of(keeper.get(change_url(row)))
        assert "own band</option>" in page
        assert "band of another" not in page


def test_a_stored_target_is_shown_without_the_zeros_of_its_column(keeper):
    target = TargetFactory(value=Decimal("20.7000"), indicator__decimals=1)

    assert 'value="20.7"' in text_of(keeper.get(change_url(target)))
    assert ">at least 20.7%<" in text_of(keeper.get(LIST))


def test_a_band_needs_a_name_because_only_the_headline_has_none(keeper, indicator):
    data = with_target(indicator, **{name: "" for name in TARGET if name != "tolerance_kind"})
    data |= {"categories-TOTAL_FORMS": 1, "categories-0-name": "", "categories-0-position": 3}

    response = keeper.post(change_url(indicator), data)

    assert "Give the band a name." in text_of(response)
