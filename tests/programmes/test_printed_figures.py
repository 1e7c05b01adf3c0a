"""Values revised after a report was submitted, as the page of their indicator tells of them."""

from datetime import date, timedelta

import pytest

from programmes.models import Report
from tests.factories import ReportFactory, RevisionFactory, UserFactory
from tests.people import executive
from tests.reports import SUBMITTED_AT, frozen, programme_with_a_red_figure

pytestmark = pytest.mark.django_db
AFTER, BEFORE = SUBMITTED_AT + timedelta(days=3), SUBMITTED_AT - timedelta(days=3)


@pytest.fixture
def programme():
    return programme_with_a_red_figure(number="6")


@pytest.fixture
def observation(programme):
    return programme.area.observations.get()


def page(client, observation, user=None):
    client.force_login(user or executive())
    text = client.get(observation.indicator.get_absolute_url()).content.decode()
    return " ".join(text.split())


def told(period="31 January 2017"):
    return f"Programme 6 submitted its report to {period}</a>"


def test_a_value_revised_after_its_report_was_submitted_says_so(client, programme, observation):
    report = frozen(ReportFactory(programme=programme))
    revision = RevisionFactory(observation=observation, replaced_at=AFTER)

    text = page(client, observation)

    link = f'<a class="govuk-link" href="{report.get_absolute_url()}">{told()}'
    assert f"{revision.replaced_by}, <strong>after</strong> {link}" in text


def test_one_revised_before_the_report_was_submitted_does_not(client, programme, observation):
    frozen(ReportFactory(programme=programme))
    RevisionFactory(observation=observation, replaced_at=BEFORE)

    assert told() not in page(client, observation)


def test_a_draft_has_printed_nothing_for_good(client, programme, observation):
    ReportFactory(programme=programme)
    RevisionFactory(observation=observation, replaced_at=AFTER)

    assert told() not in page(client, observation)


def test_of_several_reports_the_one_for_the_period_is_named(client, programme, observation):
    for month in (date(2016, 12, 31), date(2017, 1, 31), date(2017, 2, 28)):
        frozen(ReportFactory(programme=programme, period_end=month))
    RevisionFactory(observation=observation, replaced_at=AFTER)

    text = page(client, observation)

    assert told() in text
    assert told("31 December 2016") not in text
    assert told("28 February 2017") not in text


def test_a_later_version_that_prints_the_revised_value_is_not_behind(
    client, programme, observation
):
    frozen(ReportFactory(programme=programme))
    RevisionFactory(observation=observation, replaced_at=AFTER)
    again = frozen(ReportFactory(programme=programme, version=2))
    Report.objects.filter(pk=again.pk).update(submitted_at=AFTER + timedelta(days=1))

    assert told() not in page(client, observation)


def test_an_outsider_learns_nothing_of_the_report(client, programme, observation):
    frozen(ReportFactory(programme=programme))
    RevisionFactory(observation=observation, replaced_at=AFTER)

    assert told() not in page(client, observation, UserFactory())


def test_the_reports_cost_the_page_one_query(
    client, programme, observation, django_assert_num_queries
):
    for month in (date(2017, 1, 31), date(2017, 2, 28)):
        frozen(ReportFactory(programme=programme, period_end=month))
    RevisionFactory(observation=observation, replaced_at=AFTER)
    client.force_login(executive())
    url = observation.indicator.get_absolute_url()

    with django_assert_num_queries(7):
        client.get(url)
