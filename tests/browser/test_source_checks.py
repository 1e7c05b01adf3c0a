"""The performance team tries the demonstration's source of each kind before saving it."""

import pytest
from playwright.sync_api import expect

from indicators.models import Source
from programmes.demonstration import samples
from programmes.demonstration.values import make_sources
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import button, link
from tests.demonstration import load_programme_6
from tests.webserver import free_port

FINDS = {
    "Programme 6 spreadsheets": "observations.csv: The columns fit, and the first 20 rows can",
    "Partner attendance workbook": "partner-attendance.xlsx: The columns fit, and the first 4 rows",
    "Finance system": "answers. The columns fit, and the first 8 rows can be read.",
    "Data warehouse": "The database answers. The columns fit, and the first 4 rows can be read.",
    "Child protection statistics": "6 values of 1 indicator for England, South West, Statistical",
    "Public health profiles": "4 values of 1 indicator for England, South West can be read",
    "Key stage 2 comparisons": "6 values of 1 indicator for England, South West can be read",
}


@pytest.fixture(autouse=True)
def sources(transactional_db, settings, tmp_path, monkeypatch):
    """Programme 6 and the demonstration's sources, and what they read."""
    port = free_port()
    settings.SOURCES_DIR = tmp_path
    monkeypatch.setenv("DEMONSTRATION_PORT", str(port))
    monkeypatch.setenv(samples.WAREHOUSE, f"sqlite:///{tmp_path}/warehouse.sqlite3")
    settings.SOURCE_PRIVATE_HOSTS = [f"127.0.0.1:{port}"]
    settings.SOURCE_SECRETS = [samples.WAREHOUSE]
    load_programme_6()
    with samples.web_server():
        yield make_sources()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(request, new_page, let_in):
    """The performance team, signed in."""
    page = new_page(java_script_enabled=request.param)
    let_in(page.context, "performance")
    return page


def test_a_source_of_each_kind_is_checked(page):
    for source in Source.objects.all():
        page.goto(f"/admin/indicators/source/{source.pk}/change/")
        button(page, "Check that it can be read").click()

        tried = page.get_by_role("region", name="It can be read")
        expect(tried).to_contain_text(FINDS[source.name])
        expect(tried).to_contain_text("Nothing is saved yet.")


def test_a_check_says_in_words_what_is_wrong(page, settings):
    settings.SOURCE_PRIVATE_HOSTS = []
    source = Source.objects.get(name="Finance system")
    page.goto(f"/admin/indicators/source/{source.pk}/change/")

    button(page, "Check that it can be read").click()

    tried = page.get_by_role("region", name="It cannot be read")
    expect(tried).to_contain_text("is not on this site's list. Mend the address, or ask whoever")


def test_an_upload_begins_on_the_page_of_pulls(page):
    page.goto("/pulls/")

    link(page, "Upload a file").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Upload a file")
    expect(link(page, "Pulls").first).to_have_attribute("aria-current", "page")


def test_the_pages_of_each_kind_are_for_everyone(new_page, let_in):
    page = new_page()
    let_in(page.context, "performance")
    page.goto("/pulls/")
    assert_for_everyone(page)
    for source in Source.objects.all():
        page.goto(f"/admin/indicators/source/{source.pk}/change/")
        button(page, "Show the first rows").click()
        heading = page.get_by_role("heading", name="How the first rows would be understood")
        expect(heading).to_be_visible()
        assert_for_everyone(page)
