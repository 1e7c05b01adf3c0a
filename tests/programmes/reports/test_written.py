"""What people wrote, read from its rows."""

from datetime import date

import pytest

from programmes.choices import Section
from programmes.models import Report
from programmes.reports.checks.written import texts_of
from programmes.reports.compose import compose
from programmes.reports.written import written_of
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MilestoneFactory,
    NilReturnFactory,
    ReportFactory,
    RiskFactory,
)
from tests.round_factories import ClashFactory, CommentFactory, CommitmentFactory

pytestmark = pytest.mark.django_db
AS_AT = date(2017, 3, 17)


def fresh(report):
    return Report.objects.select_related("programme__area").get(pk=report.pk)


def filled_in():
    """A report with a row of everything."""
    report = ReportFactory(
        period_end=date(2017, 2, 28),
        rag="amber",
        reason="Late.",
        difference_reason="Not for long.",
    )
    EntryFactory(report=report, key="a1", text="First.", position=0)
    EntryFactory(report=report, key="a2", text="Second.", position=1, stood=3)
    EntryFactory(
        report=report,
        key="s1",
        section=Section.SLIPPAGE,
        text="Slow.",
        reason="Ill.",
        remedy="Ask.",
    )
    EntryFactory(
        report=report,
        key="n1",
        section=Section.NEXT_ACTIONS,
        text="Open.",
        due_on=date(2017, 2, 28),
    )
    NilReturnFactory(report=report, section=Section.VOICE)
    commitment = CommitmentFactory(report=report, outcome="slipped", reason="It rained.")
    EntryFactory(report=report, key="s2", section=Section.SLIPPAGE, commitment=commitment)
    CommentFactory(report=report, indicator__code="T4-01", text="Two left.")
    DecisionFactory(report=report, key="d1", text="Name an officer.")
    MilestoneFactory(programme=report.programme, title="Open", progress="Soon", remedy="Ask again")
    RiskFactory(programme=report.programme, title="Empty posts", mitigation="A fair")
    RiskFactory(programme=report.programme, closed_on=date(2016, 12, 1))
    ClashFactory(report=report, place="achievements-a1-text", label="Achievement 1")
    ClashFactory(report=report, place="achievements-a2-text", kept="mine")
    return report


def test_every_text_has_its_place_in_the_form():
    report = filled_in()
    promise = report.commitments.get()

    written = written_of(fresh(report))

    assert {piece.place: piece.text for piece in written.pieces} == {
        f"commitments-{promise.pk}-reason": "It rained.",
        "achievements-a1-text": "First.",
        "achievements-a2-text": "Second.",
        "slippage-s1-text": "Slow.",
        "slippage-s1-reason": "Ill.",
        "slippage-s1-remedy": "Ask.",
        "slippage-s2-text": report.entries.get(key="s2").text,
        "next_actions-n1-text": "Open.",
        "comments-T4-01-text": "Two left.",
        "decisions-d1-text": "Name an officer.",
        "status-report-reason": "Late.",
        "status-report-difference_reason": "Not for long.",
    }


def test_milestones_and_risks_are_read_from_the_snapshot():
    report = fresh(filled_in())
    [milestone] = report.programme.milestones.all()
    risk = report.programme.risks.get(title="Empty posts")

    snapshot = compose(report, AS_AT)

    assert {piece.place: piece.text for piece in texts_of(snapshot)} == {
        f"milestones-{milestone.pk}-title": "Open",
        f"milestones-{milestone.pk}-progress": "Soon",
        f"milestones-{milestone.pk}-remedy": "Ask again",
        f"risks-{risk.pk}-title": "Empty posts",
        f"risks-{risk.pk}-mitigation": "A fair",
    }


def test_lines_are_numbered_in_their_section_and_know_their_past():
    written = written_of(fresh(filled_in()))

    lines = {entry.key: entry for entry in written.entries}
    assert [lines[key].label for key in ("a1", "a2", "s2", "n1")] == [
        "achievement 1",
        "achievement 2",
        "slippage 2",
        "action 1 of the next period",
    ]
    assert (lines["a2"].stood, lines["n1"].due) == (3, date(2017, 2, 28))
    assert (lines["s1"].promised, lines["s2"].promised) == (False, True)
    assert written.nil == {"voice"}


def test_only_clashes_that_wait_are_there():
    report = filled_in()
    waiting = report.clashes.get(kept="")

    [clash] = written_of(fresh(report)).clashes

    assert (clash.place, clash.label) == (f"clash-{waiting.pk}", "“Achievement 1”")


def test_no_query_reads_it_after_composing_whatever_is_written(django_assert_num_queries):
    report = filled_in()
    EntryFactory.create_batch(5, report=report)
    last = report.commitments.get().action.report
    for _ in range(3):
        CommentFactory(report=report)
        CommitmentFactory(report=report, action__report=last)
    composed = fresh(report)
    compose(composed, AS_AT)

    with django_assert_num_queries(0):
        written_of(composed)
