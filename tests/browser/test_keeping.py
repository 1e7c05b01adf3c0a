"""The performance team: pulling values, keeping targets."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from indicators.models import Indicator
from programmes.demonstration.samples import described
from programmes.demonstration.written import write_report
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import FEBRUARY, button, link, sign_in
from tests.demonstration import load_programme_6

SOURCE_NAME = described("folder")["name"]
PATIENCE = 20_000  # milliseconds for a job
UNCHANGED = re.compile(r"0 new, 0 revised, [1-9]\d* unchanged")


@pytest.fixture(autouse=True)
def programme(transactional_db):
    """Programme 6, pulled once."""
    return load_programme_6()


def newest_pull(page):
    """The first line of the list of pulls."""
    return page.get_by_role("table", name="Latest pulls").get_by_role("row").nth(1)


def test_a_pull_is_asked_for_watched_and_done(page, watch, start_worker):
    sign_in(page, "performance")
    link(page, "See the pulls").click()

    button(page, f"Pull now from {SOURCE_NAME}").click()
    expect(page.get_by_role("alert")).to_contain_text(f"{SOURCE_NAME} is being pulled.")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Waiting to start.")
    start_worker()

    # Nobody reloads the page.
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=PATIENCE)
    expect(newest_pull(page)).to_contain_text(UNCHANGED)
    newest_pull(page).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Every row was taken")
    watch.assert_quiet()


def test_without_javascript_a_pull_is_refreshed_by_hand(new_page, let_in, start_worker):
    page = new_page(java_script_enabled=False)
    let_in(page.context, "performance")
    page.goto("/pulls/")
    button(page, f"Pull now from {SOURCE_NAME}").click()
    expect(page.get_by_role("status")).to_contain_text("Waiting to start.")
    start_worker()

    for _ in range(PATIENCE // 500):
        if newest_pull(page).filter(has_text=UNCHANGED).count():
            break
        page.wait_for_timeout(500)
        link(page, "Refresh the progress").click()

    expect(page.get_by_role("progressbar")).to_have_count(0)


def fill_in_target(page, number, **answers):
    for name, answer in answers.items():
        page.locator(f"#id_targets-{number}-{name}").fill(answer)


def test_a_target_is_given_from_a_day_on_and_judges_the_next_report(page, watch, programme):
    write_report(programme)
    sign_in(page, "performance")
    link(page, "Admin").click()
    link(page, "Indicators").first.click()
    link(page, "P6-02").click()
    fill_in_target(page, 1, value="97", effective_from="01/02/2017", origin="improvement plan")

    button(page, "Save").click()
    expect(page.get_by_role("main")).to_contain_text(
        "Another target is in force from 1 April 2016 until 31 March 2017."
    )
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator("#id_targets-1-value")).to_have_value("97")
    fill_in_target(page, 0, effective_to="31/01/2017", reason="The plan was agreed anew.")
    button(page, "Save").click()
    touched = page.get_by_role("region", name="Open reports that this touches").first
    expect(touched).to_contain_text("P6 to 28 February 2017 (draft)")
    touched.get_by_label("I have read this.").check()
    button(page, "Save").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed")

    page.goto(FEBRUARY)
    expect(page.locator("#indicator-p6-02")).to_contain_text("at least 97%")
    watch.assert_quiet()
    starts = Indicator.objects.get(code="P6-02").targets.values_list("effective_from", flat=True)
    assert set(starts) == {date(2016, 4, 1), date(2017, 2, 1)}


def test_a_target_with_one_end_says_what_is_missing(page, watch, let_in):
    let_in(page.context, "performance")
    pk = Indicator.objects.get(code="P6-10").pk
    page.goto(f"/admin/indicators/indicator/{pk}/change/")
    fill_in_target(page, 0, lower="5", effective_from="01/02/2017", origin="improvement plan")

    button(page, "Save").click()

    expect(page.get_by_role("main")).to_contain_text(
        "Give one value, or both a lower and an upper value."
    )
    watch.assert_quiet()
    assert_for_everyone(page)
