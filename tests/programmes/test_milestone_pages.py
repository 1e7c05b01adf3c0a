"""The milestones of a report's form: the list, and a page for each."""

from datetime import date

import pytest
from lxml import html

from programmes.choices import Section
from programmes.models import Milestone
from tests.factories import (
    MilestoneFactory,
    MilestoneUpdateFactory,
    ProgrammeFactory,
    ReportFactory,
    RiskFactory,
)
from tests.markup import pick, words
from tests.people import chair_of, executive, lead_of, performance
from tests.programmes.milestone_form import NEW_DATE, boxes, row_url, save, sent, text_of, url
from tests.reports import frozen
from tests.round_factories import RebaselineFactory, RemarkFactory

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


# --- who ----------------------------------------------------------------------------------------


@pytest.fixture
def pages(report, milestone):
    return [url(report), row_url(report, milestone), url(report, "report-milestone-add")]


@pytest.mark.parametrize("person", [lead_of, chair_of])
def test_lead_and_chair_see_every_page(client, report, pages, person):
    client.force_login(person(report.programme))

    assert [client.get(page).status_code for page in pages] == [200, 200, 200]


@pytest.mark.parametrize("person", [executive, performance])
def test_others_who_see_the_programme_are_told_why_not(client, pages, person):
    client.force_login(person())

    for page in pages:
        for response in (client.get(page), client.post(page)):
            assert response.status_code == 403
            assert "Only the delivery lead and the chair" in text_of(response)


def test_an_outsider_finds_nothing(client, pages):
    client.force_login(lead_of(ProgrammeFactory()))

    assert {client.get(page).status_code for page in pages} == {404}
    assert {client.post(page).status_code for page in pages} == {404}


def test_a_milestone_of_another_programme_is_not_found(lead, report):
    page = row_url(report, MilestoneFactory())

    assert lead.get(page).status_code == 404
    assert lead.post(page, {"action": "save"}).status_code == 404


def test_the_pages_of_a_submitted_report_say_why_they_are_closed(lead, report, pages):
    frozen(report)

    for page in pages:
        response = lead.get(page)
        assert response.status_code == 403
        assert "This report is submitted, so it can no longer be changed." in text_of(response)


# --- the list -----------------------------------------------------------------------------------


def test_the_list_says_how_each_milestone_stands(lead, report, milestone):
    MilestoneFactory(
        programme=report.programme,
        baseline_on=date(2017, 2, 1),
        forecast_on=date(2017, 2, 28),
        position=1,
    )
    MilestoneFactory(
        programme=report.programme,
        baseline_on=date(2016, 12, 31),
        completed_on=date(2016, 12, 28),
        position=2,
    )

    page = html.fromstring(lead.get(url(report)).content)

    rows = [[words(cell) for cell in pick(row, "td")] for row in pick(page, "tbody tr")]
    assert [row[:5] for row in rows] == [
        ["24 Jan 2017", "No date", "Not yet", "28 days so far", "Red past due, no new date"],
        ["1 Feb 2017", "28 Feb 2017", "Not yet", "27 days", "Amber 28 days late or fewer"],
        ["31 Dec 2016", "–", "28 Dec 2016", "3 days early", "Complete"],
    ]
    assert "3 milestones: 1 complete, 2 late." in words(page)
    assert words(pick(page, "tbody a")[0]) == "Update Team in place"


def test_the_list_shows_what_the_executive_said_when_it_returned_the_report(lead, report):
    RemarkFactory(report=report, section=Section.MILESTONES, text="Say by when.")
    RemarkFactory(report=report, section=Section.RISKS, text="Not for this page.")

    shown = text_of(lead.get(url(report)))

    assert "Say by when." in shown
    assert "Not for this page." not in shown


def test_a_programme_without_milestones_makes_a_nil_return_and_takes_it_back(lead, report):
    drawn = lead.get(url(report)).context
    data = {"seen": drawn["seen"], "milestones-all-nil": "on"}

    lead.post(url(report), data)
    assert report.nil_returns.get().section == Section.MILESTONES

    seen = lead.get(url(report)).context["seen"]
    lead.post(url(report), {"seen": seen})
    assert not report.nil_returns.exists()


def test_a_list_with_milestones_offers_no_nil_return(lead, report, milestone):
    assert "Nil return" not in text_of(lead.get(url(report)))


# --- one milestone ------------------------------------------------------------------------------


def test_what_is_saved_is_kept_and_leaves_a_trail(lead, report, milestone):
    answers = boxes("ROW-forecast_on", "28", "2", "2017") | {
        "ROW-progress": "Two of four posts are filled.\r\nTwo are advertised.",
        "ROW-remedy": "A wider advertisement.",
    }

    response = save(lead, report, milestone, answers)

    milestone.refresh_from_db()
    assert response.redirect_chain == [(url(report), 302)]
    assert "“Team in place” is saved." in text_of(response)
    assert milestone.forecast_on == date(2017, 2, 28)
    assert milestone.progress == "Two of four posts are filled.\nTwo are advertised."
    assert milestone.remedy == "A wider advertisement."
    trail = {change.label: (change.before, change.after) for change in report.changes.all()}
    assert trail["Team in place: forecast"] == ("", "2017-02-28")
    assert len(trail) == 3


