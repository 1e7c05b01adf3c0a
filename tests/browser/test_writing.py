"""Writing a report: what the chair fills in, forgets and submits."""

import re

import pytest
from playwright.sync_api import expect

from programmes.choices import WRITTEN_SECTIONS, ReportState, Section
from programmes.demonstration.written import write_report
from programmes.models import Report
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import FEBRUARY, button, link, sign_in
from tests.demonstration import load_programme_6

EDIT = f"{FEBRUARY}edit/"
SUBMIT = "Save and submit to the executive"


@pytest.fixture(autouse=True)
def report(transactional_db):
    """The draft to 28 February 2017."""
    programme = load_programme_6()
    write_report(programme)
    return Report.objects.get(programme=programme, state=ReportState.DRAFT)


def test_what_the_chair_forgot_is_listed_and_each_line_leads_to_its_answer(page, watch, let_in):
    let_in(page.context, "chair")
    page.goto(EDIT)
    page.get_by_label("Achievements", exact=True).fill("The team is in place.")

    button(page, SUBMIT).click()

    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Your text is saved.")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("Achievements", exact=True)).to_have_value("The team is in place.")
    lines = summary.get_by_role("link")
    expect(lines).to_have_count(6)  # status, reason and the four other sections
    for line in lines.all():
        line.click()
        control = page.locator(":focus")
        assert control.evaluate("control => control.matches('input, textarea')")
        assert f"#{control.get_attribute('id')}" == line.get_attribute("href")
    watch.assert_quiet()
    assert_for_everyone(page)


def test_the_status_that_is_missing_is_said_beside_the_choice_too(page, let_in):
    let_in(page.context, "chair")
    page.goto(EDIT)

    button(page, SUBMIT).click()
    link(page, "Set the status: red, amber or green.").click()

    expect(page.get_by_role("radio", name="Green")).to_be_focused()
    expect(
        page.get_by_role("group", name="How is the programme doing overall?")
    ).to_have_accessible_description("Error: Set the status: red, amber or green.")


def test_a_submitted_report_is_read_and_no_longer_written(page, watch, report):
    sign_in(page, "chair")
    button(page, "Fill in the report of Programme 6").click()
    page.get_by_role("radio", name="Amber").check()
    page.get_by_label("Reason for this status").fill("Two posts are empty.")
    page.get_by_label("Why your status differs").fill("Both are advertised.")
    page.get_by_label("Achievements", exact=True).fill("The team is in place.")
    for section in set(WRITTEN_SECTIONS) - {Section.ACHIEVEMENTS}:
        page.get_by_label(f"Nil return: nothing to report under “{section.label}”").check()

    button(page, SUBMIT).click()

    expect(page.get_by_role("alert")).to_contain_text("The report is submitted")
    expect(page.get_by_role("main")).to_contain_text("The team is in place.")
    expect(page.get_by_role("region", name="This report")).to_contain_text("Submitted.")
    expect(link(page, "Fill in this report")).to_have_count(0)
    watch.assert_quiet()
    assert page.goto(EDIT).status == 403
    expect(page.get_by_role("main")).to_contain_text("so it can no longer be changed")
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED


def test_the_lead_saves_without_javascript(new_page, let_in, report):
    page = new_page(java_script_enabled=False)
    let_in(page.context, "lead")
    page.goto(EDIT)
    page.get_by_label("Slippage", exact=True).fill("One.\n\nTwo.")

    button(page, "Save").click()

    expect(page.get_by_role("alert")).to_contain_text("Your text is saved.")
    expect(page.get_by_label("Slippage", exact=True)).to_have_value("One.\n\nTwo.")
    assert [entry.text for entry in report.entries.all()] == ["One.", "Two."]


def test_two_who_write_at_once_see_both_texts_and_lose_neither(page, new_page, let_in):
    other = new_page()
    for window, username in ((page, "lead"), (other, "chair")):
        let_in(window.context, username)
        window.goto(EDIT)
        window.get_by_label("Slippage", exact=True).fill(f"As the {username} sees it.")
    button(page, "Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Your text is saved.")

    button(other, "Save").click()

    expect(other.locator(".govuk-error-summary")).to_be_focused()
    expect(other.get_by_role("main")).to_contain_text("Slippage, as somebody else saved it")
    expect(other.get_by_role("main")).to_contain_text("As the lead sees it.")
    expect(other.get_by_label("Slippage", exact=True)).to_have_value("As the chair sees it.")
    assert_for_everyone(other)
