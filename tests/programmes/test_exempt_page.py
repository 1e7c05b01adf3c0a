"""Marking sections as exempt: who may, until when, and what it changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes import exempting
from programmes.choices import ReportState, Section
from programmes.models import Report
from programmes.reports.compose import compose
from tests.factories import ReportFactory, UserFactory
from tests.issue_factories import ExemptionFactory
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import SUBMITTED_AT, frozen

pytestmark = pytest.mark.django_db
MARK = {"section": "risks", "paragraph": "2", "reason": "It would tell who a child is."}


def url(report):
    return reverse("report-exempt", args=[report.programme.code, report.period_end])


@pytest.fixture
def report():
    return ReportFactory()


def test_a_section_is_marked_and_the_trail_says_by_whom(client, report):
    user = performance()
    client.force_login(user)

    page = text_of(client.post(url(report), MARK, follow=True))

    assert "Risks: exempt under paragraph 2." in page
    row = report.exemptions.get()
    assert (row.section, row.paragraph, row.reason) == ("risks", 2, MARK["reason"])
    change = report.changes.get()
    assert (change.section, change.before, change.by) == ("risks", "", user)
    assert change.after == "Paragraph 2. It would tell who a child is."


def test_marking_it_again_changes_why(client, report):
    client.force_login(executive())
    client.post(url(report), MARK)

    client.post(url(report), MARK | {"paragraph": "3"})

    assert report.exemptions.get().paragraph == 3
    assert report.changes.last().before.startswith("Paragraph 2.")


def test_it_is_opened_again(client, report):
    ExemptionFactory(report=report)
    client.force_login(executive())

    page = text_of(client.post(url(report), {"open": "risks"}, follow=True))

    assert "Risks is open to the public." in page
    assert not report.exemptions.exists()
    assert report.changes.get().after == ""
    client.post(url(report), {"open": "risks"})
    client.post(url(report), {"open": "no such section"})
    assert report.changes.count() == 1


def test_what_is_missing_is_asked_for(client, report):
    client.force_login(executive())

    response = client.post(url(report), {})

    assert response.status_code == 422
    page = text_of(response)
    for said in ("Choose the section that", "Choose the paragraph it", "Give the reason."):
        assert said in page
    assert client.post(url(report), MARK | {"paragraph": "8"}).status_code == 422


def test_after_submission_the_report_itself_stays_as_it_is(client, report):
    frozen(report)
    client.force_login(performance())

    page = text_of(client.post(url(report), MARK, follow=True))

    assert "counts for the copies for others, not for the report itself" in page
    stored = Report.objects.get(pk=report.pk)
    assert stored.snapshot["exempt"] == []
    assert stored.exemptions.exists()


def test_a_report_that_is_issued_keeps_its_marks(client, report):
    ExemptionFactory(report=frozen(report), section=Section.SLIPPAGE)
    Report.objects.update(state=ReportState.ISSUED)
    report.refresh_from_db()
    client.force_login(performance())

    assert client.post(url(report), MARK).status_code == 403
    assert not exempting.mark(report, Section.RISKS, 2, "Late.", by=UserFactory())
    assert not exempting.unmark(report, Section.SLIPPAGE, by=UserFactory())
    page = text_of(client.get(url(report)))
    assert "so its exempt sections stay as they are" in page
    assert "Slippage" in page
    assert "Mark it as exempt" not in page


def test_lead_and_chair_do_not_decide_and_others_see_nothing(client, report):
    for user, status in (
        (lead_of(report.programme), 403),
        (chair_of(report.programme), 403),
        (UserFactory(), 404),
    ):
        client.force_login(user)
        assert client.post(url(report), MARK).status_code == status
    assert not report.exemptions.exists()


def test_a_draft_is_composed_with_its_marks_in_the_order_of_the_form(report):
    for section in (Section.RISKS, Section.ACHIEVEMENTS):
        ExemptionFactory(report=report, section=section, reason="“Quoted”, & more.")

    marks = compose(report, SUBMITTED_AT.date()).exempt

    assert [mark.section for mark in marks] == ["achievements", "risks"]
    assert marks[0].reason == "“Quoted”, & more."


def test_the_page_of_a_draft_shows_its_marks_without_a_query_more(client, report):
    client.force_login(executive())
    with CaptureQueriesContext(connection) as without:
        assert "xempt from" not in text_of(client.get(report.get_absolute_url()))
    ExemptionFactory(report=report, reason="“Quoted”, & more.")

    with CaptureQueriesContext(connection) as marked:
        page = text_of(client.get(report.get_absolute_url()))

    assert "Exempt from publication: paragraph 2. “Quoted”, &amp; more." in page
    assert len(marked) == len(without)
