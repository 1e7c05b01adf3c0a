import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, Role
from programmes.models import Membership
from programmes.people import give_role, hand_over, held_by, leave_group, people_by_programme
from tests.factories import (
    IndicatorFactory,
    MembershipFactory,
    ProgrammeFactory,
    ReportFactory,
    RiskFactory,
    UserFactory,
)
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance

pytestmark = pytest.mark.django_db
PEOPLE = "/people/"


def told(response):
    return [str(message) for message in response.context["messages"]]


def give(client, **answers):
    return client.post(PEOPLE, answers, follow=True)


def hand_over_url(user):
    return reverse("hand-over", args=[user.pk])


@pytest.mark.parametrize("person", [executive, lambda: lead_of(ProgrammeFactory()), UserFactory])
def test_only_the_performance_team_gives_people_roles(client, person):
    client.force_login(person())

    for url in (PEOPLE, hand_over_url(UserFactory())):
        assert client.get(url).status_code == client.post(url).status_code == 403


def test_everybody_stands_with_their_programme_and_role_on_one_page(keeper):
    programme = ProgrammeFactory(number="6")
    lead, chair = lead_of(programme), chair_of(programme)

    page = text_of(keeper.get(PEOPLE))

    assert f"{lead.username} as delivery lead of Programme 6" in page
    assert f"{chair.username} as chair of Programme 6" in page
    assert f"{keeper.user.username} from the performance team" in page


def test_who_has_no_role_is_listed_and_a_closed_account_is_marked(keeper):
    UserFactory(username="newcomer")
    gone = lead_of(ProgrammeFactory())
    gone.is_active = False
    gone.save()

    page = text_of(keeper.get(PEOPLE))

    assert "newcomer" in page.partition("Without a role")[2]
    assert "Account closed" in page
    assert hand_over_url(gone) in page


@pytest.mark.parametrize("role", [Role.LEAD, Role.CHAIR])
def test_a_role_in_a_programme_is_given_once(keeper, role):
    programme, person = ProgrammeFactory(number="6"), UserFactory(first_name="Ada")
    answers = {"person": person.pk, "role": role, "programme": programme.pk}

    first, second = give(keeper, **answers), give(keeper, **answers)

    assert Membership.objects.get().role == role
    assert told(first) == [f"Ada is now {Role(role).label.lower()} of Programme 6."]
    assert told(second)[-1].endswith("already. Nothing changed.")


@pytest.mark.parametrize(("group", "admin"), [(EXECUTIVE_GROUP, False), (PERFORMANCE_GROUP, True)])
def test_a_role_for_every_programme_opens_the_admin_to_the_performance_team_alone(
    keeper, group, admin
):
    person = UserFactory()

    give(keeper, person=person.pk, role=group, programme=ProgrammeFactory().pk)

    person.refresh_from_db()
    assert [row.name for row in person.groups.all()] == [group]
    assert person.is_staff is admin
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, ["Choose the person who gets the role.", "Choose a role."]),
        ({"role": "lead"}, ["Choose the programme that they lead or chair."]),
    ],
)
def test_a_role_that_is_half_given_says_what_is_missing(keeper, answers, errors):
    response = give(keeper, **answers)

    assert response.status_code == 422
    assert all(error in text_of(response) for error in errors)


def test_a_role_is_taken_away(keeper):
    row = MembershipFactory(programme__number="6", user__first_name="Ada")

    response = keeper.post(PEOPLE, {"take": row.pk}, follow=True)

    assert not Membership.objects.exists()
    assert told(response) == ["Ada is no longer delivery lead of Programme 6."]


def test_a_programme_that_is_left_without_a_chair_while_a_report_is_open_is_told(keeper):
    report = ReportFactory(programme__number="6")
    chair_of(report.programme)

    response = keeper.post(PEOPLE, {"take": Membership.objects.get().pk}, follow=True)

    assert told(response)[1] == (
        "Programme 6 has no delivery-group chair now, and a report to submit. "
        "Give somebody the role."
    )


@pytest.mark.parametrize("key", ["999", "x", ""])
def test_a_role_that_is_gone_already_is_no_error(keeper, key):
    response = keeper.post(PEOPLE, {"take": key}, follow=True)

    assert told(response) == ["That role was taken away meanwhile. Nothing changed."]


