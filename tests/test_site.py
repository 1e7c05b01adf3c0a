"""Signing in, the pages of the whole site, its error pages and its headers."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests.factories import ProgrammeFactory, UserFactory
from tests.pages import text_of
from tests.people import executive, lead_of, performance

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def test_health_says_ok_to_anybody_and_is_never_kept(client):
    response = client.get("/health/")

    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_health_says_so_while_the_database_does_not_answer(client):
    with connection.execute_wrapper(_no_answer):
        response = client.get("/health/")

    assert response.status_code == 503
    assert response.json() == {"status": "database not reachable"}


def _no_answer(execute, sql, params, many, context):
    raise OperationalError("secret host name")


def test_signing_in_leads_to_the_page_that_was_asked_for(client):
    UserFactory(username="lee", password=PASSWORD)

    response = client.post(
        f"{reverse('login')}?next={reverse('indicators')}",
        {"username": "lee", "password": PASSWORD, "next": reverse("indicators")},
    )

    assert response.url == reverse("indicators")


def test_signing_in_never_leads_to_another_site(client):
    UserFactory(username="lee", password=PASSWORD)

    response = client.post(
        reverse("login"),
        {"username": "lee", "password": PASSWORD, "next": "https://elsewhere.example/"},
    )

    assert response.url == reverse("home")


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, ["Enter your user name", "Enter your password"]),
        (
            {"username": "nobody", "password": "wrong"},
            ["The user name or the password is wrong. Check both: capital letters count."],
        ),
    ],
)
def test_a_failed_sign_in_says_what_to_do(client, answers, errors):
    page = text_of(client.post(reverse("login"), answers))

    assert "<title>Error: Sign in" in page
    assert "There is a problem" in page
    for error in errors:
        assert error in page


def test_signing_out_is_a_button_and_leads_to_the_sign_in_page(client):
    client.force_login(UserFactory())

    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).url == reverse("login")
    assert client.get(reverse("home")).status_code == 302


def test_the_admin_has_no_sign_in_page_of_its_own(client):
    response = client.get("/admin/indicators/indicator/", follow=True)

    assert response.redirect_chain[-1][0] == "/login/?next=/admin/indicators/indicator/"


@pytest.mark.parametrize("person", [executive, UserFactory])
def test_the_admin_tells_other_people_that_it_is_not_theirs(client, person):
    client.force_login(person())

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403
    assert "Only the performance team can use the admin." in text_of(response)


@pytest.mark.parametrize("name", ["how-figures-are-judged", "accessibility", "login"])
def test_a_page_for_everybody_needs_no_sign_in(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "Sign out" not in text_of(response)


def test_the_rules_are_printed_with_the_tolerance_of_this_site(client, settings):
    settings.DEFAULT_AMBER_TOLERANCE_PERCENT = 7

    page = text_of(client.get(reverse("how-figures-are-judged")))

    assert "by no more than 7% of the target" in page
    assert "more than 28 days late" in page


def test_every_page_bears_the_council_s_name_and_asks_for_no_style_or_script_inline(
    client, settings
):
    settings.COUNCIL_NAME = "Anyshire & District"
    user = lead_of(ProgrammeFactory())
    client.force_login(user)

    for name in ("home", "programmes", "indicators", "how-figures-are-judged"):
        response = client.get(reverse(name))
        page = response.content.decode()
        assert "Anyshire &amp; District" in page
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert "'unsafe" not in response["Content-Security-Policy"]


def test_the_font_rule_comes_before_gov_uk_s(client):
    page = client.get(reverse("login")).content.decode()

    assert page.index("css/font.css") < page.index("govuk-frontend.min.css")
    assert page.index("govuk-frontend.min.css") < page.index("css/app.css")


@pytest.mark.parametrize("signed_in", [True, False])
def test_an_unknown_address_is_a_page_that_helps(client, signed_in):
    if signed_in:
        client.force_login(UserFactory())

    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "Check the address if you typed it." in text_of(response)


def test_a_fault_of_the_site_is_a_page_that_helps(client):
    client.raise_request_exception = False
    client.force_login(performance())

    with connection.execute_wrapper(_no_answer):
        response = client.get(reverse("home"))

    assert response.status_code == 500
    assert "This is a fault of the site, not yours." in text_of(response)
    assert "secret host name" not in text_of(response)


def test_a_form_that_was_open_too_long_is_told_to_copy_its_text():
    careful = Client(enforce_csrf_checks=True)

    response = careful.post(reverse("login"), {"username": "lee"})

    assert response.status_code == 403
    assert "copy what you wrote, load the page again" in text_of(response)
