"""Importing targets through the admin: what the tests of it share."""

from indicators.categories import HEADLINE, ensure_categories
from indicators.models import Indicator
from tests.browser.steps import button, link
from tests.factories import IndicatorFactory

LIST = "/admin/indicators/target/"
PATIENCE = 30_000  # milliseconds: after as long most web servers end a request


def make_indicators(number: int) -> None:
    """Indicators HI-0, HI-1, and so on."""
    Indicator.objects.bulk_create(
        IndicatorFactory.build(code=f"HI-{each}") for each in range(number)
    )
    ensure_categories({row.pk: [HEADLINE] for row in Indicator.objects.all()})


def upload(page, path) -> None:
    """Choose a file on the list of targets and look at its changes."""
    page.goto(LIST)
    link(page, "Import").click()
    page.get_by_label("File").set_input_files(path)
    button(page, "Show the changes").click()
