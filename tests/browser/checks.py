"""What every page has to stand up to."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}
NARROWEST = {"width": 320, "height": 800}  # WCAG 2.2, 1.4.10 Reflow


def assert_accessible(page: Page):
    """Fail with every violation of WCAG 2.0 to 2.2, A and AA, that axe finds on the page.

    It runs with the page's Content-Security-Policy in force, as the page does for its readers.
    """
    results = Axe().run(page, options=AXE_OPTIONS)

    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_no_sideways_scroll(page: Page):
    """Fail if the page is wider than a window of 320 pixels; the window is then as it was."""
    window = page.viewport_size
    page.set_viewport_size(NARROWEST)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(window)

    assert width <= NARROWEST["width"], f"{page.url} is {width} pixels wide."
