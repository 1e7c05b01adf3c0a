"""New baselines and new milestones in a report's form."""

from datetime import date

import pytest
from lxml import html

from programmes.choices import Approver, Section
from tests.factories import (
    MilestoneFactory,
    NilReturnFactory,
    ReportFactory,
)
from tests.markup import pick, words
from tests.people import lead_of
from tests.programmes.milestone_form import NEW_DATE, boxes, row_url, save, sent, text_of, url
from tests.reports import frozen
from tests.round_factories import RebaselineFactory

pytestmark = pytest.mark.django_db
REPORT_DATE = date(2017, 2, 21)


@pytest.fixture
def report():
    return ReportFactory(report_date=REPORT_DATE)


@pytest.fixture
def milestone(report):
    return MilestoneFactory(
        programme=report.programme, title="Team in place", baseline_on=date(2017, 1, 24)
    )


@pytest.fixture
def lead(client, report):
    """A client in which the lead of the report's programme is signed in."""
    client.force_login(lead_of(report.programme))
    return client


# --- a new baseline -----------------------------------------------------------------------------


def test_a_new_baseline_keeps_the_first_one_and_its_history(lead, report, milestone):
    save(lead, report, milestone, NEW_DATE)

    milestone.refresh_from_db()
    agreed = milestone.rebaselines.get()
    assert milestone.baseline_on == date(2017, 1, 24)
    assert (agreed.before, agreed.after) == (date(2017, 1, 24), date(2017, 3, 31))
    assert (agreed.reason, agreed.approved_by) == ("The panel was late.", Approver.CHAIR)
    shown = text_of(lead.get(row_url(report, milestone)))
    assert "31 March 2017 instead of 24 January 2017. Approved by: delivery-group chair." in shown
    assert "66 days" in shown  # to the forecast, from the first baseline
    assert "now 31 Mar 2017" in text_of(lead.get(url(report)))


def test_a_milestone_without_a_forecast_gets_the_new_date_as_one(lead, report, milestone):
    save(lead, report, milestone, NEW_DATE)

    milestone.refresh_from_db()
    assert milestone.forecast_on == date(2017, 3, 31)
    assert list(report.changes.values_list("label", "after")) == [
        (
            "Team in place: new baseline",
            "31 March 2017. Approved by: delivery-group chair. The panel was late.",
        ),
        ("Team in place: forecast", "2017-03-31"),
    ]


def test_a_forecast_that_is_there_stays(lead, report, milestone):
    save(lead, report, milestone, boxes("ROW-forecast_on", "30", "4", "2017") | NEW_DATE)

    milestone.refresh_from_db()
    assert milestone.forecast_on == date(2017, 4, 30)


def test_a_new_baseline_needs_its_date_reason_and_approver(lead, report, milestone):
    response = save(
        lead, report, milestone, {"rebaseline-reason": "Late.", "ROW-progress": "Advertised."}
    )

    milestone.refresh_from_db()
    page = html.fromstring(response.content)
    assert response.status_code == 422
    assert [(words(line), line.get("href")) for line in pick(page, ".govuk-error-summary a")] == [
        ("Enter the new baseline, such as 28 2 2017.", "#id_rebaseline-after_0"),
        ("Choose who approved the new baseline.", "#id_rebaseline-approved_by"),
    ]
    assert pick(page, "details")[0].get("open") is not None
    assert words(pick(page, "#id_rebaseline-reason")[0]) == "Late."
    assert milestone.progress == "Advertised."
    assert not milestone.rebaselines.exists()


def test_a_second_click_agrees_to_nothing_twice(lead, report, milestone):
    data = sent(lead, report, milestone, NEW_DATE)

    lead.post(row_url(report, milestone), data)
    lead.post(row_url(report, milestone), data)

    assert milestone.rebaselines.count() == 1


def test_the_date_agreed_already_is_no_new_baseline(lead, report, milestone):
    RebaselineFactory(report=report, milestone=milestone, after=date(2017, 3, 31))

    response = save(lead, report, milestone, NEW_DATE)

    assert response.status_code == 422
    assert "31 March 2017 is the date agreed now. Enter the new one." in text_of(response)


# --- a new milestone ----------------------------------------------------------------------------


def add(client, report, title="Hub open", day="30", **more):
    data = {"title": title, "progress": "", **boxes("baseline_on", day, "6", "2017"), **more}
    return client.post(url(report, "report-milestone-add"), data, follow=True)


def test_a_new_milestone_stands_last_and_withdraws_the_nil_return(lead, report, milestone):
    NilReturnFactory(report=report, section=Section.MILESTONES)

    response = add(lead, report, progress="A lease is signed.")

    made = report.programme.milestones.last()
    assert response.redirect_chain == [(url(report), 302)]
    assert "“Hub open” is added." in text_of(response)
    assert (made.title, made.baseline_on, made.position) == ("Hub open", date(2017, 6, 30), 1)
    assert made.progress == "A lease is signed."
    assert not report.nil_returns.exists()
    assert "Hub open, baseline 30 June 2017" in report.changes.values_list("after", flat=True)


def test_a_second_click_adds_nothing_twice(lead, report):
    add(lead, report)
    response = add(lead, report)

    assert response.status_code == 200
    assert report.programme.milestones.count() == 1


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"title": " "}, "Say what will be done."),
        ({"day": "31"}, "Baseline must be a real date, such as 28 2 2017."),
        ({"title": "Team in place"}, "This programme already has a milestone of that title."),
    ],
)
def test_a_milestone_that_cannot_be_added_says_why(lead, report, milestone, answers, said):
    response = add(lead, report, **{"progress": "Kept."} | answers)

    assert response.status_code == 422
    assert said in text_of(response)
    assert "Kept." in text_of(response)
    assert report.programme.milestones.count() == 1


def test_nothing_is_added_to_a_report_that_is_submitted_meanwhile(lead, report):
    frozen(report)

    assert add(lead, report).status_code == 403
    assert not report.programme.milestones.exists()
