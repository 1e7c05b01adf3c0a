from datetime import date
from xml.etree import ElementTree

import pytest

from programmes.reports.charts import Timeline, risk_matrix, timeline_axis, timeline_of
from programmes.reports.schema import MilestoneRow, RiskRow

REPORT_DATE = date(2017, 2, 21)


def milestone(baseline, forecast=None, completed=None):
    return MilestoneRow("Title", baseline, forecast, completed, 0, "green", "on time", "")


def risk(likelihood, impact):
    return RiskRow("Title", likelihood, impact, likelihood * impact, "High", "same", None, "", "")


def title(svg):
    return ElementTree.fromstring(svg).find("title").text  # noqa: S314 - our own markup


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter("text")]  # noqa: S314


def test_a_timeline_holds_every_date_in_whole_months():
    rows = [milestone(date(2016, 12, 31)), milestone(date(2017, 1, 5), date(2017, 3, 2))]

    timeline = Timeline.of(rows, REPORT_DATE)

    assert (timeline.first, timeline.last) == (date(2016, 12, 1), date(2017, 3, 31))


def test_a_timeline_without_milestones_is_the_month_of_the_report():
    assert Timeline.of([], REPORT_DATE).ticks == [date(2017, 2, 1), date(2017, 3, 1)]


@pytest.mark.parametrize("months", [1, 5, 6, 12, 30, 61, 400])
def test_a_timeline_has_at_most_six_ticks_however_long(months):
    last = date(2017 + months // 12, months % 12 + 1, 1)

    assert 2 <= len(Timeline.of([milestone(last)], REPORT_DATE).ticks) <= 6


def test_a_timeline_over_a_year_names_the_year():
    short = Timeline.of([milestone(date(2017, 4, 1))], REPORT_DATE)
    long = Timeline.of([milestone(date(2018, 4, 1))], REPORT_DATE)

    assert texts(timeline_axis(short)) == ["Feb", "Mar", "Apr"]
    assert texts(timeline_axis(long)) == ["Feb 17", "May 17", "Aug 17", "Nov 17", "Feb 18"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (milestone(date(2017, 1, 24)), "Planned 24 January 2017, no new date"),
        (
            milestone(date(2017, 2, 1), date(2017, 2, 28)),
            "Planned 1 February 2017, now 28 February 2017",
        ),
        (
            milestone(date(2017, 2, 1), date(2017, 2, 28), date(2017, 2, 14)),
            "Planned 1 February 2017, done 14 February 2017",
        ),
    ],
)
def test_a_timeline_says_when_a_milestone_was_planned_and_is_due(row, said):
    assert title(timeline_of(Timeline.of([row], REPORT_DATE), row)) == said


def test_risks_stand_in_their_square_by_number():
    svg = risk_matrix([risk(4, 4), risk(4, 4), risk(1, 5)])

    assert title(svg) == (
        "Risk matrix: risks 1, 2 at likelihood 4, impact 4; risk 3 at likelihood 1, impact 5"
    )
    assert texts(svg)[:3] == ["1", "2", "3"]


def test_a_crowded_square_says_how_many_more():
    assert texts(risk_matrix([risk(2, 2)] * 7))[:4] == ["1", "2", "3", "+4"]
