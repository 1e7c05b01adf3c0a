"""Copies for the partnership and the public: looked at first, then made, and never kept alike."""

import json
from datetime import date

import pytest
from django.urls import reverse

from programmes import copies, tasks
from programmes.choices import ReportState, Section
from programmes.models import Document, Report
from programmes.reports.documents import make_document
from tests.factories import EntryFactory, ReportFactory, UserFactory
from tests.issue_factories import ExemptionFactory
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import SUBMITTED_AT, frozen

pytestmark = pytest.mark.django_db


def url(name, report, *more):
    return reverse(name, args=[report.programme.code, report.period_end, *more])


@pytest.fixture
def report():
    """Submitted, with a small number in one sentence."""
    report = ReportFactory()
    EntryFactory(report=report, text="We placed 2 of 56 with kin.")
    EntryFactory(report=report, section=Section.SLIPPAGE, text="Three of them moved.")
    return frozen(report)


@pytest.fixture
def team(client):
    client.user = performance()
    client.force_login(client.user)
    return client


def confirm(client, report, audience="public"):
    digest = copies.copy_of(report, audience).digest
    posted = {"digest": digest, "looked": "yes"}
    return client.post(url("report-copy", report, audience), posted, follow=True)


def test_both_audiences_are_offered_with_what_each_copy_leaves_out(team, report):
    page = text_of(team.get(url("report-copies", report)))

    for audience in ("partnership", "public"):
        assert url("report-copy", report, audience) in page
    assert "a percentage of all but 1 to 5" in page
    assert url("report-copies", report) in text_of(team.get(report.get_absolute_url()))


def test_the_small_numbers_are_shown_before_the_copy_is_offered(team, report):
    page = text_of(team.get(url("report-copy", report, "public")))

    assert "We placed 2 of 56 with kin." in page
    assert "Three of them moved." in page
    assert "Let the copy be made" in page
    assert "Documents of this copy" not in page
    for format in ("html", "pdf"):
        address = url("report-copy-document", report, "public", format)
        assert team.get(address).status_code == 403
    assert team.post(url("report-copy-make", report, "public")).status_code == 403


def test_who_looked_at_them_is_kept_and_the_copy_is_offered(team, report):
    page = text_of(confirm(team, report))

    assert "The copy for the public can be made." in page
    assert "Looked at</strong> by" in page
    change = report.changes.get(place="copy-public")
    assert change.by == team.user
    assert change.after.startswith("2 small numbers looked at. Record ")
    assert "Copy for the public" in text_of(team.get(url("report-changes", report)))
    confirm(team, report)
    assert report.changes.filter(place="copy-public").count() == 1


def test_without_a_tick_nothing_is_confirmed(team, report):
    digest = copies.copy_of(report, "public").digest

    response = team.post(url("report-copy", report, "public"), {"digest": digest}, follow=True)

    assert "Tick the box once you have looked at every number." in text_of(response)
    assert not report.changes.exists()


def test_a_copy_that_changed_is_looked_at_again(team, report):
    old = copies.copy_of(report, "public").digest
    confirm(team, report)
    ExemptionFactory(report=report, section=Section.SLIPPAGE)

    page = text_of(team.get(url("report-copy", report, "public")))
    assert "Let the copy be made" in page
    assert "Three of them moved." not in page
    posted = {"digest": old, "looked": "yes"}
    response = team.post(url("report-copy", report, "public"), posted, follow=True)

    assert "The copy has changed since you opened this page." in text_of(response)
    assert report.changes.filter(place="copy-public").count() == 1


def test_each_audience_is_looked_at_for_itself(team, report):
    confirm(team, report, "partnership")

    assert team.get(url("report-copy-document", report, "partnership", "html")).status_code == 200
    assert team.get(url("report-copy-document", report, "public", "html")).status_code == 403


def test_web_page_and_data_are_made_at_once(team, report):
    ExemptionFactory(report=report, section=Section.SLIPPAGE, reason="Kin could be known.")
    confirm(team, report)

    page = team.get(url("report-copy-document", report, "public", "html"))
    data = team.get(url("report-copy-document", report, "public", "json"))

    assert "-v1-public.html" in page["Content-Disposition"]
    assert "Exempt under paragraph 2" in text_of(page)
    assert "Kin could be known." in text_of(page)
    assert "Three of them moved." not in text_of(page)
    assert json.loads(data.content)["audience"] == "public"
    assert b"Three of them moved." not in data.content
    assert not Document.objects.exists()


def test_the_others_are_made_by_a_job_and_kept_under_their_own_digest(
    team, report, django_capture_on_commit_callbacks
):
    make_document(report, "docx", SUBMITTED_AT.date())
    confirm(team, report)
    with django_capture_on_commit_callbacks() as queued:
        response = team.post(url("report-copy-make", report, "public"), follow=True)
    assert len(queued) == 1
    assert "Being made: PDF, Word file and spreadsheet." in text_of(response)
    assert team.get(url("report-copy-document", report, "public", "docx")).status_code == 404

    tasks.make_copies(report.pk, "public", ["docx", "xlsx"])

    own, *made = Document.objects.order_by("pk")
    digest = copies.copy_of(report, "public").digest
    assert {row.snapshot_digest for row in made} == {digest} != {own.snapshot_digest}
    download = team.get(url("report-copy-document", report, "public", "docx"))
    assert "-v1-public.docx" in download["Content-Disposition"]
    assert download.getvalue().startswith(b"PK")
    assert "Make the PDF" in text_of(team.get(url("report-copy", report, "public")))
    tasks.make_copies(report.pk, "public", ["docx"])
    assert Document.objects.count() == 3


def test_a_job_makes_no_copy_that_nobody_looked_at(report):
    tasks.make_copies(report.pk, "public", ["docx"])

    assert not Document.objects.exists()


def test_what_is_stored_of_the_report_never_changes(team, report):
    before = Report.objects.values("snapshot", "digest", "state").get(pk=report.pk)

    confirm(team, report)
    tasks.make_copies(report.pk, "public", ["xlsx"])

    assert Report.objects.values("snapshot", "digest", "state").get(pk=report.pk) == before


def test_an_issued_report_has_copies_and_an_open_one_has_none(client, report):
    client.force_login(executive())
    Report.objects.update(state=ReportState.ISSUED)
    assert client.get(url("report-copies", report)).status_code == 200
    Report.objects.update(state=ReportState.RETURNED)
    assert client.get(url("report-copies", report)).status_code == 403
    draft = ReportFactory(programme=report.programme, period_end=date(2017, 2, 28))
    assert client.get(url("report-copy", draft, "public")).status_code == 403


def test_lead_and_chair_make_no_copies_and_others_see_nothing(client, report):
    for user, status in (
        (lead_of(report.programme), 403),
        (chair_of(report.programme), 403),
        (UserFactory(), 404),
    ):
        client.force_login(user)
        for name, more in (("report-copies", []), ("report-copy", ["public"])):
            assert client.get(url(name, report, *more)).status_code == status
        assert "Copies for others" not in text_of(client.get(report.get_absolute_url()))


def test_no_copy_is_for_the_council_itself(team, report):
    address = url("report-copies", report) + "internal/"

    assert team.get(address).status_code == 404


def test_the_pages_take_a_fixed_number_of_queries(team, report, django_assert_max_num_queries):
    for address in (
        url("report-copies", report),
        url("report-copy", report, "public"),
        url("report-exempt", report),
    ):
        with django_assert_max_num_queries(9):
            team.get(address)
