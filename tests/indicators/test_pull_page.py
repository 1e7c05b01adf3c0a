"""The page of one pull: what came, what was refused, what was revised."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.choices import PullState
from indicators.models import Pull
from tests.factories import (
    ObservationFactory,
    PullFactory,
    RejectionFactory,
    RevisionFactory,
)
from tests.pages import text_of
from tests.people import performance

pytestmark = pytest.mark.django_db


@pytest.fixture
def watcher(client):
    """The performance team, signed in."""
    client.user = performance()
    client.force_login(client.user)
    return client


def done(**columns):
    return PullFactory(state=PullState.DONE, finished_at=timezone.now(), **columns)


def test_a_pull_lists_the_rows_it_could_not_take(watcher):
    pull = done(rejected=60, new=3)
    for line in range(60):
        RejectionFactory(pull=pull, place=f"a.csv line {line}", text="many", field="value")

    response = watcher.get(pull.get_absolute_url())

    assert "60 rows were rejected" in text_of(response)
    assert "The other 3 are stored. Mend the rejected rows" in text_of(response)
    assert len(response.context["rejections"].page) == 50
    assert "a.csv line 59" in text_of(watcher.get(pull.get_absolute_url(), {"page": 2}))


def test_a_pull_without_rejections_says_so(watcher):
    assert "Every row was taken" in text_of(watcher.get(done().get_absolute_url()))


def test_a_failed_pull_says_why_and_that_nothing_was_stored(watcher):
    pull = PullFactory(state=PullState.FAILED, error="The folder “monthly” is not there.")

    page = text_of(watcher.get(pull.get_absolute_url()))

    assert "The folder “monthly” is not there." in page
    assert "Nothing was stored." in page


def test_values_loaded_by_hand_have_a_page_without_pull_again(watcher):
    pull = done(source=None, origin="programme_6")

    page = text_of(watcher.get(pull.get_absolute_url()))

    assert "programme_6, pull" in page
    assert "Pull again" not in page


def test_more_rejections_than_are_kept_are_counted_honestly(watcher):
    pull = done(rejected=4310)
    RejectionFactory(pull=pull)

    page = text_of(watcher.get(pull.get_absolute_url()))

    assert "4,310 rows were rejected" in page
    assert "Rejected rows: 1,000 of 4,310 shown" in page


def test_the_rejected_rows_can_be_downloaded_and_hold_no_formula(watcher):
    pull = done(rejected=2)
    RejectionFactory(pull=pull, place="a.csv line 2", field="value", text="=1+1", message="No.")
    RejectionFactory(pull=pull, place="a.csv line 3", field="code", text="P6-9", message="No, no.")

    response = watcher.get(reverse("pull-rejected-rows", args=[pull.pk]))

    assert f"pull-{pull.pk}-rejected-rows.csv" in response["Content-Disposition"]
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Where,Column,It says,What is wrong",
        "a.csv line 2,value,'=1+1,No.",
        'a.csv line 3,code,P6-9,"No, no."',
    ]


def test_a_failed_pull_keeps_its_rejected_rows_in_sight(watcher):
    pull = PullFactory(
        state=PullState.FAILED, rejected=1, error="Too many.", finished_at=timezone.now()
    )
    RejectionFactory(pull=pull, place="a.csv line 2")

    page = text_of(watcher.get(pull.get_absolute_url()))

    assert "a.csv line 2" in page
    assert reverse("pull-rejected-rows", args=[pull.pk]) in page
    assert "<dt>New</dt>" not in page


def test_a_pull_lists_what_it_revised_with_the_indicator(watcher):
    observation = ObservationFactory(value=Decimal("12.9"), places=1, revision=2)
    pull = observation.pull
    Pull.objects.filter(pk=pull.pk).update(revised=1)
    RevisionFactory(observation=observation, value=Decimal("12.8"), places=1, pull=pull)

    page = text_of(watcher.get(pull.get_absolute_url()))

    assert "Revised values" in page
    assert observation.indicator.get_absolute_url() in page
    assert re.search(r"January 2017.*12\.8%.*12\.9%.*Value", page)


def test_what_a_pull_revised_costs_the_same_however_much_it_is(watcher, django_assert_num_queries):
    pull = done(revised=1)

    def cost():
        observation = ObservationFactory(pull=pull, revision=2)
        RevisionFactory(observation=observation, pull=pull, replaced_by=pull)
        with django_assert_num_queries(9):
            watcher.get(pull.get_absolute_url())

    cost()
    cost()
    cost()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "Less than a second"),
        (2.4, "2.4 seconds"),
        (59, "59.0 seconds"),
        (61, "1 minute"),
        (200, "3 minutes"),
    ],
)
def test_a_pull_says_how_long_it_took(watcher, seconds, words):
    pull = done(started_at=timezone.now() - timedelta(seconds=seconds))

    assert f"<dd>{words}" in text_of(watcher.get(pull.get_absolute_url()))


def test_a_pull_s_times_are_local_and_written_like_a_clock(watcher):
    page = text_of(watcher.get(done().get_absolute_url()))

    assert re.search(r"\d{1,2} \w+ \d{4}, \d{1,2}:\d{2}[ap]m", page)


def test_a_pull_with_all_there_is_to_show_costs_twelve_queries_at_most(
    watcher, django_assert_max_num_queries
):
    pull = done(rejected=1, revised=1, requested_by=watcher.user)
    RejectionFactory(pull=pull)
    RevisionFactory(replaced_by=pull)

    with django_assert_max_num_queries(12):
        watcher.get(pull.get_absolute_url())
