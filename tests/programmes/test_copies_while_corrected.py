"""While an issued report is being corrected, others go on getting the version that stands."""

import pytest
from django.urls import reverse

from programmes import copies
from programmes.choices import ReportState
from programmes.reports.issue import correct
from tests.factories import EntryFactory, ReportFactory, UserFactory
from tests.pages import text_of
from tests.people import performance
from tests.reports import SUBMITTED_AT, frozen

pytestmark = pytest.mark.django_db


def url(name, report, *more):
    return reverse(name, args=[report.programme.code, report.period_end, *more])


@pytest.fixture
def team(client):
    client.force_login(performance())
    return client


@pytest.fixture
def issued():
    report = ReportFactory()
    EntryFactory(report=report, text="We placed 2 of 56 with kin.")
    return issue_as_it_is(report)


@pytest.fixture
def correction(issued):
    """Version 2, a draft with other words."""
    new = correct(issued, "One count was wrong.", by=UserFactory(), now=SUBMITTED_AT)
    new.entries.update(text="We placed 3 of 56 with kin.")
    return new


def issue_as_it_is(report):
    frozen(report)
    report.state, report.issued_at = ReportState.ISSUED, SUBMITTED_AT
    report.save()
    return report


def confirm(team, report):
    posted = {"digest": copies.copy_of(report, "public").digest, "looked": "yes"}
    return team.post(url("report-copy", report, "public"), posted, follow=True)


@pytest.mark.parametrize("handed_in", [False, True])
def test_copies_are_of_the_version_that_stands(team, issued, correction, handed_in):
    if handed_in:
        frozen(correction)

    page = text_of(team.get(url("report-copies", issued)))
    copy = text_of(team.get(url("report-copy", issued, "public")))

    said = "Copies are of version 1, which stands until version 2 is issued."
    assert said in page
    assert said in copy
    assert "We placed 2 of 56 with kin." in copy


def test_a_copy_of_it_is_looked_at_and_downloaded(team, issued, correction):
    assert "The copy for the public can be made." in text_of(confirm(team, issued))

    download = team.get(url("report-copy-document", issued, "public", "html"))

    assert "-v1-public.html" in download["Content-Disposition"]
    assert "We placed 2 of 56 with kin." in text_of(download)


def test_once_the_correction_is_issued_copies_are_of_it(team, issued, correction):
    issue_as_it_is(correction)
    issued.state = ReportState.SUPERSEDED
    issued.save()

    copy = text_of(team.get(url("report-copy", correction, "public")))

    assert "We placed 3 of 56 with kin." in copy
    assert "which stands until" not in copy


def test_the_draft_leads_to_them(team, issued, correction):
    assert url("report-copies", issued) in text_of(team.get(correction.get_absolute_url()))