def test_a_group_is_left_and_the_admin_with_it(keeper):
    other = performance()

    keeper.post(PEOPLE, {"leave": f"{PERFORMANCE_GROUP}:{other.pk}"})

    other.refresh_from_db()
    assert not other.groups.exists()
    assert not other.is_staff


def test_nobody_takes_the_performance_team_from_themselves(keeper):
    response = keeper.post(PEOPLE, {"leave": f"{PERFORMANCE_GROUP}:{keeper.user.pk}"}, follow=True)

    assert keeper.user.groups.get().name == PERFORMANCE_GROUP
    assert "so that one of you is always left" in told(response)[0]


def test_no_other_group_can_be_left_here(keeper):
    group = Group.objects.create(name="Another")
    person = UserFactory()
    person.groups.add(group)

    keeper.post(PEOPLE, {"leave": f"Another:{person.pk}"})

    assert person.groups.get() == group


def test_what_somebody_holds_goes_to_others_and_their_account_is_closed(keeper):
    leaver = UserFactory(first_name="Ada", last_name="Byron")
    led, chaired = (MembershipFactory(user=leaver, role=role) for role in (Role.LEAD, Role.CHAIR))
    risk, indicator = RiskFactory(owner="ada byron"), IndicatorFactory(owner="Ada Byron")
    successor = UserFactory(first_name="Grace", last_name="Hopper")
    answers = {f"membership-{led.pk}": successor.pk, f"membership-{chaired.pk}": "nobody"}

    keeper.post(hand_over_url(leaver), answers | {"owner": successor.pk})

    for row in (leaver, risk, indicator):
        row.refresh_from_db()
    assert not leaver.is_active
    assert Membership.objects.get().user == successor
    assert (Membership.objects.get().programme, Membership.objects.get().role) == (
        led.programme,
        Role.LEAD,
    )
    assert risk.owner == indicator.owner == "Grace Hopper"


def test_whoever_has_the_role_already_does_not_get_it_twice():
    row = MembershipFactory()
    successor = MembershipFactory(programme=row.programme).user

    hand_over(row.user, {row: successor}, None)

    assert Membership.objects.get().user == successor


def test_a_role_that_somebody_else_has_handed_over_meanwhile_is_not_given_twice():
    row, first, second = MembershipFactory(), UserFactory(), UserFactory()
    hand_over(row.user, {row: first}, None)

    hand_over(row.user, {row: second}, None)

    assert Membership.objects.get().user == first


def test_every_role_needs_an_answer_before_anything_is_handed_over(keeper):
    row = MembershipFactory()

    response = keeper.post(hand_over_url(row.user), {})

    assert response.status_code == 422
    assert "Choose who takes over, or “Nobody for now”." in text_of(response)
    row.user.refresh_from_db()
    assert row.user.is_active


def test_a_closed_risk_stays_with_whoever_owned_it():
    leaver = UserFactory(first_name="Ada", last_name="Byron")
    RiskFactory(owner="Ada Byron", closed_on="2017-01-01")

    assert not held_by(leaver)


def test_somebody_without_a_full_name_owns_nothing_by_name():
    RiskFactory(owner="")

    assert not held_by(UserFactory())


def test_nobody_closes_their_own_account(keeper):
    assert keeper.get(hand_over_url(keeper.user)).status_code == 403


def test_only_a_superuser_closes_the_account_of_a_superuser(keeper):
    superuser = UserFactory(is_superuser=True, is_staff=True)

    assert keeper.post(hand_over_url(superuser), {}).status_code == 403
    superuser.refresh_from_db()
    assert superuser.is_active


def test_leaving_a_group_one_is_not_in_changes_nothing():
    assert not leave_group(UserFactory(), EXECUTIVE_GROUP)
    assert not give_role(executive(), EXECUTIVE_GROUP)


def test_the_page_takes_as_many_queries_for_many_programmes_as_for_one(
    keeper, django_assert_max_num_queries
):
    for _ in range(20):
        lead_of(programme := ProgrammeFactory())
        chair_of(programme)

    with django_assert_max_num_queries(12):
        keeper.get(PEOPLE)
    with django_assert_max_num_queries(2):
        people_by_programme()


def test_the_history_says_from_whom_a_role_was_handed_over():
    row = MembershipFactory(user=UserFactory(first_name="A" * 150, last_name="B" * 150))

    hand_over(row.user, {row: UserFactory()}, None)

    said = f"Handed over from {row.user.get_full_name()}"[:300]
    assert Membership.history.filter(history_change_reason=said).count() == 2
