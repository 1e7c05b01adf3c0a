"""A draft opens with what the last report left open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from programmes.choices import CommitmentOutcome, DecisionOutcome, Section
from programmes.models import Change, Report
from programmes.round import carry_forward, due_again, open_due_rounds, open_report
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MilestoneFactory,
    ProgrammeFactory,
    ReportFactory,
    UserFactory,
)
from tests.reports import frozen
from tests.round_factories import ReportingScheduleFactory

pytestmark = pytest.mark.django_db

MORNING = datetime(2017, 3, 1, 7, tzinfo=UTC)  # a Wednesday, the first working day
FEBRUARY = date(2017, 2, 28)


@pytest.fixture
def january():
    """A report that is submitted, with something under each section."""
    report = ReportFactory()
    for section in (Section.ACHIEVEMENTS, Section.SLIPPAGE, Section.NEXT_ACTIONS):
        EntryFactory(report=report, section=section, text=f"Said under {section.label}.")
    EntryFactory(
        report=report, section=Section.VARIANCES, text="Costs rise.", variance="cost", stood=3
    )
    return frozen(report)


def opened(report, **columns):
    return open_report(report.programme, FEBRUARY, now=MORNING, **columns)


def test_the_actions_promised_are_commitments_without_an_answer(january):
    [commitment] = opened(january).commitments.all()

    assert commitment.action.text == "Said under Next period."
    assert commitment.outcome == CommitmentOutcome.OPEN


def test_an_action_without_words_promises_nothing(january):
    EntryFactory(report=january, section=Section.NEXT_ACTIONS, text="", due_on=FEBRUARY)

    assert opened(january).commitments.count() == 1


def test_only_variances_stand_on_and_say_for_how_many_reports(january):
    [entry] = opened(january).entries.all()

    assert (entry.section, entry.text, entry.variance) == ("variances", "Costs rise.", "cost")
    assert entry.carried_from.report == january
    assert entry.stood == 4


@pytest.mark.parametrize(
    ("outcome", "asked"),
    [
        (DecisionOutcome.WANTED, [3]),
        (DecisionOutcome.DEFERRED, [3]),
        (DecisionOutcome.AGREED, []),
        (DecisionOutcome.DECLINED, []),
        (DecisionOutcome.NOTED, []),
    ],
)
def test_a_decision_is_asked_for_again_until_it_is_made(january, outcome, asked):
    day = date(2017, 2, 23) if outcome else None
    DecisionFactory(report=january, asked=2, outcome=outcome, decided_on=day)

    decisions = opened(january).decisions.all()

    assert [row.asked for row in decisions] == asked
    assert all(row.carried_from.report == january and row.outcome == "" for row in decisions)


def test_milestones_and_risks_are_the_programme_s_and_not_copied(january):
    MilestoneFactory(programme=january.programme)

    report = opened(january)

    assert not report.milestone_updates.exists()
    assert report.programme.milestones.count() == 1


def test_what_opened_and_what_was_carried_is_in_the_trail(january):
    report = opened(january)

    assert [(row.place, row.after, row.by) for row in report.changes.all()] == [
        ("state", "Draft", None),
        (f"carried-{january.pk}", "1 action, 0 decisions, 1 variance", None),
    ]
    assert report.changes.last().label == "Carried forward from the report to 31 January 2017"
    assert report.opened_at == MORNING


def test_the_first_report_of_a_programme_opens_empty():
    report = open_report(ProgrammeFactory(), FEBRUARY, now=MORNING)

    assert not report.commitments.exists()
    assert [row.place for row in report.changes.all()] == ["state"]


def test_opening_twice_changes_nothing(january):
    first = opened(january)
    first.entries.all().delete()

    again = opened(january, due_on=date(2017, 3, 31))

    assert again == first
    assert again.due_on is None
    assert not again.entries.exists()
    assert Change.objects.count() == 2


def test_of_a_period_that_was_issued_again_the_newest_version_is_the_report():
    first = frozen(ReportFactory(period_end=FEBRUARY))
    second = ReportFactory(programme=first.programme, period_end=FEBRUARY, version=2)

    assert opened(first) == second


def test_the_due_day_is_the_schedule_s_unless_one_is_given(january):
    ReportingScheduleFactory(programme=january.programme, due_working_day=15)

    assert opened(january).due_on == date(2017, 3, 21)
    march = open_report(january.programme, date(2017, 3, 31), now=MORNING, due_on=FEBRUARY)
    assert march.due_on == FEBRUARY


@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_report_at_once_open_one(january):
    def open_it(_):
        try:
            return opened(january).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        keys = set(threads.map(open_it, range(2)))

    assert len(keys) == 1
    assert Report.objects.get(period_end=FEBRUARY).commitments.count() == 1
    assert Change.objects.filter(place="state").count() == 1


# --- rounds ----------------------------------------------------------------------------------


def test_a_round_opens_on_its_first_working_day_and_once():
    schedule = ReportingScheduleFactory()
    frozen(ReportFactory(programme=schedule.programme))

    assert open_due_rounds(MORNING - timedelta(days=1)) == []
    [report] = open_due_rounds(MORNING)
    assert (report.programme, report.period_end) == (schedule.programme, FEBRUARY)
    assert report.due_on == date(2017, 3, 14)
    assert open_due_rounds(MORNING + timedelta(hours=1)) == []


def test_a_schedule_that_is_off_opens_nothing():
    ReportingScheduleFactory(enabled=False)

    assert open_due_rounds(MORNING) == []


def test_a_quarterly_programme_opens_at_the_end_of_a_quarter():
    ReportingScheduleFactory(frequency="quarterly")
    open_due_rounds(MORNING)

    [report] = open_due_rounds(MORNING + timedelta(days=40))

    assert report.period_end == date(2017, 3, 31)


def test_a_draft_catches_up_when_the_report_before_it_is_submitted_late(january):
    december = frozen(ReportFactory(programme=january.programme, period_end=date(2016, 12, 31)))
    EntryFactory(report=december, section=Section.NEXT_ACTIONS, text="Promised in December.")
    Report.objects.filter(pk=january.pk).update(state="draft")
    report = opened(january)
    assert [row.action.text for row in report.commitments.all()] == ["Promised in December."]

    submitted = timezone.now() + timedelta(minutes=1)
    Report.objects.filter(pk=january.pk).update(state="submitted", submitted_at=submitted)
    open_due_rounds(MORNING + timedelta(hours=1))

    assert [row.action.text for row in report.commitments.all()] == ["Said under Next period."]
    assert [row.text for row in report.entries.all()] == ["Costs rise."]


def test_what_was_answered_stays_and_nothing_is_carried_twice(january):
    report = opened(january)
    report.commitments.update(outcome=CommitmentOutcome.DONE)
    later = timezone.now() + timedelta(minutes=1)
    Report.objects.filter(pk=january.pk).update(submitted_at=later)  # sent back, and again

    assert carry_forward(report)

    assert report.commitments.get().outcome == CommitmentOutcome.DONE
    assert report.entries.count() == 1


def test_nothing_is_put_into_a_report_that_is_not_open(january):
    report = frozen(ReportFactory(programme=january.programme, period_end=FEBRUARY))

    assert not carry_forward(report)
    assert not report.commitments.exists()


# --- returned ----------------------------------------------------------------------------------


def test_a_returned_report_is_due_again_and_the_trail_says_so():
    report, executive = ReportFactory(due_on=date(2017, 2, 21)), UserFactory()

    assert due_again(report, date(2017, 2, 23), by=executive) == date(2017, 2, 28)

    report.refresh_from_db()
    assert report.due_on == date(2017, 2, 28)
    change = report.changes.get()
    assert (change.before, change.after) == ("2017-02-21", "2017-02-28")
    assert change.by == executive


def test_a_returned_report_with_days_left_keeps_its_due_day():
    report = ReportFactory(due_on=date(2017, 3, 14))

    assert due_again(report, date(2017, 2, 23)) == date(2017, 3, 14)
    assert not report.changes.exists()
