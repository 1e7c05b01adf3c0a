"""A meeting pack: asked for, made while the page waits, and downloaded."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.demonstration.written import write_report
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import button, downloaded, text_of_pdf
from tests.demonstration import load_programme_6

PATIENCE = 60_000  # milliseconds for a pack


@pytest.fixture(autouse=True)
def report(transactional_db):
    """The submitted report to 31 January 2017."""
    return write_report(load_programme_6())


def test_a_pack_is_made_and_downloaded(page, watch, let_in, start_worker):
    let_in(page.context, "executive")
    page.goto(reverse("packs"))
    expect(page.get_by_label("Programme 6, period to 31 January 2017")).to_be_checked()

    button(page, "Make a meeting pack").click()
    expect(page.get_by_role("status")).to_contain_text("Waiting to start")
    start_worker()

    # Nobody reloads the page.
    expect(page.get_by_text("Made on")).to_be_visible(timeout=PATIENCE)
    text = text_of_pdf(downloaded(page, page.get_by_role("link", name="PDF (").click))
    assert "Where to look" in text
    assert "P6-34" in text
    watch.assert_quiet()
    assert_for_everyone(page)


def test_a_pack_of_nothing_says_what_to_do(page, watch, let_in):
    let_in(page.context, "executive")
    page.goto(reverse("packs"))
    page.get_by_label("Programme 6, period to 31 January 2017").uncheck()

    button(page, "Make a meeting pack").click()

    expect(page.get_by_role("alert")).to_contain_text("Tick the reports")
    watch.assert_quiet()
    assert_for_everyone(page)
