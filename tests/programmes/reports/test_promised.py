"""What earlier reports said that a report answers."""

from datetime import date

import pytest

from programmes.choices import Section
from programmes.models import Report
from programmes.reports.compose import compose
from programmes.reports.issue import snapshot_of
from programmes.reports.schema import CommitmentRow, DecisionRow
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MilestoneFactory,
    ObservationFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
    RiskFactory,
)
from tests.reports import frozen
from tests.round_factories import CommentFactory, CommitmentFactory, RebaselineFactory

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, AS_AT = date(2017, 1, 31), date(2017, 2, 28), date(2017, 3, 17)


@pytest.fixture
def programme():
    """A programme with a figure of 40% in January and 30% in February."""
    programme = ProgrammeFactory()
    place = ProgrammeIndicatorFactory(priority__programme=programme, indicator__code="T4-01")
    for value, end in ((40, JANUARY), (30, FEBRUARY)):
        ObservationFactory(
            indicator=place.indicator,
            area=programme.area,
            value=value,
            period_start=end.replace(day=1),
            period_end=end,
        )
    return programme


@pytest.fixture
def last(programme):
    return ReportFactory(programme=programme, period_end=JANUARY)


@pytest.fixture
def report(programme):
    return ReportFactory(programme=programme, period_end=FEBRUARY, rag="amber")


def composed(report):
    return compose(Report.objects.get(pk=report.pk), AS_AT)


def test_a_promise_reads_as_it_was_made(last, report):
    action = EntryFactory(
        report=last,
        section=Section.NEXT_ACTIONS,
        text="Bring [[T4-01]] down.",
        due_on=date(2017, 2, 10),
    )
    CommitmentFactory(report=report, action=action, outcome="slipped", reason="Now [[T4-01]].")
    frozen(last)

    assert composed(report).commitments == (
        CommitmentRow(
            "Bring 40% (January 2017) down.",
            date(2017, 2, 10),
            "slipped",
            "Now 30% (February 2017).",
        ),
    )


def test_decisions_of_the_last_report_open_this_one(last, report):
    decided = {"outcome": "agreed", "note": "Until June.", "decided_on": date(2017, 3, 7)}
    DecisionFactory(report=last, text="Spend on [[T4-01]].", **decided)
    waiting = DecisionFactory(report=last, text="Waits.", position=1)
    again = DecisionFactory(report=last, text="Asked again.", position=2)
    DecisionFactory(report=report, text="Asked again.", carried_from=again, asked=2)
    frozen(last)

    snapshot = composed(report)

    assert snapshot.outcomes == (
        DecisionRow("Spend on 40% (January 2017).", "agreed", 1, "Until June.", date(2017, 3, 7)),
        DecisionRow(waiting.text),
    )
    assert [(row.text, row.asked) for row in snapshot.decisions] == [("Asked again.", 2)]


def test_the_first_report_opens_with_nothing(report):
    snapshot = composed(report)

    assert (snapshot.commitments, snapshot.outcomes) == ((), ())


def test_a_status_counts_the_reports_it_has_stood(programme):
    for month, rag in ((9, "red"), (10, "amber"), (11, "amber"), (12, "amber")):
        frozen(ReportFactory(programme=programme, period_end=date(2016, month, 28)), rag)
    for rag, stood in (("amber", 4), ("red", 1), ("", 0)):
        draft = Report(programme=programme, period_end=JANUARY, rag=rag)
        assert compose(draft, AS_AT).status.stood == stood


def test_a_status_that_stood_before_anybody_counted_is_counted_back(programme):
    for month in (11, 12):
        old = frozen(ReportFactory(programme=programme, period_end=date(2016, month, 28)))
        del old.snapshot["status"]["stood"]
        old.save()

    draft = Report(programme=programme, period_end=JANUARY, rag="amber")

    assert compose(draft, AS_AT).status.stood == 3


def test_a_milestone_shows_the_date_agreed_last_up_to_this_report(programme, last, report):
    milestone = MilestoneFactory(programme=programme, remedy="Ask a second supplier.")
    for past, day in ((last, date(2017, 5, 31)), (report, date(2017, 6, 30))):
        RebaselineFactory(report=past, milestone=milestone, after=day)

    [now], [before] = composed(report).milestones, composed(last).milestones

    assert (now.agreed, before.agreed) == (date(2017, 6, 30), date(2017, 5, 31))
    assert (now.agreed_reason, now.agreed_by) == ("The supplier changed.", "Delivery-group chair")
    assert now.remedy == "Ask a second supplier."


def test_a_milestone_that_keeps_its_date_has_none_agreed(programme, report):
    MilestoneFactory(programme=programme)

    [row] = composed(report).milestones

    assert (row.agreed, row.agreed_reason, row.agreed_by) == (None, "", "")


def test_a_risk_remembers_likelihood_and_impact(programme, last, report):
    risk = RiskFactory(programme=programme, likelihood=3, impact=4)
    last.risk_updates.create(risk=risk, likelihood=4, impact=3)
    frozen(last)

    [row] = composed(report).risks

    assert (row.movement, row.previous_likelihood, row.previous_impact) == ("same", 4, 3)


def test_a_comment_stands_beside_its_indicator(programme, report):
    [place] = programme.priorities.get().placements.all()
    CommentFactory(report=report, indicator=place.indicator, text="It was [[T4-01]].")

    assert composed(report).indicators[0].comment == "It was 30% (February 2017)."


def test_a_line_of_a_promise_has_its_reason_and_remedy(report):
    promise = CommitmentFactory(
        report=report, outcome="slipped", reason="It rained.", remedy="Umbrellas."
    )
    EntryFactory(report=report, section=Section.SLIPPAGE, text="Late.", commitment=promise)
    EntryFactory(
        report=report,
        section=Section.VARIANCES,
        text="Dearer.",
        variance="cost",
        stood=2,
        due_on=FEBRUARY,
    )

    sections = {section.key: section.entries for section in composed(report).sections}

    [late], [dearer] = sections["slippage"], sections["variances"]
    assert (late.reason, late.remedy, late.from_commitment) == ("It rained.", "Umbrellas.", True)
    assert (dearer.variance, dearer.stood, dearer.due) == ("cost", 2, FEBRUARY)


def test_a_report_frozen_before_the_round_had_all_this_still_reads(last):
    frozen(last)
    data = last.snapshot
    for name in ("commitments", "outcomes"):
        del data[name]
    del data["status"]["stood"]
    for priority in data["priorities"]:
        for row in priority["indicators"]:
            del row["comment"]

    snapshot = snapshot_of(last, AS_AT)

    assert (snapshot.commitments, snapshot.outcomes, snapshot.status.stood) == ((), (), 0)
