"""Closing one target and starting the next, in one step."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.choices import TargetKind
from indicators.models import Target
from tests.factories import ProgrammeFactory, TargetFactory
from tests.pages import text_of
from tests.people import lead_of
from tests.programmes.admin.target_pages import LIST, change_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    """In force since April 2016, of a figure printed with one digit."""
    return TargetFactory(
        value=Decimal("20.7"), vintage="2015/16", amber_tolerance=3, indicator__decimals=1
    )


def next_url(target):
    return reverse("admin:indicators_target_next", args=[target.pk])


def answers(**others):
    """The next one starts in April 2050."""
    return {
        "last_day": "31/03/2050",
        "value": "18",
        "origin": "Improvement plan",
        "tolerance_kind": "relative",
    } | others


def test_the_next_one_is_filled_in_from_this_one(keeper, target):
    page = text_of(keeper.get(next_url(target)))

    assert 'name="value" value="20.7"' in page
    assert 'value="Improvement plan"' in page
    assert 'value="2015/16"' in page
    assert 'name="amber_tolerance" value="3"' in page
    assert "Now: at least 20.7% (Improvement plan, 2015/16), since 1 April 2016." in page


def test_both_are_saved_together(keeper, target):
    response = keeper.post(next_url(target), answers(reason="A new plan."), follow=True)

    following, closed = target.indicator.targets.all()
    assert closed.effective_to == date(2050, 3, 31)
    assert (following.value, following.effective_from) == (18, date(2050, 4, 1))
    assert following.effective_to is None
    assert following.reason == "A new plan."
    assert {
        (record.history_change_reason, record.history_user_id)
        for record in Target.history.all()[:2]
    } == {("A new plan.", keeper.user.pk)}
    assert response.redirect_chain == [(change_url(target.indicator), 302)]
    assert "this target ends on 31 March 2050, and at least 18%" in text_of(response)


def test_the_next_one_may_be_a_range_or_start_later(keeper, target):
    keeper.post(
        next_url(target),
        answers(value="", lower="10", upper="20", effective_from="01/05/2050"),
    )

    following = target.indicator.targets.first()
    assert (following.kind, following.lower, following.upper) == (TargetKind.RANGE, 10, 20)
    assert following.effective_from == date(2050, 5, 1)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"last_day": ""}, "Give the last day that this target is in force."),
        ({"last_day": "31/03/2016"}, "It starts on 1 April 2016. Give that day or a later one."),
        (
            {"effective_from": "31/03/2050"},
            "Start the next one after 31 March 2050, when this one ends.",
        ),
        ({"value": "many"}, "Give the target as a number, such as 95 or 20.7."),
        ({"value": ""}, "Give one value, or both a lower and an upper value."),
        ({"effective_to": "31/03/2050"}, "The last day in force is before the first."),
        ({"last_day": "31/03/2017"}, "This target was in force after that day. Say why it ends."),
    ],
)
def test_neither_is_saved_where_something_is_wrong(keeper, target, wrong, error):
    page = text_of(keeper.post(next_url(target), answers(**wrong)))

    assert error in page
    assert "<title>Error: " in page
    assert [stored.effective_to for stored in Target.objects.all()] == [None]


def test_the_next_one_may_not_run_into_a_later_one(keeper, target):
    target.effective_to = date(2050, 3, 31)
    target.save()
    TargetFactory(
        indicator=target.indicator, category=target.category, effective_from=date(2051, 4, 1)
    )

    page = text_of(keeper.post(next_url(target), answers()))
    assert "Another target is in force from 1 April 2051 until further notice." in page

    keeper.post(next_url(target), answers(effective_to="31/03/2051"))
    assert target.indicator.targets.count() == 3


def test_the_list_leads_to_it_unless_a_later_one_is_there(keeper, target):
    assert next_url(target) in text_of(keeper.get(LIST))

    keeper.post(next_url(target), answers())
    page = text_of(keeper.get(LIST))
    assert next_url(target) not in page
    assert next_url(target.indicator.targets.first()) in page


def test_only_who_may_change_targets_comes_here(client, target):
    somebody = lead_of(ProgrammeFactory())
    client.force_login(somebody)
    assert client.get(next_url(target)).status_code == 302

    somebody.is_staff = True
    somebody.save()
    assert client.get(next_url(target)).status_code == 403
