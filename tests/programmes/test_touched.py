"""Which open reports a change of targets touches: those that would take another target."""

from copy import copy
from datetime import date
from decimal import Decimal

import pytest

from indicators.choices import Frequency
from indicators.target_changes import Change, ended, is_in_year
from programmes.choices import ReportState
from programmes.models import Report
from programmes.touched import digest_of, judged_before, touched_by
from tests.factories import (
    ObservationFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db
JANUARY, TODAY = date(2017, 1, 31), date(2017, 2, 10)


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def target(programme):
    """At least 80% from April 2016 on, of a monthly figure of the programme."""
    place = ProgrammeIndicatorFactory(priority__programme=programme)
    return TargetFactory(indicator=place.indicator)


def draft(programme, period_end=JANUARY, **columns):
    return ReportFactory(programme=programme, period_end=period_end, **columns)


def to(target, **columns):
    """The target with other columns."""
    after = copy(target)
    for name, value in columns.items():
        setattr(after, name, value)
    return Change(target, after)


def touched(*changes):
    return [row.report for row in touched_by(changes)]


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED])
def test_an_open_report_is_touched_by_another_value(programme, target, state):
    report = draft(programme, state=state)

    (row,) = touched_by([to(target, value=Decimal(90))])

    assert row.report == report
    assert row.category == target.category
    assert (row.before.value, row.after.value) == (80, 90)


def test_a_submitted_report_is_not(programme, target):
    report = draft(programme)
    Report.objects.update(
        state=ReportState.SUBMITTED, snapshot={}, submitted_at="2017-02-01T00:00Z"
    )

    assert touched(to(target, value=Decimal(90))) == []
    assert report.state == ReportState.DRAFT


def test_reports_of_other_programmes_and_figures_are_not(programme, target):
    draft(programme)
    draft(ProgrammeFactory())

    assert touched(to(TargetFactory(), value=Decimal(90))) == []


def test_a_change_that_no_report_reads_touches_none(programme, target):
    draft(programme)

    assert touched(to(target, reason="Better words.")) == []
    assert touched(to(target, value=Decimal("80.0000"))) == []
    assert touched(Change(target, ended(target, date(2017, 3, 31)))) == []


@pytest.mark.parametrize("last_day", [date(2017, 1, 30), date(2016, 4, 1)])
def test_a_target_that_ends_before_the_period_does_is_taken_away(programme, target, last_day):
    report = draft(programme)

    (row,) = touched_by([Change(target, ended(target, last_day))])

    assert (row.report, row.after) == (report, None)


def test_a_target_closed_and_the_next_one_are_read_together(programme, target):
    january, april = draft(programme), draft(programme, date(2017, 4, 30))
    following = to(target, value=Decimal(90), effective_from=date(2017, 4, 1), pk=None).after

    changes = [Change(target, ended(target, date(2017, 3, 31))), Change(None, following)]

    (row,) = touched_by(changes)
    assert row.report == april != january
    assert (row.before.value, row.after.value) == (80, 90)


def test_the_day_is_the_end_of_the_current_value(programme, target):
    """As a report takes its target: a quarterly value of December is judged by December's."""
    target.indicator.frequency = Frequency.QUARTERLY
    target.indicator.save()
    report = draft(programme)
    change = Change(target, ended(target, date(2016, 12, 31)))
    assert touched(change) == [report]

    ObservationFactory(
        indicator=target.indicator,
        area=programme.area,
        period_start=date(2016, 10, 1),
        period_end=date(2016, 12, 31),
    )
    assert touched(change) == []


def test_a_target_where_none_was_touches_but_changes_no_judgement(programme, target):
    report = draft(programme)

    rows = touched_by([Change(None, target)])

    assert [row.report for row in rows] == [report]
    assert judged_before(rows) == []


def test_a_figure_under_two_priorities_is_told_once_and_many_cost_one_query(
    programme, target, django_assert_num_queries
):
    ProgrammeIndicatorFactory(priority__programme=programme, indicator=target.indicator)
    reports = [draft(programme, date(2017, month, 28)) for month in (2, 3, 4)]

    with django_assert_num_queries(1):
        assert touched(to(target, value=Decimal(90))) == reports


def test_what_is_confirmed_is_told_apart_from_another_change(programme, target):
    draft(programme)
    of = [digest_of(touched_by([to(target, value=Decimal(value))])) for value in ("9", "9.0", "8")]

    assert of[0] == of[1] != of[2]


@pytest.mark.parametrize(
    ("columns", "in_year"),
    [
        ({"value": Decimal(90)}, True),
        ({"amber_tolerance": Decimal(1)}, True),
        ({"effective_from": date(2016, 5, 1)}, True),
        ({"effective_to": date(2017, 2, 9)}, True),
        ({"effective_to": TODAY}, False),
        ({"effective_to": date(2017, 3, 31)}, False),
        ({"origin": "Another plan"}, False),
    ],
)
def test_a_change_of_days_that_have_come_is_in_year(target, columns, in_year):
    assert is_in_year(to(target, **columns), TODAY) is in_year


def test_a_deletion_is_in_year_once_the_target_was_in_force(target):
    assert is_in_year(Change(target, None), TODAY)
    assert not is_in_year(Change(target, None), date(2016, 3, 31))
    assert not is_in_year(Change(None, target), TODAY)