def test_a_date_that_was_emptied_is_gone(lead, report, milestone):
    Milestone.objects.update(completed_on=REPORT_DATE)

    save(lead, report, milestone, boxes("ROW-completed_on"))

    milestone.refresh_from_db()
    assert milestone.completed_on is None


def test_what_is_right_is_saved_and_what_is_wrong_is_shown_again(lead, report, milestone):
    answers = boxes("ROW-forecast_on", "30", "2", "2017") | {"ROW-progress": "Advertised."}

    response = save(lead, report, milestone, answers)

    milestone.refresh_from_db()
    page = html.fromstring(response.content)
    target = f"id_milestones-{milestone.pk}-forecast_on_0"
    assert response.status_code == 422
    assert words(pick(page, "title")[0]).startswith("Error: ")
    assert "Everything else you wrote is saved." in words(page)
    (summary,) = pick(page, ".govuk-error-summary a")
    assert words(summary) == "Forecast must be a real date, such as 28 2 2017."
    assert summary.get("href") == f"#{target}"
    assert [box.get("value") for box in pick(page, f"[id={target}]")] == ["30"]
    assert (milestone.progress, milestone.forecast_on) == ("Advertised.", None)


def test_after_an_error_the_mended_page_is_saved(lead, report, milestone):
    wrong = boxes("ROW-forecast_on", "30", "2", "2017") | {"ROW-progress": "Advertised."}
    drawn = save(lead, report, milestone, wrong).context
    mended = sent(lead, report, milestone, boxes("ROW-forecast_on", "28", "2", "2017"))

    response = lead.post(row_url(report, milestone), mended | {"seen": drawn["seen"]}, follow=True)

    milestone.refresh_from_db()
    assert response.redirect_chain == [(url(report), 302)]
    assert milestone.forecast_on == date(2017, 2, 28)


def test_two_who_write_the_same_text_lose_neither(client, report, milestone):
    other = lead_of(report.programme)
    client.force_login(other)
    first = sent(client, report, milestone, {"ROW-progress": "As the lead sees it."})
    client.force_login(chair_of(report.programme))
    save(client, report, milestone, {"ROW-progress": "As the chair sees it."})
    client.force_login(other)

    response = client.post(row_url(report, milestone), first)

    milestone.refresh_from_db()
    assert response.url == url(report, "report-clashes")
    assert milestone.progress == "As the chair sees it."
    clash = report.clashes.get()
    assert (clash.mine, clash.theirs) == ("As the lead sees it.", "As the chair sees it.")


def test_what_came_after_submission_is_kept_beside_the_report(lead, report, milestone):
    data = sent(lead, report, milestone, {"ROW-progress": "Too late."} | NEW_DATE)
    frozen(report)

    response = lead.post(row_url(report, milestone), data)

    milestone.refresh_from_db()
    assert response.status_code == 422
    assert "This report is submitted now" in text_of(response)
    assert milestone.progress == ""
    assert not milestone.rebaselines.exists()
    assert report.clashes.get().mine == "Too late."


def test_the_script_saves_without_agreeing_to_anything(lead, report, milestone):
    data = sent(lead, report, milestone, {"ROW-progress": "Advertised."} | NEW_DATE)

    answer = lead.post(row_url(report, milestone), data | {"autosave": "yes"}).json()

    milestone.refresh_from_db()
    assert answer["open"]
    assert answer["seen"] == report.changes.get().pk
    assert milestone.progress == "Advertised."
    assert not milestone.rebaselines.exists()


def test_typed_markup_stays_text(lead, report, milestone):
    save(lead, report, milestone, {"ROW-progress": "</textarea><script>x()</script>"})

    assert b"<script>x()" not in lead.get(row_url(report, milestone)).content
    assert b"<script>x()" not in lead.get(url(report)).content


# --- cost ---------------------------------------------------------------------------------------


def fill(report):
    """30 milestones, 30 risks and 24 reports before this one."""
    programme = report.programme
    milestones = MilestoneFactory.create_batch(30, programme=programme)
    RiskFactory.create_batch(30, programme=programme)
    for month in range(24):
        earlier = ReportFactory(programme=programme, period_end=date(2015, 1, month + 1))
        frozen(earlier)
        MilestoneUpdateFactory(report=earlier, milestone=milestones[0])
        RebaselineFactory(report=earlier, milestone=milestones[month])
    return milestones[0]


def test_the_pages_cost_the_same_whatever_the_programme_holds(
    lead, report, milestone, django_assert_num_queries
):
    with django_assert_num_queries(6):
        lead.get(url(report))
    with django_assert_num_queries(6):
        lead.get(row_url(report, milestone))
    busy = fill(report)

    with django_assert_num_queries(6):
        lead.get(url(report))
    with django_assert_num_queries(6):
        lead.get(row_url(report, busy))
