"""A copy for the public: sections marked, small numbers looked at, documents made; and trends."""

from copy import copy

import pytest
from playwright.sync_api import expect

from indicators.periods import add_months
from programmes.demonstration.written import write_report
from programmes.models import Report
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import JANUARY, button, downloaded, link, text_of_pdf
from tests.demonstration import load_programme_6

PATIENCE = 60_000  # milliseconds for three documents
EMPLOYER = "A care leaver is on work experience"


@pytest.fixture(autouse=True)
def report(transactional_db):
    """The report to 31 January 2017, submitted."""
    return write_report(load_programme_6())


@pytest.fixture
def team(page, let_in):
    """The window of the performance team."""
    let_in(page.context, "performance")
    return page


def mark_achievements(page):
    page.goto(JANUARY)
    link(page, "Exempt sections").click()
    page.get_by_label("Section").select_option("Achievements")
    page.get_by_label("Why the law lets it be kept").select_option("2")
    page.get_by_label("Reason").fill("One person could be recognised.")
    button(page, "Mark it as exempt").click()


def look_at_the_numbers(page):
    page.goto(JANUARY)
    link(page, "Copies for others").click()
    link(page, "Copy for the public").click()
    page.get_by_label("I have looked at every number").check()
    button(page, "Let the copy be made").click()


def test_an_exempt_section_is_marked_and_opened_again(team, watch):
    team.goto(f"{JANUARY}exempt/")
    button(team, "Mark it as exempt").click()
    expect(team.get_by_role("alert")).to_contain_text("Give the reason.")
    assert_errors_lead_to_their_fields(team)
    mark_achievements(team)
    row = team.get_by_role("row").filter(has_text="One person could be recognised.")
    expect(row).to_contain_text("likely to reveal the identity of an individual")
    watch.assert_quiet()
    assert_for_everyone(team)

    row.get_by_role("button").click()

    expect(team.get_by_text("Every section is open to the public.")).to_be_visible()


def assert_errors_lead_to_their_fields(page):
    link(page, "Choose the section that is exempt.").click()
    expect(page.get_by_label("Section")).to_be_focused()


def test_the_public_gets_what_is_left_once_somebody_has_looked(team, watch, start_worker):
    mark_achievements(team)
    team.goto(f"{JANUARY}copies/public/")
    expect(team.get_by_role("list", name="Documents of this copy")).to_have_count(0)
    look_at_the_numbers(team)

    button(team, "Make the PDF, Word file and spreadsheet").click()
    expect(team.get_by_role("status")).to_contain_text("Being made: PDF, Word file")
    start_worker()

    # Nobody reloads the page.
    pdf = link(team, "PDF for the public")
    expect(pdf).to_be_visible(timeout=PATIENCE)
    expect(link(team, "Spreadsheet for the public")).to_be_visible(timeout=PATIENCE)
    text = " ".join(text_of_pdf(downloaded(team, pdf.click)).split())
    assert "Exempt under paragraph 2" in text
    assert "One person could be recognised." in text
    assert "Background papers" in text
    assert EMPLOYER not in text
    watch.assert_quiet()
    assert_for_everyone(team)
    team.goto(JANUARY)
    expect(team.get_by_text(EMPLOYER)).to_be_visible()


def test_it_works_without_scripts(new_page, let_in):
    page = new_page(java_script_enabled=False)
    let_in(page.context, "executive")
    look_at_the_numbers(page)

    path = downloaded(page, link(page, "Web page for the public").click)

    assert "copy for the public" in path.read_text(encoding="utf-8")


def test_the_trends_of_a_programme_are_for_everyone(team, watch, report):
    for back in range(1, 14):
        older = copy(report)
        older.pk, older.period_end = None, add_months(report.period_end, -back)
        older.snapshot = report.snapshot | {
            "period_end": older.period_end.isoformat(),
            "risks": [
                risk | {"likelihood": 2, "score": 2 * risk["impact"]}
                for risk in report.snapshot["risks"]
            ],
        }
        older.save()
    assert Report.objects.count() == 15

    team.goto("/programmes/P6/")

    expect(team.locator(".chart-strip")).to_have_count(2)
    expect(team.get_by_role("img", name="Ratings: February 2016")).to_be_visible()
    paths = team.get_by_role("img", name="Risk matrix over time: risk 1, likelihood 2")
    expect(paths).to_be_visible()
    watch.assert_quiet()
    assert_for_everyone(team)
