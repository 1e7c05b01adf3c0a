from datetime import date
from decimal import Decimal

import pytest
from django.contrib.admin.sites import site
from django.urls import reverse

from indicators.admin.base import ViewOnlyAdmin
from indicators.choices import TargetKind
from indicators.models import Indicator, Observation, Pull, Rejection, Revision, Target
from tests.factories import (
    CategoryFactory,
    IndicatorFactory,
    ObservationFactory,
    PullFactory,
    RejectionFactory,
    RevisionFactory,
    SourceFactory,
    TargetFactory,
)
from tests.people import performance

pytestmark = pytest.mark.django_db
NEW_INDICATOR = {
    "code": "V-1",
    "name": "Visits on time",
    "unit": "percent",
    "decimals": 1,
    "polarity": "higher",
    "frequency": "monthly",
    "basis": "month",
    "tolerance_kind": "relative",
}
TARGET = {
    "value": "95",
    "effective_from": "01/04/2016",
    "origin": "Improvement plan",
    "tolerance_kind": "relative",
}


@pytest.fixture
def keeper(client):
    """The performance team, signed in."""
    client.force_login(performance())
    return client


@pytest.fixture
def indicator():
    return CategoryFactory(indicator__code="V-1").indicator


def text_of(response):
    return " ".join(response.content.decode().split())


def change_url(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def list_url(model):
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")


def with_target(indicator, **answers):
    """The indicator's page with one new target."""
    target = TARGET | {"category": indicator.categories.get(name="").pk} | answers
    drawn = {
        name: value
        for name in NEW_INDICATOR
        if (value := getattr(indicator, name)) not in (None, "")
    }
    return (
        drawn
        | {
            "targets-TOTAL_FORMS": 1,
            "targets-INITIAL_FORMS": 0,
            "categories-TOTAL_FORMS": 0,
            "categories-INITIAL_FORMS": 0,
            "definition_changes-TOTAL_FORMS": 0,
            "definition_changes-INITIAL_FORMS": 0,
        }
        | {f"targets-0-{name}": value for name, value in target.items()}
        | {"targets-0-indicator": indicator.pk}
    )


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
    target = TargetFactory(value=Decimal("20.7000"))

    assert 'value="20.7"' in text_of(keeper.get(change_url(target)))
    assert ">20.7<" in text_of(keeper.get(list_url(Target)))


def test_a_band_needs_a_name_because_only_the_headline_has_none(keeper, indicator):
    data = with_target(indicator, **{name: "" for name in TARGET if name != "tolerance_kind"})
    data |= {"categories-TOTAL_FORMS": 1, "categories-0-name": "", "categories-0-position": 3}

    response = keeper.post(change_url(indicator), data)

    assert "Give the band a name." in text_of(response)


@pytest.mark.parametrize(("chosen", "origins"), [("now", ["b"]), ("ended", ["a"]), ("coming", [])])
def test_targets_are_listed_by_whether_they_are_in_force(keeper, chosen, origins):
    TargetFactory(origin="a", effective_to=date(2017, 3, 31))
    TargetFactory(origin="b")

    response = keeper.get(list_url(Target), {"in_force": chosen})

    assert [target.origin for target in response.context["cl"].queryset] == origins


@pytest.mark.parametrize("model", [Observation, Revision, Pull, Rejection])
def test_what_came_from_sources_can_only_be_looked_at(keeper, model):
    assert isinstance(site.get_model_admin(model), ViewOnlyAdmin)
    row = {
        Observation: ObservationFactory,
        Revision: RevisionFactory,
        Pull: PullFactory,
        Rejection: RejectionFactory,
    }[model]()

    page = text_of(keeper.get(change_url(row)))

    assert 'name="_save"' not in page
    assert keeper.post(change_url(row), {}).status_code == 403
    assert "/add/" not in text_of(keeper.get(list_url(model)))


def test_the_two_boxes_of_a_moment_are_named(keeper):
    page = text_of(keeper.get(change_url(SourceFactory())))

    assert 'aria-label="Next due at, date"' in page
    assert 'aria-label="Next due at, time"' in page


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        (Indicator, IndicatorFactory),
        (Target, TargetFactory),
        (Observation, ObservationFactory),
        (Revision, RevisionFactory),
        (Pull, PullFactory),
        (Rejection, RejectionFactory),
    ],
)
def test_a_list_of_the_admin_costs_the_same_whatever_it_holds(
    keeper, model, factory, django_assert_max_num_queries
):
    factory.create_batch(8)

    with django_assert_max_num_queries(8):
        keeper.get(list_url(model))
