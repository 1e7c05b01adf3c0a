"""The report that was judged against the old target keeps it, from submission on."""

import pytest

from indicators.models import Target
from programmes.choices import DocumentFormat
from programmes.models import Report
from programmes.reports.compose import compose
from programmes.reports.formats import render
from programmes.reports.issue import snapshot_of
from tests.programmes.admin.target_pages import as_drawn, change_url
from tests.reports import SUBMITTED_AT, issued, programme_with_a_red_figure, submitted_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """Submitted, with one figure of 40% judged by a target of 80%."""
    programme = programme_with_a_red_figure()
    programme.milestones.all().delete()
    return submitted_report(programme=programme)


def judged(snapshot):
    (row,) = (row for priority in snapshot.priorities for row in priority.indicators)
    return row.target.value, row.rag


def change_the_target(keeper):
    target = Target.objects.get()
    page = as_drawn(target) | {"value": "30", "reason": "The plan was agreed anew."}
    assert keeper.post(change_url(target), page).status_code == 302


def test_a_report_keeps_its_target_through_issue_and_in_every_document(keeper, report):
    day = SUBMITTED_AT.date()
    change_the_target(keeper)

    held = issued(Report.objects.get(pk=report.pk))

    assert judged(snapshot_of(held, day)) == (80, "red")
    assert judged(compose(held, day)) == (30, "green")
    assert b"80%" in render(snapshot_of(held, day), DocumentFormat.HTML)
    assert held.documents.filter(snapshot_digest=held.digest).count() == 5
