"""Trends on the page of a programme, read from the stored reports."""

from copy import copy
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from indicators.periods import add_months
from programmes.choices import ReportState
from programmes.models import Report
from programmes.reports.looking_back import TREND_REPORTS, trends_until
from programmes.reports.schema import from_data
from programmes.reports.trends import trends_of
from programmes.selectors import trends_of_programme
from tests.factories import ObservationFactory, ReportFactory
from tests.markup import pick, words
from tests.people import lead_of
from tests.reports import frozen, programme_with_a_red_figure

pytestmark = pytest.mark.django_db
LAST = date(2017, 1, 31)


@pytest.fixture
def programme():
    """Three reports, the last of January 2017, with a rated indicator that has three values."""
    programme = programme_with_a_red_figure(number="6")
    indicator = programme.priorities.get().placements.get().indicator
    for back in (1, 2):
        end = add_months(LAST, -back)
        ObservationFactory(
            indicator=indicator,
            area=programme.area,
            period_start=end.replace(day=1),
            period_end=end,
            value=40 + back,
        )
    for back in (2, 1, 0):
        frozen(ReportFactory(programme=programme, period_end=add_months(LAST, -back)))
        programme.milestones.update(forecast_on=add_months(LAST, 3 - back))
    return programme


def test_they_are_read_as_whole_snapshots_would_say(programme):
    snapshots = [from_data(report.snapshot) for report in programme.reports.frozen()]

    assert trends_of_programme(programme) == trends_of(snapshots)


def test_they_take_two_queries(programme, django_assert_num_queries):
    with django_assert_num_queries(2):
        trends_of_programme(programme)


def test_the_newest_version_of_a_period_counts_and_an_open_one_does_not(programme):
    report = programme.reports.get(period_end=LAST)
    Report.objects.filter(pk=report.pk).update(state=ReportState.SUPERSEDED)
    newer = copy(report)
    newer.pk, newer.version, newer.state = None, 2, ReportState.ISSUED
    snapshot = from_data(report.snapshot)
    newer.snapshot = replace(snapshot, status=replace(snapshot.status, evidence="green")).to_data()
    newer.save()
    ReportFactory(programme=programme, period_end=date(2017, 2, 28))

    trends = trends_of_programme(programme)

    assert [past.evidence for past in trends.pasts] == ["red", "red", "green"]


def test_a_pack_looks_back_from_each_of_its_reports(programme, django_assert_num_queries):
    december = programme.reports.get(period_end=date(2016, 12, 31))

    with django_assert_num_queries(2):
        trends = trends_until(december)

    assert [past.period_end.month for past in trends.pasts] == [11, 12]


def test_a_superseded_report_looks_back_from_itself(programme):
    report = programme.reports.get(period_end=LAST)
    newer = copy(report)
    newer.pk, newer.version = None, 2
    newer.snapshot = {**report.snapshot, "status": {**report.snapshot["status"], "evidence": "x"}}
    newer.save()

    assert trends_until(report).pasts[-1].evidence == "red"
    assert trends_until(newer).pasts[-1].evidence == "x"


def test_no_more_reports_are_read_than_are_shown(programme):
    report = programme.reports.get(period_end=LAST)
    for back in range(3, 30):
        older = copy(report)
        older.pk, older.period_end = None, add_months(LAST, -back)
        older.save()

    assert len(trends_of_programme(programme).pasts) == TREND_REPORTS


def test_the_page_shows_them(client, programme):
    client.force_login(lead_of(programme))

    page = html.document_fromstring(client.get(programme.get_absolute_url()).content)

    assert [words(head) for head in pick(page, ".trend__head")] == [
        "Status",
        "Rated indicators",
        "Slip of milestones",
        "Open risks",
    ]
    for name, number in (("strip", 1), ("spark", 1), ("course", 2)):
        assert len(pick(page, f".chart-{name}")) == number
    assert not pick(page, ".trends [style]")


def test_a_programme_without_a_report_has_none(client):
    programme = programme_with_a_red_figure()
    client.force_login(lead_of(programme))

    assert b'id="trends"' not in client.get(programme.get_absolute_url()).content
