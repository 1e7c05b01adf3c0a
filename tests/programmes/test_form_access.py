"""Who may open and save the pages of the report's form, and when."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.choices import Section
from tests.factories import NilReturnFactory, ProgrammeIndicatorFactory, ReportFactory
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance
from tests.programmes.form import filled_in, page_url
from tests.reports import frozen, programme_with_a_red_figure

pytestmark = pytest.mark.django_db
PAGES = ["progress", "comments", "next-actions", "variances", "decisions"]


@pytest.fixture
def report():
    return ReportFactory()


@pytest.fixture
def lead(client, report):
    """A client in which the lead of the report's programme is signed in."""
    client.force_login(lead_of(report.programme))
    return client


@pytest.mark.parametrize("slug", [*PAGES, "status"])
@pytest.mark.parametrize("person", [executive, performance])
def test_those_who_do_not_write_are_refused(client, report, person, slug):
    client.force_login(person())

    assert client.get(page_url(report, slug)).status_code == 403
    assert client.post(page_url(report, slug), {}).status_code == 403


def test_the_lead_does_not_set_the_status(lead, report):
    assert lead.get(page_url(report, "status")).status_code == 403
    assert lead.post(page_url(report, "status"), {"status-report-rag": "red"}).status_code == 403


def test_the_status_cannot_be_set_from_another_page(lead, report):
    lead.post(page_url(report, "variances"), {"status-report-rag": "red"})

    report.refresh_from_db()
    assert report.rag == ""


@pytest.mark.parametrize("slug", [*PAGES, "status"])
def test_a_member_of_another_programme_finds_nothing(client, report, slug):
    client.force_login(chair_of(ReportFactory().programme))

    assert client.get(page_url(report, slug)).status_code == 404
    assert client.post(page_url(report, slug), {}).status_code == 404


def test_there_are_no_other_pages(lead, report):
    assert lead.get(page_url(report, "nothing")).status_code == 404


def test_a_submitted_report_is_not_written_and_the_text_is_not_lost(lead, report):
    frozen(report)

    assert lead.get(page_url(report, "variances")).status_code == 403
    response = lead.post(
        page_url(report, "variances"), {"variances-v1-text": "Too late."}, follow=True
    )

    assert "your text stands beside it" in text_of(response)
    assert "Too late." in text_of(response)
    assert not report.entries.exists()


def test_a_nil_return_can_be_taken_back(lead, report):
    NilReturnFactory(report=report, section=Section.VARIANCES)
    data = filled_in(lead, report, "variances")
    assert data.pop("variances-all-nil") == "on"

    lead.post(page_url(report, "variances"), data)

    assert not report.nil_returns.exists()


def test_no_page_of_another_site_can_post(report):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lead_of(report.programme))

    assert strict.post(page_url(report, "progress"), {}).status_code == 403


def test_the_codes_that_can_be_quoted_are_listed_with_their_values(client):
    programme = programme_with_a_red_figure()
    report = ReportFactory(programme=programme)
    code = ProgrammeIndicatorFactory(priority__programme=programme).indicator.code
    client.force_login(lead_of(programme))

    page = text_of(client.get(reverse("report-figures", args=[programme.code, report.period_end])))

    assert f"[[{code}]]" in page
    assert "40%" in page
    assert "No value" in page
