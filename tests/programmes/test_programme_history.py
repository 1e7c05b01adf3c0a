"""Who changed a programme, and who leads and chairs it."""

import pytest
from django.urls import reverse

from indicators.histories import FieldChange
from indicators.models import Indicator, Target
from indicators.models.history import because
from programmes.choices import Role
from programmes.demonstration import FOLDER
from programmes.exchange import load
from programmes.models import Membership, Programme
from programmes.programme_history import history_of_programmes
from tests.factories import AreaFactory, MembershipFactory, ProgrammeFactory, UserFactory
from tests.pages import text_of
from tests.people import executive, lead_of, performance

pytestmark = pytest.mark.django_db


def address(programme):
    return reverse("programme-history", args=[programme.code])


def test_a_programme_is_told_together_with_its_people():
    programme = ProgrammeFactory(code="P1", area=AreaFactory(name="Anyshire"))
    member = MembershipFactory(
        programme=programme,
        role=Role.CHAIR,
        user=UserFactory(first_name="Asha", last_name="Patel"),
    )
    programme.area = AreaFactory(name="Othershire")
    programme.save()
    because(member, "She has left")
    member.delete()

    removed, moved, joined, begun = history_of_programmes([programme.pk])

    assert removed.what == "Delivery-group chair Asha Patel, removed"
    assert removed.reason == "She has left"
    assert moved.changes == (FieldChange("Area", "Anyshire", "Othershire"),)
    assert FieldChange("Person", "", "Asha Patel") in joined.changes
    assert begun.what == "Programme P1, added"


def test_the_performance_team_reads_it_from_a_link(client):
    programme = ProgrammeFactory()
    client.force_login(performance())

    assert address(programme) in text_of(client.get(programme.get_absolute_url()))
    assert f"Programme {programme.code}, added" in text_of(client.get(address(programme)))


def test_others_are_refused_and_outsiders_learn_nothing(client):
    programme = ProgrammeFactory()
    for person, status in ((executive(), 403), (lead_of(programme), 403), (UserFactory(), 404)):
        client.force_login(person)
        assert client.get(address(programme)).status_code == status


def test_a_deleted_programme_keeps_its_history(client):
    programme = ProgrammeFactory()
    where = address(programme)
    programme.delete()
    client.force_login(performance())

    assert "The programme is deleted." in text_of(client.get(where))
    assert client.get(reverse("programme-history", args=["NONE"])).status_code == 404


def records():
    models = (Indicator, Target, Programme, Membership)
    return [model.history.count() for model in models]


def test_what_is_loaded_says_so_and_loading_again_adds_nothing():
    load(FOLDER / "programme_6", by=None)
    once = records()
    load(FOLDER / "programme_6")

    assert once[:3] == [34, 32, 1]
    assert records() == once
    for model in (Indicator, Target, Programme):
        reasons = set(model.history.values_list("history_change_reason", flat=True))
        assert reasons == {"Loaded from programme_6"}


def test_what_somebody_loads_is_theirs():
    somebody = UserFactory()

    load(FOLDER / "programme_6", by=somebody)

    assert set(Target.history.values_list("history_user_id", flat=True)) == {somebody.pk}
