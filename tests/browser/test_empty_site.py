"""A site on its first day: nothing is loaded, and each page says what to do about it."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_for_everyone
from tests.people import executive, performance


@pytest.mark.parametrize(
    ("person", "url", "words"),
    [
        (performance, "/", "0 sources"),
        (performance, "/pulls/", "No source has been set up yet. Add one in Admin."),
        (performance, "/indicators/", "No figure has come from a source yet."),
        (performance, "/admin/indicators/indicator/", "0 indicators"),
        (performance, "/chase/", "No report is expected yet."),
        (executive, "/review/", "No programme has submitted a report yet."),
    ],
)
def test_an_empty_page_says_so(page, watch, let_in, person, url, words):
    let_in(page.context, person().username)

    page.goto(url)

    expect(page.get_by_role("main")).to_contain_text(words)
    watch.assert_quiet()
    assert_for_everyone(page)
