"""What the council has set: where it comes from, and what follows it."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from indicators.brand import digest_of, stylesheet
from indicators.models import Council
from indicators.models.council import CouncilSettings, council_column, council_in, current_council
from programmes.models import Programme
from programmes.permissions import user_with_roles
from programmes.reports.compose import compose
from tests.factories import ProgrammeFactory, ReportFactory, UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db
GREEN = "#004d40"


@pytest.fixture
def council():
    return Council.objects.create(pk=1, name="Anyshire & District", colour=GREEN, amber_tolerance=7)


def test_until_somebody_sets_it_the_environment_holds(settings):
    settings.COUNCIL_NAME, settings.DEFAULT_AMBER_TOLERANCE_PERCENT = "Anyshire", 8

    assert current_council() == CouncilSettings("Anyshire", "#5b2a86", 8)
    assert council_in(None) == current_council()


def test_once_it_is_set_the_environment_no_longer_counts(council, settings):
    settings.COUNCIL_NAME, settings.DEFAULT_AMBER_TOLERANCE_PERCENT = "Another", 9

    assert current_council() == CouncilSettings("Anyshire & District", GREEN, 7)


def test_it_comes_with_a_query_that_is_made_anyway(council, django_assert_num_queries):
    ProgrammeFactory()

    with django_assert_num_queries(1):
        column = Programme.objects.annotate(council=council_column()).get().council

    assert council_in(column) == current_council()


def test_signing_in_brings_it(council, django_assert_num_queries):
    key = UserFactory().pk

    with django_assert_num_queries(1):
        assert user_with_roles(key).council == council.values


@pytest.mark.parametrize(
    "columns", [{"pk": 2}, {"pk": 1, "amber_tolerance": 51}, {"pk": 1, "name": ""}], ids=str
)
def test_the_database_refuses_a_second_one_and_what_makes_no_sense(columns):
    with pytest.raises(IntegrityError):
        Council.objects.create(**columns)


def test_every_page_takes_its_name_and_colours(council, client):
    page = client.get(reverse("login")).content.decode()

    assert "Anyshire &amp; District" in page
    assert f'<meta name="theme-color" content="{GREEN}">' in page
    assert f'href="/brand.css?{digest_of(stylesheet(GREEN))}"' in page
    assert page.index("css/app.css") < page.index("brand.css")


def test_a_page_for_everybody_asks_for_it_once(council, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(reverse("accessibility"))


def test_the_stylesheet_is_kept_for_a_year_under_the_address_of_its_colours(
    council, client, django_assert_num_queries
):
    address = f"{reverse('brand')}?{digest_of(stylesheet(GREEN))}"
    with django_assert_num_queries(1):
        response = client.get(address)

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response.content.decode() == stylesheet(GREEN)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("query", ["", "?0123456789abcdef", "?a=b"])
def test_under_any_other_address_it_is_asked_for_again(council, client, query):
    response = client.get(f"{reverse('brand')}{query}")

    assert response.content.decode() == stylesheet(GREEN)
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}


def test_the_rules_are_printed_with_its_tolerance(council, client):
    page = text_of(client.get(reverse("how-figures-are-judged")))

    assert "by no more than 7% of the target" in page


def test_a_report_is_judged_by_it_and_bears_its_name_and_colour(council):
    report = ReportFactory()
    snapshot = compose(report, report.period_end)

    assert snapshot.key.amber_tolerance_percent == 7
    assert (snapshot.council.name, snapshot.council.colour) == ("Anyshire & District", GREEN)
    assert any("7% of the target" in sentence for sentence in snapshot.key.sentences)
