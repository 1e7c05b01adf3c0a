"""A council's first day: an empty site, a workbook, and its first report with documents."""

import os
import re
from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.management import call_command
from openpyxl import load_workbook
from playwright.sync_api import expect

from indicators.models import Observation
from programmes.choices import ReportState
from programmes.models import Report
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import button, downloaded, link, text_of_pdf
from tests.first_workbook import fill_in
from tests.people import performance

PASSWORD = "a-long-word-of-4-parts"
REPORT = "/programmes/EH/reports/2017-01-31/"
SAVE = "Save and go back to all sections"
PATIENCE = 60_000  # milliseconds for the documents
NIL = {
    "progress": [
        "Nil return: nothing was achieved",
        "Nil return: children told us nothing new",
        "Nil return: nothing slipped",
    ],
    "next-actions": ["Nil return: no actions for the next period"],
    "variances": ["Nil return: nothing changes the plan"],
    "decisions": ["Nil return: no decision is wanted"],
}


@pytest.fixture(autouse=True)
def empty_site(transactional_db, settings, tmp_path):
    """Nothing but the one who runs the site."""
    settings.SOURCES_DIR = tmp_path / "sources"
    with patch.dict(os.environ, {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}):
        call_command(
            "createsuperuser", "--noinput", username="admin", email="a@example.org", verbosity=0
        )


def sign_in(page, name):
    page.goto("/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    button(page, "Sign in").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_from_an_empty_site_to_a_first_report(new_page, start_worker, tmp_path, javascript):
    admin = new_page(java_script_enabled=javascript)
    sign_in(admin, "admin")
    load_the_workbook(admin, tmp_path)
    add_a_chair(admin)
    open_the_report(admin)

    chair = new_page(java_script_enabled=javascript)
    sign_in(chair, "chair")
    fill_in_and_submit(chair)
    start_worker()

    report = Report.objects.get()
    assert report.state == ReportState.SUBMITTED
    read_the_documents(chair)


def load_the_workbook(page, tmp_path):
    """From the home page: download it, fill it in, look, and load it."""
    expect(page.get_by_role("heading", name="Start here: your first report")).to_be_visible()
    empty = downloaded(page, link(page, "Download the empty workbook").click)
    link(page, "Load the workbook").click()
    page.get_by_label("Workbook").set_input_files(
        fill_in(empty.read_bytes(), tmp_path / "Early help.xlsx")
    )
    button(page, "Upload and look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Early help")
    expect(page.get_by_role("main")).to_contain_text("There is no target, so nothing rates EH-02.")
    button(page, "Load it").click()
    expect(page.get_by_role("alert")).to_contain_text("The workbook is loaded")


def add_a_chair(page):
    """An account in Admin, and the role in the programme on the page of people."""
    page.goto("/admin/auth/user/add/")
    page.get_by_label("User name").fill("chair")
    page.get_by_label("Password:", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    button(page, "Save").click()
    page.goto("/load/done/EH/")
    link(page, "Say who leads and who chairs it").click()
    page.get_by_label("Person").select_option(label="chair")
    page.get_by_label("Delivery-group chair", exact=True).check()
    page.get_by_label("Programme", exact=True).select_option(label="Programme 3, Early help")
    button(page, "Give the role").click()
    expect(page.get_by_role("alert")).to_contain_text("chair is now")


def open_the_report(page):
    """From the programme's own page."""
    page.goto("/programmes/EH/")
    button(page, "Open the first report").click()
    expect(page.get_by_label("31 January 2017: 2 indicators have a value")).to_be_checked()
    button(page, "Open the report").click()
    expect(page.get_by_role("alert")).to_contain_text("The report to 31 January 2017 is open.")
    expect(page.get_by_role("main")).to_contain_text("EH-01")


def fill_in_and_submit(page):
    """A nil return wherever nothing is to be said; the status with its reason."""
    expect(page.get_by_role("heading", level=1)).to_have_text("January 2017 report")
    for slug, labels in NIL.items():
        page.goto(f"{REPORT}edit/{slug}/")
        for label in labels:
            page.get_by_label(label).check()
        button(page, SAVE).click()
    page.goto(f"{REPORT}edit/status/")
    page.get_by_label("Red", exact=True).check()
    page.get_by_label("Reason for this status").fill("The hub will open late.")
    button(page, SAVE).click()
    button(page, "Submit the report").click()
    button(page, "Submit to the executive").click()
    expect(page.get_by_role("alert").first).to_contain_text("The report is submitted")


def read_the_documents(page):
    """As PDF and as spreadsheet; the page is opened again until a worker has made them."""
    page.goto(REPORT)
    for _ in range(60):
        if link(page, "Spreadsheet of this report").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    words = text_of_pdf(downloaded(page, link(page, "PDF of this report").click))
    assert "EH-01" in words
    assert "82.4%" in words


def test_faults_come_back_in_a_copy_of_the_workbook(new_page, let_in, tmp_path):
    page = new_page()
    let_in(page.context, performance().username)
    page.goto("/load/")
    assert_for_everyone(page)
    button(page, "Upload and look at it").click()
    expect(link(page, "Choose the workbook to load")).to_be_visible()
    assert_for_everyone(page)
    empty = downloaded(page, link(page, "Download the empty workbook").click)
    path = fill_in(empty.read_bytes(), tmp_path / "mine.xlsx")
    upload(page, spoilt(path))

    expect(page.get_by_role("heading", level=1)).to_have_text("2 things to mend")
    assert_for_everyone(page)
    copy = downloaded(
        page, button(page, "Download your workbook with the faults marked").click
    ).read_bytes()
    marked = load_workbook(BytesIO(copy))
    assert marked["risks"]["B2"].comment.text == "Likelihood and impact are each from 1 to 5."

    upload(page, path)
    assert_for_everyone(page)
    button(page, "Load it").click()
    expect(page).to_have_url(re.compile("/load/done/EH/$"))
    assert_for_everyone(page)
    assert Observation.objects.count() == 4
    link(page, "Open its first report").click()
    assert_for_everyone(page)
    page.goto("/programmes/EH/")
    assert_for_everyone(page)


def upload(page, path):
    """Choose a workbook on the page for it."""
    page.goto("/load/")
    page.get_by_label("Workbook").set_input_files(path)
    button(page, "Upload and look at it").click()


def spoilt(path):
    """The same workbook with two faults."""
    book = load_workbook(path)
    book["risks"]["B2"] = 9
    book["targets"]["C2"] = "many"
    book.save(path.with_name("spoilt.xlsx"))
    return path.with_name("spoilt.xlsx")


def test_the_home_page_of_an_empty_site_is_for_everyone(new_page):
    page = new_page()
    sign_in(page, "admin")

    expect(page.get_by_role("heading", name="Start here: your first report")).to_be_visible()
    assert_for_everyone(page)
