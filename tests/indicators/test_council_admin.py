"""The page of the council in the admin, and the heading it stands under."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from indicators.models import Council
from tests.factories import UserFactory
from tests.pages import text_of
from tests.people import performance

pytestmark = pytest.mark.django_db
LIST = "/admin/indicators/council/"
PAGE = "/admin/indicators/council/1/change/"
TYPED = {"name": "Anyshire", "colour": "#004d80", "amber_tolerance": "6"}


@pytest.fixture
def keeper(client):
    client.force_login(performance())
    client.get(LIST)
    return client


def test_looking_for_it_makes_it_with_the_first_values(client, settings):
    settings.COUNCIL_NAME, settings.DEFAULT_AMBER_TOLERANCE_PERCENT = "Anyshire", 8
    client.force_login(performance())

    response = client.get(LIST)

    assert response.url == PAGE
    council = Council.objects.get()
    assert (council.name, council.amber_tolerance) == ("Anyshire", 8)


def test_what_is_typed_is_kept_with_who_changed_it(keeper):
    response = keeper.post(PAGE, TYPED, follow=True)

    council = Council.objects.get()
    assert (council.name, council.colour, council.amber_tolerance) == ("Anyshire", "#004d80", 6)
    assert "looks like" not in text_of(response)
    assert "Changed Name of the council, Main colour" in LogEntry.objects.get().get_change_message()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"colour": "#ffcc00"}, "Choose a darker colour, for example"),
        ({"colour": "purple"}, "Write the colour as “#” and six digits from 0 to f"),
        ({"amber_tolerance": "51"}, "less than or equal to 50"),
        ({"name": ""}, "This field is required."),
    ],
    ids=str,
)
def test_what_would_do_harm_is_refused(keeper, typed, message):
    before = Council.objects.values().get()

    assert message in text_of(keeper.post(PAGE, TYPED | typed))
    assert Council.objects.values().get() == before


def test_a_colour_like_that_of_a_rating_is_kept_with_a_warning(keeper):
    response = keeper.post(PAGE, TYPED | {"colour": "#7a1020"}, follow=True)

    assert Council.objects.get().colour == "#7a1020"
    assert "This colour looks like the red of a rating." in text_of(response)


def test_the_page_shows_the_colour_in_use_without_a_style_of_its_own(keeper):
    page = keeper.get(PAGE).content.decode()

    assert 'fill="#5b2a86"' in page
    assert "style=" not in page
    assert 'fill="#5b2a86"' in keeper.post(PAGE, TYPED | {"colour": "#ffcc00"}).content.decode()
    assert 'fill="#004d80"' in keeper.post(PAGE, TYPED | {"name": ""}).content.decode()


def test_there_is_one_and_nobody_adds_or_deletes_it(keeper):
    assert keeper.get("/admin/indicators/council/add/").status_code == 403
    assert keeper.get("/admin/indicators/council/1/delete/").status_code == 403


def test_the_settings_stand_under_one_heading(keeper):
    apps = keeper.get(reverse("admin:index")).context["app_list"]

    others = [row["name"] for app in apps[1:] for row in app["models"]]
    assert apps[0]["name"] == "Settings of the council"
    assert [row["name"] for row in apps[0]["models"]] == [
        "Areas",
        "Closed days and bank holidays",
        "Council: name, colour and tolerance",
        "Disclosure profiles: what each audience may see",
        "Risk scheme: words, levels and what they weigh",
        "Sets of statistical neighbours",
    ]
    assert "Indicators" in others
    assert not set(others) & {row["name"] for row in apps[0]["models"]}


@pytest.mark.parametrize(
    "table",
    [
        "indicators/council",
        "indicators/closedday",
        "indicators/disclosureprofile",
        "indicators/neighbourset",
        "programmes/risklevel",
    ],
)
def test_the_settings_are_not_for_others_who_may_use_the_admin(client, table):
    client.force_login(UserFactory(is_staff=True))

    assert client.get(f"/admin/{table}/").status_code == 403
    assert not Council.objects.exists()
