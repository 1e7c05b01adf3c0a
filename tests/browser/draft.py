"""The draft to February that browser tests write in."""

import re

from playwright.sync_api import Locator, Page

from programmes.choices import Section
from programmes.demonstration.written import write_report
from programmes.models import Entry, Report
from tests.browser.steps import FEBRUARY, button
from tests.demonstration import load_programme_6

PROGRESS = f"{FEBRUARY}edit/progress/"
SAVED = re.compile(r"Saved at \d+:\d\d[ap]m\.")
ONE = "Achievement 1"


def make_draft() -> Report:
    """The report to February of the demonstration, with one achievement: “Before.”"""
    programme = write_report(load_programme_6()).programme
    report = Report.objects.get(programme=programme, period_end="2017-02-28")
    Entry.objects.create(report=report, section=Section.ACHIEVEMENTS, key="one", text="Before.")
    return report


def stored() -> str:
    """What that achievement says now."""
    return Entry.objects.get(key="one").text


def saving(page: Page) -> Locator:
    """The line that says whether the text is saved."""
    return page.locator("[data-saving]")


def save(page: Page) -> None:
    """Press the button."""
    button(page, "Save and go back to all sections").click()
