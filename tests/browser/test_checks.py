"""The checks themselves: each finds what it is there for."""

import pytest
from playwright.sync_api import Error

from tests.browser.checks import assert_accessible, assert_no_sideways_scroll

GOOD = '<html lang="en"><title>Page</title><main><h1>Indicators</h1><p>34</p></main></html>'


def test_a_good_page_passes(page):
    page.set_content(GOOD)

    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_a_picture_without_words_is_found(page):
    page.set_content(GOOD.replace("34", '<img src="arrow.svg">'))

    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_a_page_that_scrolls_sideways_is_found(page):
    page.set_content(GOOD.replace("34", '<div style="width: 400px">34</div>'))

    with pytest.raises(AssertionError, match="pixels wide"):
        assert_no_sideways_scroll(page)


def test_the_browser_gets_the_site_with_its_style(page):
    answer = page.goto("/admin/login/")
    rules = page.evaluate("[...document.styleSheets].map(sheet => sheet.cssRules.length)")

    assert answer.ok
    assert rules
    assert all(rules)


def test_the_browser_reaches_nothing_but_this_machine(page):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://example.org/")
