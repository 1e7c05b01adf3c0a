"""The page of an indicator's history."""

import pytest
from django.urls import reverse
from simple_history.utils import update_change_reason

from indicators.views.history import STEPS_A_PAGE
from tests.factories import IndicatorFactory, ProgrammeFactory, TargetFactory, UserFactory
from tests.pages import text_of
from tests.people import executive, lead_of

pytestmark = pytest.mark.django_db


def address(indicator):
    return reverse("indicator-history", args=[indicator.code])


def test_the_page_tells_the_changes_and_is_linked_from_that_of_the_indicator(keeper):
    target = TargetFactory()
    target.value = 85
    target.save()
    update_change_reason(target, "<b>Bolder</b>")

    page = keeper.get(address(target.indicator))
    linked = keeper.get(target.indicator.get_absolute_url())

    assert "Target from 1 April 2016, changed" in text_of(page)
    assert "&lt;b&gt;Bolder&lt;/b&gt;" in text_of(page)
    assert f'href="{address(target.indicator)}"' in text_of(linked)


@pytest.mark.parametrize("person", [executive, lambda: lead_of(ProgrammeFactory()), UserFactory])
def test_only_the_performance_team_reads_the_history(client, person):
    indicator = IndicatorFactory()
    client.force_login(person())

    refused = client.get(address(indicator))

    assert refused.status_code == 403
    assert "Only the performance team can read the history." in text_of(refused)
    assert address(indicator) not in text_of(client.get(indicator.get_absolute_url()))


def test_the_history_of_a_deleted_indicator_can_still_be_read(keeper):
    target = TargetFactory()
    indicator = target.indicator
    where = address(indicator)
    target.delete()
    indicator.delete()

    page = text_of(keeper.get(where))

    assert "The indicator is deleted." in page
    assert f"Indicator {indicator.code}, removed" in page
    assert "Target from 1 April 2016, removed" in page


def test_an_indicator_that_never_was_has_no_history(keeper):
    assert keeper.get(reverse("indicator-history", args=["NO-1"])).status_code == 404


def test_a_long_history_is_read_page_by_page(keeper):
    indicator = IndicatorFactory()
    for number in range(STEPS_A_PAGE + 4):
        indicator.owner = f"Officer {number}"
        indicator.save()

    first, second = (text_of(keeper.get(f"{address(indicator)}?page={page}")) for page in (1, 2))

    assert "Page 1 of 2" in first
    assert first.count("<tr") == STEPS_A_PAGE + 1
    assert second.count("<tr") == 6
    assert f"Indicator {indicator.code}, added" in second
