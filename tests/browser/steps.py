"""What people do on the site, step by step."""

from pathlib import Path

import pypdfium2
from playwright.sync_api import Locator, Page

from programmes.demonstration.people import PASSWORD

JANUARY = "/programmes/P6/reports/2017-01-31/"
FEBRUARY = "/programmes/P6/reports/2017-02-28/"  # still a draft
HOME = "February 2017 report"  # the heading of the lead's home page: what is due
TITLE = "Multi-agency support for vulnerable children and an excellent social work service"
MOST_TABS = 60


def link(page: Page, name: str) -> Locator:
    """The link of exactly that name."""
    return page.get_by_role("link", name=name, exact=True)


def button(page: Page, name: str) -> Locator:
    """The button of exactly that name."""
    return page.get_by_role("button", name=name, exact=True)


def sign_in(page: Page, username: str) -> None:
    """Through the page that people use."""
    page.goto("/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    button(page, "Sign in").click()


def downloaded(page: Page, press) -> Path:
    """The file that comes after ``press()``."""
    with page.expect_download() as coming:
        press()
    return coming.value.path()


def text_of_pdf(path: Path) -> str:
    """All its words. Raises ``PdfiumError`` where it is no PDF."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus, which every stop must show."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        words, shown = page.evaluate(
            """() => {
                const control = document.activeElement, style = getComputedStyle(control);
                const outlined = style.outlineStyle !== "none" && style.outlineWidth !== "0px";
                return [control.textContent, outlined || style.boxShadow !== "none"];
            }"""
        )
        assert shown, f"Nobody sees that “{words}” has the focus."
        if " ".join(words.split()) == name:
            return
    raise AssertionError(f"{MOST_TABS} tabs do not reach “{name}” on {page.url}.")
