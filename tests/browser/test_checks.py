"""The checks themselves: each finds what it is there for."""

import pytest
from playwright.sync_api import Error

from tests.browser.checks import (
    NARROWEST,
    assert_accessible,
    assert_for_everyone,
    assert_no_sideways_scroll,
)

GOOD = '<html lang="en"><title>Page</title><main><h1>Indicators</h1><p>34</p></main></html>'
STRICT = {"Content-Security-Policy": "default-src 'none'", "Content-Type": "text/html"}


def serve(page, html):
    """Open a page of our own at an address of the site, with a strict policy."""
    page.route("**/odd/", lambda route: route.fulfill(body=html, headers=STRICT))
    page.goto("/odd/")


def test_a_good_page_passes(page):
    page.set_content(GOOD)

    assert_for_everyone(page)


def test_a_picture_without_words_is_found(page):
    page.set_content(GOOD.replace("34", '<img src="arrow.svg">'))

    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_what_a_page_folds_away_is_looked_at_too(page):
    folded = '<details><summary>More</summary><img src="arrow.svg"></details>'
    page.set_content(GOOD.replace("<p>34</p>", folded))

    with pytest.raises(AssertionError, match="image-alt"):
        assert_for_everyone(page)


def test_a_page_that_scrolls_sideways_is_found(page):
    page.set_content(GOOD.replace("34", '<div style="width: 400px">34</div>'))
    assert_no_sideways_scroll(page)

    page.set_viewport_size(NARROWEST)
    with pytest.raises(AssertionError, match="pixels wide"):
        assert_no_sideways_scroll(page)


def test_a_page_that_does_nothing_odd_is_quiet(page, watch):
    serve(page, GOOD)

    watch.assert_quiet()


@pytest.mark.parametrize(
    ("odd", "noted"),
    [
        ('<p style="color: red">34</p>', "Console: .*style"),
        ("<script>draw()</script>", "Console: .*script"),
        ('<img alt="" src="https://example.org/dot.png">', "Request: https://example.org/dot.png"),
    ],
)
def test_what_the_policy_forbids_and_what_goes_elsewhere_is_noted(page, watch, odd, noted):
    serve(page, GOOD.replace("<p>34</p>", odd))

    with pytest.raises(AssertionError, match=noted):
        watch.assert_quiet()


def test_a_script_that_fails_is_noted(page, watch):
    page.set_content("<script>draw()</script>")

    with pytest.raises(AssertionError, match="Script: draw is not defined"):
        watch.assert_quiet()


def test_a_page_that_is_not_there_may_be_meant(page, watch):
    page.goto("/static/none.html")

    watch.assert_quiet()


def test_a_picture_that_is_not_there_is_noted(page, watch):
    page.goto("/static/none.html")
    page.set_content('<img alt="" src="/static/none.png">')

    with pytest.raises(AssertionError, match="none.png"):
        watch.assert_quiet()


def test_the_browser_gets_the_site_with_its_style(page):
    answer = page.goto("/admin/login/")
    rules = page.evaluate("[...document.styleSheets].map(sheet => sheet.cssRules.length)")

    assert answer.ok
    assert rules
    assert all(rules)


def test_the_browser_reaches_nothing_but_this_machine(page):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://example.org/")
