"""Submitting freezes a report; returning opens it again."""

from datetime import UTC, date, datetime

import pytest

from programmes.choices import WRITTEN_SECTIONS, ReportState, Section
from programmes.models import MilestoneUpdate, RiskUpdate
from programmes.reports.compose import compose
from programmes.reports.issue import NotReady, problems_of, send_back, snapshot_of, submit
from tests.factories import (
    EntryFactory,
    MilestoneFactory,
    NilReturnFactory,
    ReportFactory,
    RiskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2017, 2, 17, 10, 42, tzinfo=UTC)


@pytest.fixture
def ready():
    """A report with all that submission asks for; the evidence suggests red."""
    report = ReportFactory(rag="red", reason="Two risks are very high.")
    RiskFactory(programme=report.programme, likelihood=4, impact=4)
    MilestoneFactory(programme=report.programme, remedy="Ask a second supplier.")
    EntryFactory(report=report, section=Section.ACHIEVEMENTS)
    for section in {*WRITTEN_SECTIONS, Section.DECISIONS} - {Section.ACHIEVEMENTS}:
        NilReturnFactory(report=report, section=section)
    return report


def test_submission_freezes_what_the_report_says(ready):
    chair = UserFactory()
    report = submit(ready, by=chair, now=NOW)
    frozen = snapshot_of(report, NOW.date())

    risk = report.programme.risks.get()
    risk.likelihood = 1
    risk.save()
    report.programme.title = "Another title"
    report.programme.save()
    report.refresh_from_db()

    assert report.state == ReportState.SUBMITTED
    assert (report.submitted_by, report.submitted_at) == (chair, NOW)
    assert snapshot_of(report, date(2020, 1, 1)) == frozen
    assert frozen.digest == report.digest
    assert frozen.risks[0].score == 16


def test_submission_keeps_the_history_of_milestones_and_risks(ready):
    report = submit(ready, by=UserFactory(), now=NOW)

    kept = MilestoneUpdate.objects.get()
    assert (kept.report, kept.remedy) == (report, "Ask a second supplier.")
    assert RiskUpdate.objects.get().score == 16


def test_the_next_report_moves_against_the_one_submitted(ready):
    submit(ready, by=UserFactory(), now=NOW)
    risk = ready.programme.risks.get()
    risk.impact = 5
    risk.save()
    RiskFactory(programme=ready.programme, likelihood=1, impact=1)

    following = ReportFactory(programme=ready.programme, period_end=date(2017, 2, 28), rag="amber")
    snapshot = snapshot_of(following, date(2017, 3, 20))

    assert [(row.movement, row.previous_score) for row in snapshot.risks] == [
        ("up", 16),
        ("new", None),
    ]
    assert snapshot.status.trend == "improving"
    assert [past.reported for past in snapshot.status.history] == ["red"]


def test_what_is_missing_stops_submission_and_nothing_is_frozen():
    report = ReportFactory()
    RiskFactory(programme=report.programme, likelihood=4, impact=4)
    report.rag = "green"
    report.save()

    with pytest.raises(NotReady) as refusal:
        submit(report, by=UserFactory(), now=NOW)

    problems = {(found.section, found.place): found.sentence for found in refusal.value.problems}
    assert problems["status", "status-report-reason"] == "Give the reason for the status."
    assert problems["status", "status-report-difference_reason"] == (
        "Say why the status differs from the evidence, which suggests red."
    )
    assert problems["achievements", ""] == (
        "Write something under Achievements, or make it a nil return."
    )
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT
    assert report.snapshot is None


def test_what_is_only_worth_a_look_does_not_stop_submission(ready):
    EntryFactory(report=ready, text="Four families met with Josh Smithson last week.")

    found = problems_of(ready, compose(ready, NOW.date()))
    report = submit(ready, by=UserFactory(), now=NOW)

    assert found
    assert not any(problem.blocks for problem in found)
    assert report.state == ReportState.SUBMITTED


def test_a_report_is_submitted_once(ready):
    submit(ready, by=UserFactory(), now=NOW)

    with pytest.raises(NotReady, match="submitted already"):
        submit(ready, by=UserFactory(), now=NOW)


def test_a_returned_report_reads_from_the_present_again(ready):
    report = submit(ready, by=UserFactory(), now=NOW)

    by = UserFactory()
    assert send_back(report, {"": "Shorter.", "slippage": "Say by when."}, by=by)
    assert not send_back(report, {"": "Shorter."}, by=by)

    report.refresh_from_db()
    assert report.is_open
    assert [row.text for row in report.remarks.all()] == ["Shorter.", "Say by when."]
    states = report.changes.filter(place="state").values_list("before", "after")
    assert list(states) == [("Draft", "Submitted"), ("Submitted", "Returned")]
    report.programme.title = "Another title"
    assert snapshot_of(report, NOW.date()).programme.title == "Another title"


def test_a_risk_that_the_report_prints_as_open_keeps_its_score(ready):
    programme = ready.programme
    closed = RiskFactory(programme=programme, closed_on=date(2017, 2, 10), closed_reason="Staffed.")
    RiskFactory(programme=programme, closed_on=date(2017, 1, 10), closed_reason="Staffed.")

    report = submit(ready, by=UserFactory(), now=NOW)

    printed = {row.key for row in snapshot_of(report, NOW.date()).risks}
    assert str(closed.pk) in printed
    assert {str(row.risk_id) for row in RiskUpdate.objects.filter(report=report)} == printed


def test_what_is_done_about_a_delay_is_kept_with_the_report(ready):
    report = submit(ready, by=UserFactory(), now=NOW)

    assert MilestoneUpdate.objects.get(report=report).remedy == "Ask a second supplier."
