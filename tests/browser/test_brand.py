"""A council's own colour on the site: seen at once, and as readable as the first one."""

import pytest
from django.urls import reverse

from indicators.models import Council
from tests.browser.checks import Watch, assert_for_everyone
from tests.browser.steps import JANUARY

# A colour whose contrast is only just enough, a very dark one and a grey.
COLOURS = ["#0d6e6e", "#101820", "#5c5c5c"]


@pytest.fixture(scope="module")
def transactional_db(council):
    """Nothing here changes what the council holds but its colour."""


@pytest.fixture(params=COLOURS)
def colour(request, transactional_db):
    Council.objects.update_or_create(pk=1, defaults={"colour": request.param})
    yield request.param
    Council.objects.all().delete()


def test_pages_in_another_colour_are_for_everyone(colour, new_context, let_in, live_server):
    context = new_context()
    let_in(context, "performance")
    page = context.new_page()
    for address in (reverse("home"), JANUARY, reverse("chase"), reverse("admin:index")):
        watch = Watch(page, live_server.url)
        page.goto(address)
        header = page.locator(".app-header, #header").first
        shown = header.evaluate("row => getComputedStyle(row).backgroundColor")
        red, green, blue = bytes.fromhex(colour[1:])
        assert shown == f"rgb({red}, {green}, {blue})"
        watch.assert_quiet()
        assert_for_everyone(page)
