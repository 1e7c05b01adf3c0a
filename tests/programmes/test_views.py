"""The pages of programmes: home, list and programme."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.choices import PullState
from programmes.choices import ReportedRag
from tests.factories import (
    DecisionFactory,
    MembershipFactory,
    PriorityFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    PullFactory,
    ReportFactory,
    RiskFactory,
    SourceFactory,
    UserFactory,
)
from tests.pages import text_of
from tests.people import executive, lead_of, performance
from tests.reports import frozen, programme_with_a_red_figure

pytestmark = pytest.mark.django_db


def page(client, user, url):
    client.force_login(user)
    return client.get(url)


# --- home ------------------------------------------------------------------------------------


def test_home_counts_the_reports_for_the_executive(client):
    frozen(ReportFactory(), ReportedRag.RED)
    DecisionFactory(report=frozen(ReportFactory(), ReportedRag.GREEN))
    ReportFactory()

    response = page(client, executive(), reverse("home"))

    assert response.context["review"] == {
        "programmes": 3,
        "submitted": 2,
        "writing": 1,
        "red": 1,
        "waiting": 1,
    }
    assert "pulls" not in response.context


def test_home_shows_the_performance_team_the_pulls_that_need_a_look(client):
    PullFactory(state=PullState.FAILED, source=SourceFactory(name="Warehouse"))
    PullFactory(state=PullState.DONE, rejected=5, source=SourceFactory(name="Spreadsheets"))

    home = text_of(page(client, performance(), reverse("home")))

    assert "Warehouse: the last pull failed" in home
    assert "Spreadsheets: 5 rows rejected" in home


def test_home_of_somebody_without_a_role_says_who_gives_them(client):
    home = text_of(page(client, UserFactory(), reverse("home")))

    assert "You have no role in a programme yet." in home
    assert reverse("review") not in home


@pytest.mark.parametrize(
    ("person", "menu"),
    [
        (UserFactory, ["Home", "Programmes", "Indicators"]),
        (executive, ["Home", "Review", "Decisions", "Packs", "Programmes", "Indicators"]),
        (
            performance,
            ["Home", "Review", "Decisions", "Packs", "Chase", "People", "Programmes", "Indicators"]
            + ["Pulls", "Data quality", "Admin"],
        ),
    ],
)
def test_the_menu_holds_what_a_role_may_open(client, person, menu):
    response = page(client, person(), reverse("home"))

    assert [item.title for item in response.context["menu"]] == menu
    assert [item.title for item in response.context["menu"] if item.here] == ["Home"]


def test_the_header_says_who_is_signed_in_by_role(client):
    user = lead_of(ProgrammeFactory(number="6"))
    MembershipFactory(programme__number="7", user=user, role="chair")

    header = text_of(page(client, user, reverse("home")))

    assert "Delivery lead, Programme 6 · Delivery-group chair, Programme 7" in header


# --- programmes ------------------------------------------------------------------------------


def test_the_list_holds_the_programmes_somebody_may_see(client):
    own, other = ProgrammeFactory.create_batch(2)

    def listed(user):
        table = page(client, user, reverse("programmes")).context["table"]
        return {row.record for row in table.page}

    assert listed(lead_of(own)) == {own}
    assert listed(executive()) == listed(performance()) == {own, other}
    assert listed(UserFactory()) == set()


def test_the_list_shows_the_newest_report(client):
    old = frozen(ReportFactory(period_end=date(2016, 12, 31)))
    ReportFactory(programme=old.programme)

    response = page(client, executive(), reverse("programmes"))

    assert "Period to 31 Jan 2017" in text_of(response)
    assert "Draft" in text_of(response)
    assert "Not set yet" in text_of(response)


@pytest.mark.parametrize("name", ["programmes", "review"])
def test_a_programme_without_a_number_is_not_named_twice(client, name):
    ProgrammeFactory(title="Social care overview", number="")

    assert text_of(page(client, executive(), reverse(name))).count("Social care overview") == 1


@pytest.mark.parametrize(("name", "queries"), [("programmes", 5), ("review", 8), ("home", 5)])
def test_a_list_costs_the_same_whatever_it_holds(client, django_assert_num_queries, name, queries):
    client.force_login(executive())

    def cost():
        with django_assert_num_queries(queries):
            client.get(reverse(name))

    frozen(ReportFactory())
    cost()
    for _ in range(5):
        DecisionFactory(report=frozen(ReportFactory(programme=programme_with_a_red_figure())))
        ReportFactory()
    cost()


def test_the_programme_page_shows_what_is_promised(client):
    programme = programme_with_a_red_figure(delivery_group="Placements board")
    PriorityFactory(programme=programme, title="Without indicators")
    member = MembershipFactory(programme=programme, user__first_name="Sam", user__last_name="Lee")

    shown = text_of(page(client, member.user, programme.get_absolute_url()))

    for words in (
        "Placements board",
        "Sam Lee",
        "Nobody yet",
        "1 indicator under 2 priorities.",
        "This priority has no indicator yet.",
        "Very high",
        "past due, no new date",
        "There is no report yet. Each round opens by itself once the performance team has set "
        "when the programme reports.",
    ):
        assert words in shown


def test_the_programme_page_offers_to_fill_in_only_what_is_open_and_theirs(client):
    report = ReportFactory()
    frozen(ReportFactory(programme=report.programme, period_end=date(2016, 12, 31)))
    url = report.programme.get_absolute_url()

    assert text_of(page(client, lead_of(report.programme), url)).count("Fill in<") == 1
    assert "Fill in<" not in text_of(page(client, executive(), url))


def test_a_closed_risk_is_no_open_risk(client):
    risk = RiskFactory(closed_on=date(2016, 12, 31))

    response = page(client, lead_of(risk.programme), risk.programme.get_absolute_url())

    assert risk.title not in text_of(response)


def test_a_programme_of_others_is_not_found(client):
    programme = ProgrammeFactory()

    response = page(client, lead_of(ProgrammeFactory()), programme.get_absolute_url())

    assert response.status_code == 404
    assert programme.title not in text_of(response)
    assert "it belongs to a programme that is not yours" in text_of(response)


def test_the_programme_page_costs_eleven_queries(client, django_assert_num_queries):
    programme = programme_with_a_red_figure()
    for _ in range(5):
        ProgrammeIndicatorFactory(priority__programme=programme)
        frozen(ReportFactory(programme=programme, period_end=date(2017, 2, 1 + _)))
        MembershipFactory(programme=programme)
    client.force_login(lead_of(programme))

    with django_assert_num_queries(11):
        client.get(programme.get_absolute_url())
