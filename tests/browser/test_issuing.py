"""The executive issues a report, one cannot be issued, and an issued one is corrected."""

import pytest
from playwright.sync_api import expect

from indicators.models import Observation
from programmes.demonstration.issued import issue_report
from programmes.demonstration.written import write_report
from programmes.models import Issuing, Report
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import JANUARY, button, downloaded, link, text_of_pdf
from tests.demonstration import load_programme_6

PATIENCE = 60_000  # milliseconds for five documents


@pytest.fixture(autouse=True)
def report(transactional_db):
    """The report to 31 January 2017, submitted."""
    return write_report(load_programme_6())


def test_a_report_is_issued_while_the_executive_watches(page, watch, let_in, start_worker):
    let_in(page.context, "executive")
    page.goto(JANUARY)

    button(page, "Issue this report").click()

    expect(page.get_by_role("status")).to_contain_text("0 issued, 1 on its way.")
    assert_for_everyone(page)
    start_worker()
    # Nobody reloads the page.
    expect(page.get_by_role("status")).to_contain_text("1 issued.", timeout=PATIENCE)
    expect(page.get_by_role("cell", name="Web page, PDF, Word, spreadsheet")).to_be_visible()
    page.get_by_role("rowheader").get_by_role("link").click()
    expect(page.get_by_text("Issued.", exact=True)).to_be_visible()
    digest = Report.objects.get(state="issued").digest
    record = " ".join(digest[n : n + 4] for n in range(0, 16, 4))
    text = text_of_pdf(downloaded(page, link(page, "PDF of this report").click))
    assert text.count(f"Record {record}") > text.count("Page 1 of")
    watch.assert_quiet()


def test_what_was_not_issued_says_why_and_is_tried_again(page, watch, let_in):
    let_in(page.context, "executive")
    page.goto(JANUARY)
    button(page, "Issue this report").click()
    expect(page.get_by_role("status")).to_contain_text("0 issued, 1 on its way.")
    Issuing.objects.update(state="failed", error="The disk was full. Make room and try again.")

    # Nobody reloads the page.
    expect(page.get_by_role("cell", name="The disk was full.")).to_contain_text("still submitted")
    assert_for_everyone(page)
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("status")).to_contain_text("0 issued, 1 on its way.")
    watch.assert_quiet()


def test_an_issued_report_is_corrected_and_stays_as_it_is(page, watch, let_in, report):
    issue_report(report)
    Observation.objects.filter(indicator__code="P6-02").update(value=51)
    let_in(page.context, "performance")
    page.goto(JANUARY)
    page.get_by_text("The data has changed since").click()
    expect(page.get_by_role("cell", name="92.3%", exact=True)).to_be_visible()
    assert_for_everyone(page)

    link(page, "Correct this report").click()
    assert_for_everyone(page)
    page.get_by_label("Why it is corrected").fill("Visits were counted twice.")
    button(page, "Open a new version").click()

    expect(page.get_by_text("This version corrects version 1. Visits were")).to_be_visible()
    assert_for_everyone(page)
    link(page, "Read version 1, which it corrects").click()
    expect(page.get_by_text("Version 2 is being made to correct it.")).to_be_visible()
    assert_for_everyone(page)
    watch.assert_quiet()
