"""The history in the admin, and the field that asks why."""

import pytest
from django.urls import reverse

from indicators.models import Indicator, Target
from programmes.choices import Role
from programmes.models import Membership, Programme
from tests.factories import MembershipFactory, TargetFactory, UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def url(row, page):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_{page}", args=[row.pk])


def filled(page, **changes):
    """What a browser would send of a page of the admin, with some fields changed."""
    sent = {}
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
        sent |= {f"{inline.formset.prefix}-TOTAL_FORMS": inline.formset.initial_form_count()}
    for form in forms:
        for bound in form:
            sent.setdefault(bound.html_name, bound.value())
    sent = {name: value for name, value in sent.items() if value is not None and value is not False}
    return sent | changes


def test_an_indicator_and_its_targets_are_saved_with_the_reason(keeper):
    target = TargetFactory(origin="Plan")
    indicator = target.indicator
    page = keeper.get(url(indicator, "change"))

    keeper.post(
        url(indicator, "change"),
        filled(page, owner="Head of service", why="A new owner", **{"targets-0-origin": "Ofsted"}),
    )

    for row, field in ((Indicator, "owner"), (Target, "origin")):
        newest = row.history.first()
        assert newest.history_change_reason == "A new owner"
        assert newest.history_user_id == keeper.user.pk
        assert getattr(newest, field) in ("Head of service", "Ofsted")


def test_saving_a_page_as_it_is_leaves_no_record(keeper):
    indicator = TargetFactory().indicator
    page = keeper.get(url(indicator, "change"))

    answer = keeper.post(url(indicator, "change"), filled(page, why="No reason"))

    assert answer.status_code == 302
    assert (Indicator.history.count(), Target.history.count()) == (1, 1)


def test_somebody_taken_off_a_programme_is_told_with_the_reason(keeper):
    member = MembershipFactory(role=Role.LEAD, user=UserFactory(username="dale"))
    programme = member.programme
    page = keeper.get(url(programme, "change"))

    answer = keeper.post(
        url(programme, "change"),
        filled(page, why="Dale has moved on", **{"memberships-0-DELETE": "on"}),
    )

    assert answer.status_code == 302
    assert not Membership.objects.exists()
    newest = Membership.history.first()
    assert (newest.history_type, newest.history_change_reason) == ("-", "Dale has moved on")
    assert Programme.history.count() == 1


def test_the_history_in_the_admin_tells_the_same_and_puts_nothing_back(keeper):
    target = TargetFactory()
    target.value = 85
    target.save()

    for row in (target, target.indicator):
        page = keeper.get(url(row, "history"))
        assert "Target from 1 April 2016, changed" in text_of(page)
        assert "Revert" not in text_of(page)
        assert page.content.count(b"<form") == 1  # to sign out


def test_the_history_of_a_programme_has_its_people(keeper):
    member = MembershipFactory(role=Role.CHAIR, user=UserFactory(username="dale"))

    page = keeper.get(url(member.programme, "history"))

    assert "Delivery-group chair dale, added" in text_of(page)


def test_the_history_of_what_is_not_there_leads_back_with_a_word(keeper):
    answer = keeper.get(reverse("admin:indicators_target_history", args=[999]), follow=True)

    assert "doesn’t exist" in text_of(answer)
