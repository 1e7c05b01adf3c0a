"""Issuing from the pages: who may, how far it is, what can be tried again, and corrections."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from indicators.models import Observation
from programmes.choices import ReportState, WorkState
from programmes.models import IssueBatch, Issuing
from programmes.reports.issue import correct, submit
from programmes.reports.issuing import request_issue, run_issuing
from tests.factories import ReportFactory, UserFactory
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import (
    SUBMITTED_AT,
    issued,
    issued_report,
    programme_with_a_red_figure,
    submitted_report,
)

pytestmark = pytest.mark.django_db


def issue_them(client, *reports, follow=True):
    data = {"report": [report.pk for report in reports]}
    return client.post(reverse("issue-reports"), data, follow=follow)


@pytest.fixture
def on_the_executive(client):
    client.force_login(executive())
    return client


def test_the_executive_has_several_issued_and_sees_how_far_that_is(on_the_executive):
    reports = [submitted_report(), submitted_report()]

    page = text_of(issue_them(on_the_executive, *reports))

    assert Issuing.objects.filter(state=WorkState.WAITING).count() == 2
    assert "Issuing 2 reports" in page
    assert "0 issued, 2 on their way. You can leave this page: the work goes on." in page
    assert 'hx-trigger="every 2s"' in page


def test_the_page_of_a_batch_tells_what_failed_and_offers_to_try_again(on_the_executive):
    good, bad = submitted_report(), submitted_report()
    batch = request_issue([good, bad], by=UserFactory())
    bad.nil_returns.all().delete()
    for issuing in batch.issuings.all():
        run_issuing(issuing.pk)

    response = on_the_executive.get(reverse("issue-batch", args=[batch.pk]))

    page = text_of(response)
    assert "1 issued, 1 not issued." in page
    assert "Nothing is lost and the report is still submitted." in page
    assert [row.report for row in response.context["again"]] == [bad]
    assert "hx-trigger" not in page
    assert f'name="report" value="{bad.pk}"' in page


def test_the_report_page_offers_to_issue_it_and_says_why_it_was_not(on_the_executive):
    report = submitted_report()
    assert "Issue this report" in text_of(on_the_executive.get(report.get_absolute_url()))

    issuing = request_issue([report], by=UserFactory()).issuings.get()
    assert "It is being issued." in text_of(on_the_executive.get(report.get_absolute_url()))

    Issuing.objects.filter(pk=issuing.pk).update(state="failed", error="The disk was full.")
    page = text_of(on_the_executive.get(report.get_absolute_url()))
    assert "<strong>Not issued.</strong> The disk was full. Nothing is lost" in page
    assert "Try again to issue this report" in page


@pytest.mark.parametrize("data", [{}, {"report": "none"}, {"report": "999"}])
def test_choosing_nothing_that_can_be_issued_says_what_to_do(on_the_executive, data):
    page = text_of(on_the_executive.post(reverse("issue-reports"), data, follow=True))

    assert "Nothing was issued. Choose reports that are submitted" in page
    assert not IssueBatch.objects.exists()


def test_a_draft_among_them_is_left_out_and_that_is_said(on_the_executive):
    page = text_of(issue_them(on_the_executive, submitted_report(), ReportFactory()))

    assert "1 of the 2 chosen cannot be issued now and was left out." in page


@pytest.mark.parametrize(
    ("role", "issuing", "watching"), [("lead", 403, 403), ("chair", 403, 403), ("team", 403, 200)]
)
def test_only_the_executive_issues_and_the_performance_team_may_watch(
    client, role, issuing, watching
):
    report = submitted_report()
    batch = request_issue([submitted_report()], by=UserFactory())
    people = {"lead": lead_of, "chair": chair_of, "team": lambda programme: performance()}
    client.force_login(people[role](report.programme))

    assert issue_them(client, report, follow=False).status_code == issuing
    assert client.get(reverse("issue-batch", args=[batch.pk])).status_code == watching
    assert "Issue this report" not in text_of(client.get(report.get_absolute_url()))


def test_a_stored_document_is_what_is_downloaded(on_the_executive):
    report = issued_report()
    kept = report.documents.get(format="html")
    with default_storage.open(kept.file.name, "wb") as file:
        file.write(b"what was stored")

    response = on_the_executive.get(f"{report.get_absolute_url()}html/")

    assert b"".join(response.streaming_content) == b"what was stored"


def test_a_correction_is_asked_for_with_its_reason(client):
    client.force_login(performance())
    old = issued_report()
    address = reverse("report-correct", args=[old.programme.code, old.period_end])
    assert address in text_of(client.get(old.get_absolute_url()))

    refused = client.post(address, {"reason": " "})
    assert (refused.status_code, "Say why the report" in text_of(refused)) == (422, True)

    page = text_of(client.post(address, {"reason": "A count was wrong."}, follow=True))

    assert "Version 2 is open for its lead and chair." in page
    assert "This version corrects version 1. A count was wrong." in page
    first = text_of(client.get(f"{old.get_absolute_url()}?version=1"))
    assert "Version 2 is being made to correct it.</strong> A count was wrong." in first


def test_a_superseded_version_is_read_at_its_own_address_with_its_own_documents(
    on_the_executive,
):
    old = issued_report()
    new = correct(old, "A count was wrong.", by=UserFactory(), now=timezone.now())
    issued(submit(new, by=UserFactory(), now=SUBMITTED_AT))
    address = f"{old.get_absolute_url()}?version=1"

    page = text_of(on_the_executive.get(address))

    assert "<strong>Superseded.</strong>" in page
    assert "Version 2 has taken its place.</strong> A count was wrong." in page
    assert f'href="{old.get_absolute_url()}">Read version 2</a>' in page
    document = on_the_executive.get(f"{old.get_absolute_url()}json/?version=1")
    assert b'"version": 1' in b"".join(document.streaming_content)
    newest = text_of(on_the_executive.get(old.get_absolute_url()))
    assert f'{address}">Read version 1, which it corrects</a>' in newest
    listed = text_of(on_the_executive.get(old.programme.get_absolute_url()))
    assert f'href="{address}"' in listed


@pytest.mark.parametrize("version", ["x", "7", "99999", "-1"])
def test_a_version_that_there_is_not_is_not_found(on_the_executive, version):
    report = submitted_report()

    response = on_the_executive.get(f"{report.get_absolute_url()}?version={version}")

    assert response.status_code == 404


def test_what_changed_since_stands_beside_the_report_and_never_inside(on_the_executive):
    programme = programme_with_a_red_figure()
    programme.milestones.all().delete()
    report = issued_report(programme=programme)
    before = on_the_executive.get(report.get_absolute_url())
    assert "The data has not changed since" in text_of(before)

    Observation.objects.update(value=41)
    page = text_of(on_the_executive.get(report.get_absolute_url()))

    beside, inside = page.split('<article class="report"')
    assert "The data has changed since: 1 figure" in beside
    assert "41" in beside.split("What changed in the data")[1]
    assert f"{report.state}" == ReportState.ISSUED
    assert inside == text_of(before).split('<article class="report"')[1]
