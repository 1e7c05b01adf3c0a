"""Two people give one figure a target at the same moment: one is saved, the other is told."""

from threading import Barrier, BrokenBarrierError

import pytest
from django.db.models.signals import pre_save
from django.urls import reverse

from indicators.models import Target
from tests.at_once import post_at_once
from tests.factories import CategoryFactory, TargetFactory
from tests.pages import text_of
from tests.programmes.admin.target_pages import change_url, with_target

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 3  # seconds; on SQLite the second cannot come before the first has saved


@pytest.fixture
def both_checked():
    """Nobody saves a target before both have found that nothing stands against it."""
    barrier = Barrier(2)

    def wait(**kwargs):
        if not barrier.broken:
            try:
                barrier.wait(PATIENCE)
            except BrokenBarrierError:
                return

    pre_save.connect(wait, sender=Target)
    yield
    pre_save.disconnect(wait, sender=Target)


def test_the_second_on_the_indicator_s_page_is_told(both_checked):
    indicator = CategoryFactory(indicator__code="V-1").indicator

    answers = post_at_once(
        change_url(indicator),
        with_target(indicator, value="90"),
        with_target(indicator, value="91", effective_from="01/09/2016"),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (refused,) = (answer for answer in answers if answer.status_code == 200)
    assert "Another target is in force from" in text_of(refused)
    assert Target.objects.count() == 1


def test_the_second_who_starts_the_next_one_is_told(both_checked):
    target = TargetFactory()
    page = {
        "last_day": "31/03/2050", "value": "18", "origin": "Plan", "tolerance_kind": "relative",
    }  # fmt: skip

    answers = post_at_once(
        reverse("admin:indicators_target_next", args=[target.pk]),
        page,
        page | {"last_day": "30/04/2050"},
    )

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (refused,) = (answer for answer in answers if answer.status_code == 200)
    assert "Another target is in force from" in text_of(refused)
    assert Target.objects.count() == 2
