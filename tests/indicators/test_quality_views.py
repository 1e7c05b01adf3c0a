"""The data quality page, and leaving a finding as it is."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from lxml import html

from indicators.models import Acknowledgement
from tests.demonstration import load_programme_6
from tests.factories import (
    AcknowledgementFactory,
    AreaFactory,
    IndicatorFactory,
    ObservationFactory,
    ProgrammeFactory,
    PullFactory,
    SourceFactory,
    UserFactory,
)
from tests.indicators.findings import wrong
from tests.indicators.quality_page import LIST, finding_url, lead_of_page, rows_of
from tests.markup import pick, words
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance

pytestmark = pytest.mark.django_db


@pytest.fixture
def watcher(client):
    """The performance team, signed in."""
    client.user = performance()
    client.force_login(client.user)
    return client


@pytest.fixture
def area():
    return AreaFactory(name="Anyshire")


# --- who --------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [executive, lead_of, chair_of])
def test_only_the_performance_team_sees_and_leaves_findings(client, area, person):
    observation = wrong(area=area)
    left = AcknowledgementFactory()
    client.force_login(person() if person is executive else person(ProgrammeFactory()))

    for response in (
        client.get(LIST),
        client.get(finding_url(observation)),
        client.post(finding_url(observation), {"reason": "Mine.", "revision": 1}),
        client.post(reverse("data-quality-put-back", args=[left.pk])),
    ):
        assert response.status_code == 403
        assert "Only the performance team can" in text_of(response)
    assert Acknowledgement.objects.get() == left
    assert "Data quality" not in text_of(client.get(reverse("indicators")))


def test_the_page_is_in_the_menu_of_the_performance_team(watcher):
    page = html.fromstring(watcher.get(LIST).content)

    [here] = pick(page, ".app-nav a[aria-current]")
    assert (words(here), here.get("href")) == ("Data quality", LIST)


def test_somebody_who_may_only_look_cannot_leave_a_finding(client, area):
    observation = wrong(area=area)
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_pull"))
    client.force_login(user)

    page = client.get(LIST)

    assert "gives" not in text_of(page)
    assert "The counts decide." in text_of(page)
    assert finding_url(observation) not in text_of(page)
    assert client.get(finding_url(observation)).status_code == 403


# --- the list ---------------------------------------------------------------------------------


def test_the_list_says_what_is_wrong_where_and_what_to_do(watcher):
    load_programme_6()

    response = watcher.get(LIST)

    assert lead_of_page(response) == (
        "5 things to look at in the figures of the last 13 periods: 2 to mend, 3 to know."
    )
    rows = rows_of(response)
    assert [row[0] for row in rows if len(row) == 1] == ["To mend 2", "To know 3"]
    wrong, figure, advice, source, leave = rows[1]
    assert wrong == (
        "The figure at 10 January 2017 was supplied as 62.2%, but its counts (229 of 373) give "
        "61.4%. The counts decide."
    )
    assert figure == (
        "P6-15 Children looked after with in-house foster carersSomerset, at 10 January 2017"
    )
    assert advice.startswith("Ask which is right")
    assert source.startswith("Programme 6 spreadsheetsPull ")
    assert leave.startswith("Leave it: P6-15")


def test_the_band_of_a_finding_is_named_but_not_where_it_is_about_all_bands(watcher, area):
    indicator = IndicatorFactory()
    for name, value in (("under 5", 60), ("over 5", 41)):
        ObservationFactory(
            indicator=indicator,
            area=area,
            category=indicator.categories.create(name=name),
            value=value,
            numerator=1,
            denominator=8,
        )

    figures = {row[0].split()[1]: row[1] for row in rows_of(watcher.get(LIST)) if len(row) > 1}

    assert "Band: " in figures["figure"]
    assert "Band: " not in figures["bands"]


def test_somebody_who_answers_for_a_figure_is_named(watcher, area):
    wrong(area=area, indicator__owner="Placements team")

    assert "With Placements team" in text_of(watcher.get(LIST))


@pytest.mark.parametrize("held", [True, False])
def test_where_all_is_well_the_page_says_so(watcher, area, held):
    if held:
        ObservationFactory(area=area)

    response = watcher.get(LIST)

    assert lead_of_page(response) == (
        "Nothing to mend. Every figure of the last 13 periods agrees with itself."
    )
    assert pick(html.fromstring(response.content), "table, form.app-filter, details") == []


def test_where_there_is_only_something_to_know_the_page_says_that_nothing_is_to_mend(watcher, area):
    indicator = ObservationFactory(area=area, period_start=date(2016, 12, 1)).indicator
    ObservationFactory(
        area=area,
        indicator=indicator,
        period_start=date(2017, 2, 1),
        period_end=date(2017, 2, 28),
        not_comparable=True,
        note="<b>Counted</b> anew.",
    )

    response = watcher.get(LIST)

    assert lead_of_page(response) == (
        "1 thing to look at in the figures of the last 13 periods: nothing to mend, 1 to know."
    )
    assert "“&lt;b&gt;Counted&lt;/b&gt; anew.”" in text_of(response)


def test_findings_are_narrowed_by_check_and_by_source(watcher, area):
    warehouse = SourceFactory(name="Warehouse")
    wrong(area=area, indicator__code="W-1", pull=PullFactory(source=warehouse))
    wrong(area=area, indicator__code="H-1", pull=PullFactory(source=None))
    ObservationFactory(area=area, indicator__code="R-1", value=120)

    def codes(**asked):
        response = watcher.get(LIST, asked)
        return lead_of_page(response), [r[1].split()[0] for r in rows_of(response) if len(r) > 1]

    everything = "3 things to look at in the figures of the last 13 periods: 3 to mend."
    assert codes() == (everything, ["H-1", "R-1", "W-1"])
    assert codes(check="range") == (f"{everything} 1 is shown.", ["R-1"])
    assert codes(check="counts") == (f"{everything} 2 are shown.", ["H-1", "W-1"])
    assert codes(source="Warehouse")[1] == ["W-1"]
    assert codes(source="-by-hand-", check="counts")[1] == ["H-1"]
    assert codes(check="nonsense", source="77") == (everything, ["H-1", "R-1", "W-1"])
    assert "No finding matches." in text_of(watcher.get(LIST, {"check": "year"}))


def test_a_long_list_comes_page_by_page_under_headings_that_count_all(watcher, area):
    for number in range(30):
        wrong(area=area, indicator__code=f"I-{number:02}")

    first, second = (rows_of(watcher.get(LIST, {"page": page})) for page in (1, 2))

    assert (len(first), len(second)) == (26, 6)
    assert first[0] == second[0] == ["To mend 30"]
    assert second[-1][1].startswith("I-29")


def test_the_list_costs_the_same_whatever_it_holds(watcher, area, django_assert_num_queries):
    def cost():
        with django_assert_num_queries(9):
            watcher.get(LIST)

    AcknowledgementFactory(observation=wrong(area=area), by=watcher.user)
    wrong(area=area)
    cost()
    for _ in range(12):
        AcknowledgementFactory(observation=wrong(area=area), by=UserFactory())
        wrong(area=area, pull=PullFactory(source=SourceFactory()))
        wrong(area=AreaFactory())
    cost()
