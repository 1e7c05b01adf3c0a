import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from programmes.choices import PERFORMANCE_GROUP
from tests.factories import MembershipFactory, UserFactory
from tests.people import performance

pytestmark = pytest.mark.django_db
LIST = reverse("admin:auth_user_changelist")


def change_url(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def answers(user, **changed):
    return {
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "is_active": "on",
    } | changed


def test_an_account_is_opened_with_a_password(keeper):
    password = "between-seven-and-nine"
    data = {"username": "ada", "first_name": "Ada", "email": "ada@example.org"}

    keeper.post(
        reverse("admin:auth_user_add"), data | {"password1": password, "password2": password}
    )

    ada = get_user_model().objects.get(username="ada")
    assert ada.check_password(password)
    assert (ada.first_name, ada.email) == ("Ada", "ada@example.org")
    assert not ada.is_staff


def test_a_new_password_is_set_for_somebody_who_forgot_theirs(keeper):
    ada, password = UserFactory(), "between-seven-and-nine"
    page = reverse("admin:auth_user_password_change", args=[ada.pk])

    keeper.post(page, {"password1": password, "password2": password, "usable_password": "false"})

    ada.refresh_from_db()
    assert ada.check_password(password)


def test_a_password_that_was_typed_differently_is_refused_in_words(keeper):
    page = reverse("admin:auth_user_password_change", args=[UserFactory().pk])

    response = keeper.post(page, {"password1": "between-seven-and-nine", "password2": "between"})

    assert "Nothing is saved yet." in response.content.decode()
    assert response.context["form"].errors["password2"]


def test_the_password_of_a_superuser_is_not_for_the_performance_team_to_set(keeper):
    page = reverse("admin:auth_user_password_change", args=[UserFactory(is_superuser=True).pk])

    assert keeper.get(page).status_code == 403


def test_closing_an_account_offers_to_hand_over_what_they_hold(keeper):
    leaver = MembershipFactory().user
    closed = answers(leaver)
    del closed["is_active"]

    response = keeper.post(change_url(leaver), closed, follow=True)

    assert response.redirect_chain[-1][0] == reverse("hand-over", args=[leaver.pk])
    leaver.refresh_from_db()
    assert not leaver.is_active


def test_closing_the_account_of_somebody_who_holds_nothing_is_just_that(keeper):
    leaver = UserFactory()
    closed = answers(leaver)
    del closed["is_active"]

    response = keeper.post(change_url(leaver), closed)

    assert response.url == LIST


def test_the_performance_team_cannot_make_anybody_more_than_itself(keeper):
    person = UserFactory()
    more = {"is_superuser": "on", "is_staff": "on", "user_permissions": ["1"], "groups": ["1"]}

    keeper.post(change_url(person), answers(person, first_name="Ada", **more))

    person.refresh_from_db()
    assert person.first_name == "Ada"
    assert not person.is_superuser
    assert not person.is_staff
    assert not person.groups.exists()
    assert not person.user_permissions.exists()


def test_a_superuser_s_account_can_only_be_looked_at(keeper):
    superuser = UserFactory(is_superuser=True)
    password = reverse("admin:auth_user_password_change", args=[superuser.pk])

    assert keeper.post(change_url(superuser), answers(superuser)).status_code == 403
    assert keeper.get(password).status_code == 403


def test_nobody_shuts_themselves_out(keeper):
    closed = answers(keeper.user)
    del closed["is_active"]

    keeper.post(change_url(keeper.user), closed)

    keeper.user.refresh_from_db()
    assert keeper.user.is_active


def test_no_account_is_deleted(keeper):
    person = UserFactory()

    assert keeper.get(reverse("admin:auth_user_delete", args=[person.pk])).status_code == 403


def test_a_superuser_who_puts_somebody_in_the_team_lets_them_into_the_admin(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    person, team = UserFactory(), performance().groups.get(name=PERFORMANCE_GROUP)

    client.post(change_url(person), answers(person, groups=[team.pk]))

    person.refresh_from_db()
    assert person.is_staff


def test_the_list_takes_as_many_queries_for_many_people(keeper, django_assert_max_num_queries):
    for _ in range(30):
        MembershipFactory()

    with django_assert_max_num_queries(10):
        page = keeper.get(LIST).content.decode()

    assert "Delivery lead, " in page
