"""The documents of a report: made when asked for, and read where there is no site."""

from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from programmes.demonstration.written import write_report
from tests.browser.checks import Watch, assert_for_everyone
from tests.browser.steps import FEBRUARY, button, downloaded, link, text_of_pdf
from tests.demonstration import load_programme_6

PATIENCE = 60_000  # milliseconds for three documents


@pytest.fixture(autouse=True)
def report(transactional_db):
    """The report to 31 January 2017, and the draft of the next; no document of either."""
    return write_report(load_programme_6())


def test_documents_are_made_when_asked_for_and_their_links_appear(
    page, watch, let_in, start_worker
):
    let_in(page.context, "lead")
    page.goto(FEBRUARY)
    expect(link(page, "PDF of this report")).to_have_count(0)

    button(page, "Make the PDF, Word file and spreadsheet").click()
    expect(page.get_by_role("status")).to_contain_text("Being made: PDF, Word file")
    start_worker()

    # Nobody reloads the page.
    expect(link(page, "Spreadsheet of this report")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("status")).to_have_count(0)
    assert "P6-34" in text_of_pdf(downloaded(page, link(page, "PDF of this report").click))
    watch.assert_quiet()


def test_a_report_saved_as_a_file_needs_no_site_and_no_network(browser, tmp_path):
    path = tmp_path / "report.html"
    asked_for = ["report", "P6", "--period-end=2017-01-31", "--format=html", f"--output={path}"]
    call_command(*asked_for, stdout=StringIO())
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page, path.as_uri())

    page.goto(path.as_uri())

    expect(page.get_by_role("table").filter(has_text="P6-01").first).to_be_visible()
    watch.assert_quiet()
    assert_for_everyone(page)
    context.close()
