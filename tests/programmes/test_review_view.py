"""All programmes side by side."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.choices import ReportState
from programmes.models import Report
from programmes.reports.issue import correct
from tests.factories import ProgrammeFactory, ReportFactory, UserFactory
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import SUBMITTED_AT, frozen
from tests.review_round import review_round

pytestmark = pytest.mark.django_db


def review(client, user, **query):
    client.force_login(user)
    return client.get(reverse("review"), query)


def numbers(response):
    return [row.record.programme.number for row in response.context["table"].rows]


@pytest.mark.parametrize("person", [executive, performance])
def test_the_review_says_where_to_look_first(client, person):
    review_round()

    response = review(client, person())

    shown = text_of(response)
    assert "6 of 7 programmes have reported. Look at these four first." in shown
    assert [row.headline.claim for row in response.context["first"]] == [
        "Programme 4 turned Red.",
        "Programme 6 says Amber, the evidence suggests Red.",
        "Programme 7 has not reported.",
        "Programme 2 may be standing still.",
    ]
    assert numbers(response) == ["4", "6", "7", "2", "1", "3", "5"]


def test_each_cell_leads_to_its_place(client):
    review_round()

    shown = text_of(review(client, executive()))

    for anchor in ("summary", "indicators", "indicator-t-00", "progress", "risks"):
        assert f"/programmes/P4/reports/2017-01-31/#{anchor}" in shown
    assert "/programmes/P6/reports/2017-01-31/#milestones" in shown
    assert "/decisions/#decision-P4" in shown


def test_a_missing_report_says_whose_figures_stand_there(client):
    review_round()

    shown = text_of(review(client, executive()))

    assert "Amber in December 2016" in shown
    assert "Figures of December 2016" in shown


@pytest.mark.parametrize(
    ("show", "found"),
    [
        ("", ["4", "6", "7", "2", "1", "3", "5"]),
        ("exceptions", ["4", "6", "7", "2", "1"]),
        ("turned", ["4", "1"]),
        ("differs", ["6", "2"]),
        ("late", ["7", "2"]),
        ("decisions", ["4", "6"]),
        ("nonsense", ["4", "6", "7", "2", "1", "3", "5"]),
    ],
)
def test_the_filter_shows_what_it_counts(client, show, found):
    review_round()

    response = review(client, executive(), show=show)

    assert numbers(response) == found
    labels = dict(response.context["form"].fields["show"].choices)
    assert labels.get(show, "All 7 programmes").endswith((f"({len(found)})", "7 programmes"))


@pytest.mark.parametrize(
    ("sort", "first"), [("number", "1"), ("red", "6"), ("time", "2"), ("nonsense", "4")]
)
def test_the_order_is_a_choice(client, sort, first):
    review_round()

    assert numbers(review(client, executive(), sort=sort))[0] == first


def test_an_earlier_round_can_be_looked_at(client):
    review_round()

    response = review(client, executive(), round="2016-12-31")

    assert "December 2016 round" in text_of(response)
    assert "7 of 7 programmes have reported." in text_of(response)


def test_the_review_says_so_before_the_first_report(client):
    ReportFactory()

    shown = text_of(review(client, executive()))

    assert "No programme has submitted a report yet." in shown


def test_the_round_stays_while_the_next_report_is_written(client):
    report = frozen(ReportFactory())
    ReportFactory(programme=report.programme, period_end=date(2017, 2, 28))

    shown = text_of(review(client, executive()))

    assert "January 2017 round" in shown
    assert "1 of 1 programme has reported" in shown


def test_only_the_executive_returns_a_report_and_only_a_submitted_one(client):
    report = frozen(ReportFactory())
    back = reverse("report-return", args=[report.programme.code, report.period_end])

    assert back in text_of(review(client, executive()))
    assert back not in text_of(review(client, performance()))

    Report.objects.update(state=ReportState.ISSUED)
    assert back not in text_of(review(client, executive()))


@pytest.mark.parametrize("newer", [None, date(2017, 2, 28)])
def test_a_correction_that_is_being_written_is_said_of_the_report_it_corrects(client, newer):
    report = frozen(ReportFactory())
    Report.objects.update(state=ReportState.ISSUED, issued_at=SUBMITTED_AT)
    report.refresh_from_db()
    correct(report, "One count was wrong.", by=UserFactory(), now=SUBMITTED_AT)
    if newer:
        ReportFactory(programme=report.programme, period_end=newer)

    shown = text_of(review(client, executive()))

    assert "Correction under way" in shown
    assert "</a>: version 2, draft</small>" in shown


def test_a_correction_that_was_handed_in_says_what_it_corrects(client):
    report = frozen(ReportFactory())
    Report.objects.update(state=ReportState.ISSUED, issued_at=SUBMITTED_AT)
    report.refresh_from_db()
    frozen(correct(report, "One count was wrong.", by=UserFactory(), now=SUBMITTED_AT))

    shown = text_of(review(client, executive()))

    assert "Corrects version 1" in shown
    assert "Correction under way" not in shown


@pytest.mark.parametrize("person", [lead_of, chair_of])
def test_leads_and_chairs_do_not_review(client, person):
    response = review(client, person(ProgrammeFactory()))

    assert response.status_code == 403
    assert "Only the trust executive and the performance team review reports." in text_of(response)


def test_somebody_without_a_role_does_not_review(client):
    assert review(client, UserFactory()).status_code == 403
