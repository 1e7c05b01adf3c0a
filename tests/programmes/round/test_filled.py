"""In how many sections of a report something stands."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.choices import NIL_SECTIONS, CommitmentOutcome, Section
from programmes.round.filled import ALL, filled_in
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MilestoneFactory,
    NilReturnFactory,
    ReportFactory,
    RiskFactory,
)
from tests.people import performance
from tests.round_factories import ChangeFactory, CommitmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return ReportFactory(period_end=date(2017, 2, 28))


def filled(report):
    return filled_in([report])[report.pk]


def test_of_an_empty_report_only_what_may_be_left_out_counts(report):
    assert filled(report) == len([Section.COMMENTS, Section.COMMITMENTS])


def test_a_promise_without_an_answer_leaves_its_section_open(report):
    promise = CommitmentFactory(report=report, outcome=CommitmentOutcome.OPEN)
    assert filled(report) == 1

    promise.outcome = CommitmentOutcome.DONE
    promise.save()
    assert filled(report) == 2


@pytest.mark.parametrize(
    "fill",
    [
        lambda report: EntryFactory.create_batch(2, report=report),
        lambda report: NilReturnFactory(report=report, section=Section.RISKS),
        lambda report: DecisionFactory(report=report),
        lambda report: MilestoneFactory.create_batch(2, programme=report.programme),
        lambda report: RiskFactory(programme=report.programme),
    ],
    ids=["lines", "a nil return", "a decision", "milestones", "a risk"],
)
def test_a_section_counts_once_when_something_stands_in_it(report, fill):
    before = filled(report)
    fill(report)
    assert filled(report) == before + 1


def test_neither_a_line_without_its_text_nor_a_closed_risk_nor_a_status_without_a_reason_counts(
    report,
):
    before = filled(report)
    EntryFactory(report=report, text="", reason="Two posts are empty.")
    RiskFactory(
        programme=report.programme, closed_on=report.period_end, closed_reason="It is over."
    )
    report.rag = "red"
    report.save()
    assert filled(report) == before

    report.reason = "Two posts are empty."
    report.save()
    assert filled(report) == before + 1


def test_all_of_a_finished_report_is_filled_in(report):
    for section in NIL_SECTIONS:
        NilReturnFactory(report=report, section=section)
    report.rag, report.reason = "green", "All is well."
    report.save()

    assert filled(report) == ALL


def test_reports_are_told_apart_in_one_query(report, django_assert_num_queries):
    other = ReportFactory()
    EntryFactory(report=other)

    with django_assert_num_queries(1):
        found = filled_in([report, other])

    assert found[other.pk] == found[report.pk] + 1


def test_of_no_report_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert filled_in([]) == {}


def test_the_chase_page_says_it_of_a_draft_that_was_begun(client, report):
    ChangeFactory(report=report)
    client.force_login(performance())

    page = client.get(reverse("chase")).content.decode()

    assert "Draft, 2 of 11 sections filled in" in page
