"""A target that is or was in force changes for a reason, after a look at what it touches."""

import re
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from indicators.models import Target
from tests.factories import (
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
    TargetFactory,
)
from tests.pages import text_of
from tests.people import lead_of
from tests.programmes.admin.target_pages import LIST, as_drawn, change_url, with_stored, with_target

pytestmark = pytest.mark.django_db
WHY = "The plan was agreed anew."
TICK = re.compile(r'name="touched" value="(\w+)"')


@pytest.fixture
def target():
    """At least 80% since April 2016, of a programme's figure."""
    place = ProgrammeIndicatorFactory(priority__programme__code="P6")
    return TargetFactory(indicator=place.indicator)


@pytest.fixture
def report(target):
    """A draft for January 2017 that is judged by the target."""
    return ReportFactory(programme=target.indicator.placements.get().priority.programme)


@pytest.fixture(params=["on the indicator's page", "on its own page"])
def change(request, keeper, target):
    """Sends the page with answers to the boxes of the target; the rest is as drawn."""

    def send(extra=None, **answers):
        if request.param == "on its own page":
            return keeper.post(change_url(target), as_drawn(target) | answers | (extra or {}))
        page = with_stored(target, **answers) | (extra or {})
        return keeper.post(change_url(target.indicator), page)

    return send


@pytest.mark.parametrize(
    "answers",
    [
        {"value": "90"},
        {"effective_to": "31/03/2017"},
        {"closer": "on"},
        {"reason": "", "value": "9"},
    ],
)
def test_it_does_not_change_without_a_reason(change, target, answers):
    page = text_of(change(**answers))

    assert "This target has been in force since 1 April 2016. Say why it changes." in page
    assert Target.objects.get().value == 80


def test_an_old_reason_is_no_reason_for_a_new_change(change, target):
    target.reason = WHY
    target.save()

    assert "Say why it changes." in text_of(change(value="90"))


def test_with_a_reason_it_changes_where_no_report_is_open(change, target):
    assert change(value="90", reason=WHY).status_code == 302

    assert (Target.objects.get().value, Target.objects.get().reason) == (90, WHY)


def test_closing_it_needs_no_reason(change, target):
    assert change(effective_to="31/03/2050").status_code == 302

    assert Target.objects.get().effective_to == date(2050, 3, 31)


def test_the_open_reports_that_it_touches_are_shown_before_it_is_saved(change, target, report):
    page = text_of(change(value="90", reason=WHY))

    assert "This changes the target that open reports are judged by." in page
    assert f'<a href="{report.get_absolute_url()}">P6 to 31 January 2017</a> (draft)' in page
    assert "<td>at least 80% (Improvement plan)</td>" in page
    assert "<td>at least 90% (Improvement plan)</td>" in page
    assert 'value="90"' in page
    assert Target.objects.get().value == 80


def test_it_is_saved_once_that_is_confirmed(change, target, report):
    tick = TICK.search(text_of(change(value="90", reason=WHY)))[1]

    assert change({"touched": tick}, value="90", reason=WHY).status_code == 302
    assert Target.objects.get().value == 90


def test_another_change_than_the_confirmed_one_is_shown_again(change, target, report):
    tick = TICK.search(text_of(change(value="90", reason=WHY)))[1]

    page = text_of(change({"touched": tick}, value="91", reason=WHY))

    assert "<td>at least 91% (Improvement plan)</td>" in page
    assert Target.objects.get().value == 80


def test_a_target_where_none_was_needs_no_confirmation(keeper, target, report):
    indicator = target.indicator
    target.delete()

    assert keeper.post(change_url(indicator), with_target(indicator)).status_code == 302


def test_it_is_not_deleted_on_the_indicator_s_page_without_a_reason(keeper, target):
    page = with_stored(target, DELETE="on")

    refused = text_of(keeper.post(change_url(target.indicator), page))
    assert "is or was in force. Say in its box" in refused
    assert Target.objects.exists()

    keeper.post(change_url(target.indicator), page | {"targets-0-reason": WHY})
    assert not Target.objects.exists()
    assert Target.history.first().history_change_reason == WHY


def test_the_reason_given_for_the_whole_page_is_enough(keeper, target):
    page = with_stored(target, value="90") | {"why": WHY}

    assert keeper.post(change_url(target.indicator), page).status_code == 302
    assert Target.objects.get().value == 90
    assert Target.history.first().history_change_reason == WHY


def test_its_deletion_on_the_indicator_s_page_shows_what_it_touches(keeper, target, report):
    page = with_stored(target, DELETE="on", reason=WHY)

    shown = text_of(keeper.post(change_url(target.indicator), page))

    assert "<td>no target</td>" in shown
    tick = TICK.search(shown)[1]
    keeper.post(change_url(target.indicator), page | {"touched": tick})
    assert not Target.objects.exists()


@pytest.fixture
def deletion(target):
    return reverse("admin:indicators_target_delete", args=[target.pk])


def test_its_deletion_asks_why_and_shows_what_it_touches(keeper, target, report, deletion):
    page = text_of(keeper.get(deletion))
    assert "at least 80% (Improvement plan), from 1 April 2016" in page
    tick = TICK.search(page)[1]

    page = text_of(keeper.post(deletion, {"touched": tick}))
    assert "1 of these targets is or was in force. Say why they go." in page
    page = text_of(keeper.post(deletion, {"reason": WHY}))
    assert "Open reports are judged by these targets." in page
    assert Target.objects.exists()

    keeper.post(deletion, {"reason": WHY, "touched": tick})
    assert not Target.objects.exists()
    assert LogEntry.objects.get().change_message == WHY
    assert Target.history.first().history_change_reason == WHY


def test_many_are_deleted_from_the_list(keeper, target):
    coming = TargetFactory(effective_from=date(2050, 4, 1))
    page = text_of(
        keeper.post(LIST, {"action": "delete_chosen", "_selected_action": [target.pk, coming.pk]})
    )
    chosen = re.search(r'name="chosen" value="([\d,]+)"', page)[1]
    many = reverse("admin:indicators_target_delete_many")

    keeper.post(many, {"chosen": chosen, "reason": WHY})
    assert not Target.objects.exists()
    again = keeper.post(many, {"chosen": chosen, "reason": WHY}, follow=True)
    assert "These targets are deleted already." in text_of(again)


def test_those_never_in_force_go_without_a_reason(keeper):
    coming = TargetFactory(effective_from=date(2050, 4, 1))

    keeper.post(reverse("admin:indicators_target_delete", args=[coming.pk]))

    assert not Target.objects.exists()


def test_the_next_one_shows_what_it_touches(keeper, target, report):
    url = reverse("admin:indicators_target_next", args=[target.pk])
    answers = {
        "last_day": "31/12/2016", "value": "90", "origin": "Plan", "tolerance_kind": "relative",
        "reason": WHY,
    }  # fmt: skip

    page = text_of(keeper.post(url, answers))
    assert "<td>at least 90% (Plan)</td>" in page
    assert Target.objects.count() == 1

    keeper.post(url, answers | {"touched": TICK.search(page)[1]})
    assert Target.objects.count() == 2


def test_only_who_may_delete_targets_comes_to_that_page(client, deletion):
    somebody = lead_of(ProgrammeFactory())
    somebody.is_staff = True
    somebody.save()
    client.force_login(somebody)

    assert client.post(deletion, {"reason": WHY}).status_code == 403
