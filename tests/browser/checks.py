"""What every page has to stand up to."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import ConsoleMessage, Page, Request

AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
RUN_AXE = "options => axe.run(options).then(results => results.violations)"
DESKTOP = {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 800}  # WCAG 2.2, 1.4.10 Reflow


class Watch:
    """Notes what goes wrong on a page from now on, and what it asks of any other host.

    ``home`` is how the address of all it may ask for begins.
    """

    def __init__(self, page: Page, home: str):
        self._page, self._home = page, home
        self._noted: list[str] = []
        self._listeners = {
            "console": self._hear,
            "pageerror": lambda error: self._noted.append(f"Script: {error}"),
            "request": self._see,
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)

    def _hear(self, message: ConsoleMessage):
        # A page that is refused or not found is an error of its own, and rightly so.
        is_the_page = message.location["url"] == self._page.url
        if message.type in ("error", "warning") and not (
            is_the_page and message.text.startswith("Failed to load resource")
        ):
            self._noted.append(f"Console: {message.text} ({message.location['url']})")

    def _see(self, request: Request):
        if not request.url.startswith(self._home):
            self._noted.append(f"Request: {request.url}")

    def assert_quiet(self):
        """Fail with script errors, breaches of the security policy and requests elsewhere.

        Then the watch is over: what axe does to a page breaches the policy too.
        """
        for event, listener in self._listeners.items():
            self._page.remove_listener(event, listener)
        assert not self._noted, "\n".join(self._noted)


def assert_accessible(page: Page):
    """Fail with every violation of WCAG 2.0 to 2.2, A and AA, that axe finds on the page.

    It runs with the page's Content-Security-Policy in force, as the page does for its readers.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    results = AxeResults({"violations": page.evaluate(RUN_AXE, AXE_OPTIONS)})

    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_no_sideways_scroll(page: Page):
    """Fail if the page is wider than its window."""
    page_width, window_width = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )

    assert page_width <= window_width, f"{page.url} is {page_width} pixels wide."


def assert_for_everyone(page: Page):
    """Fail unless the page, with all that it folds away, is fit for a desktop and a phone."""
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    for window in (DESKTOP, NARROWEST):
        page.set_viewport_size(window)
        assert_accessible(page)
        assert_no_sideways_scroll(page)
