"""A whole round: from the e-mail to the report that the executive has."""

import re
from datetime import date

import pytest
from django.core import mail
from playwright.sync_api import expect

from programmes.choices import ReportState
from programmes.demonstration.people import PASSWORD
from programmes.demonstration.written import write_report
from programmes.models import Report
from programmes.round import announce
from tests.browser.steps import FEBRUARY, button, link
from tests.demonstration import load_programme_6

SAVE = "Save and go back to all sections"


@pytest.fixture(autouse=True)
def report(transactional_db):
    """The draft to February, which opens with what January promised."""
    january = write_report(load_programme_6())
    return Report.objects.get(programme=january.programme, period_end="2017-02-28")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def window_of(request, new_page, let_in):
    """A window for each who takes part."""

    def open_window(username=None):
        page = new_page(java_script_enabled=request.param)
        if username:
            let_in(page.context, username)
        return page

    return open_window


def test_a_round_from_the_e_mail_to_the_executive_and_back(window_of, report):
    announce(report, date(2017, 3, 1))
    lead = window_of()
    follow_the_letter(lead)
    write_progress(lead)
    write_actions(lead)
    expect(lead.get_by_role("main")).to_contain_text("A chair sets the status")

    chair = window_of("chair")
    judge(chair, "Two posts are empty.")
    submit(chair)

    executive = window_of("executive")
    return_it(executive)

    lead.goto(f"{FEBRUARY}edit/")
    expect(lead.get_by_role("region", name="returned")).to_contain_text("Say how many families.")
    lead.goto(f"{FEBRUARY}edit/progress/")
    lead.get_by_label("Achievement 1").fill("Family group conferencing met 14 families.")
    button(lead, SAVE).click()
    chair.goto(f"{FEBRUARY}edit/")
    submit(chair)

    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    assert "met 14 families" in str(report.snapshot["sections"])
    executive.goto(f"{FEBRUARY}edit/changes/")
    trail = executive.get_by_role("table", name="Changes to this report")
    for said in ("Achievement 1", "State of the report", "Returned", "Status"):
        expect(trail).to_contain_text(said)


def follow_the_letter(page):
    """Sign in from the link of the e-mail, and be where the report is written."""
    (letter,) = mail.outbox
    path = re.search(r"https?://[^/]+(/\S+)", letter.body)[1]
    page.goto(path)
    page.get_by_label("User name").fill("lead")
    page.get_by_label("Password").fill(PASSWORD)
    button(page, "Sign in").click()
    expect(page).to_have_url(re.compile(f"{FEBRUARY}edit/$"))


def write_progress(page):
    """Answer what was promised, and say what was achieved, heard and late."""
    link(page, "Achievements").click()
    for promised in page.get_by_role("radio", name="Carry to next report").all():
        promised.check()
    page.get_by_label("Achievement 1").fill("Family group conferencing met families.")
    page.get_by_label("Nil return: children told us nothing new").check()
    page.get_by_label("Nil return: nothing slipped").check()
    button(page, SAVE).click()


def write_actions(page):
    """Give every carried action a day in March."""
    link(page, "Next period").click()
    for month in page.get_by_label("Month").all():
        month.fill("4")
    button(page, SAVE).click()


def judge(page, reason):
    """Set the status beside the evidence."""
    page.goto(f"{FEBRUARY}edit/status/")
    page.get_by_label("Amber").check()
    page.get_by_label("Reason for this status").fill(reason)
    page.get_by_label("Why your status differs").fill("Both are advertised.")
    button(page, SAVE).click()


def submit(page):
    """Nothing stops it; it is asked for once more."""
    expect(page.get_by_role("heading", name="Ready to submit")).to_be_visible()
    button(page, "Submit the report").click()
    button(page, "Submit to the executive").click()
    expect(page.get_by_role("alert").first).to_contain_text("The report is submitted")


def return_it(page):
    """The executive says at its place what has to change."""
    page.goto(FEBRUARY)
    link(page, "Return this report").click()
    page.get_by_text("Say it at a section").click()
    page.get_by_label("Achievements", exact=True).fill("Say how many families.")
    button(page, "Return the report").click()
    expect(page.get_by_role("alert").first).to_contain_text("is open again")
