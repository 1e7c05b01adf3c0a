"""All programmes side by side."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.choices import ReportedRag
from tests.factories import DecisionFactory, ProgrammeFactory, ReportFactory
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen, programme_with_a_red_figure

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def review(client, user):
    client.force_login(user)
    return client.get(reverse("review"))


@pytest.mark.parametrize("person", [executive, performance])
def test_the_review_shows_the_frozen_figures(client, person):
    report = frozen(ReportFactory(programme=programme_with_a_red_figure()))
    DecisionFactory(report=report)

    (row,) = review(client, person()).context["table"].rows

    record = row.record
    assert (record.reported, record.evidence, record.differs) == ("amber", "red", True)
    assert (record.red, record.late, record.very_high) == ("1 of 1", "1 of 1", "1 of 1")
    assert record.waiting == 1


def test_the_review_says_not_yet_of_a_draft(client):
    ReportFactory(programme=programme_with_a_red_figure())

    response = review(client, executive())

    assert "Not yet" in text_of(response)
    assert "No programme has submitted a report yet." in text_of(response)


def test_the_review_keeps_the_last_figures_while_the_next_report_is_written(client):
    report = frozen(ReportFactory())
    ReportFactory(programme=report.programme, period_end=date(2017, 2, 28))

    shown = text_of(review(client, executive()))

    assert "1 of 1 programme has reported" in shown
    assert "Draft, period to 28 Feb 2017" in shown


def test_the_review_puts_the_worst_first(client):
    green = frozen(ReportFactory(), ReportedRag.GREEN)
    amber = frozen(ReportFactory(), ReportedRag.AMBER)
    unwritten = ReportFactory()
    red = frozen(ReportFactory(), ReportedRag.RED)
    evidence_red = frozen(ReportFactory(programme=programme_with_a_red_figure()), ReportedRag.GREEN)

    rows = review(client, executive()).context["table"].rows

    assert [row.record.programme for row in rows] == [
        report.programme for report in (evidence_red, red, amber, unwritten, green)
    ]


@pytest.mark.parametrize("person", [lead_of, chair_of])
def test_leads_and_chairs_do_not_review(client, person):
    response = review(client, person(ProgrammeFactory()))

    assert response.status_code == 403
    assert "Only the trust executive and the performance team review reports." in text_of(response)
