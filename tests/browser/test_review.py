"""The executive's meeting: where to look first, then the decisions, one by one."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import NARROWEST, assert_for_everyone, assert_no_sideways_scroll
from tests.browser.steps import button, downloaded, link
from tests.people import executive, performance
from tests.review_round import review_round

FUND = "Fund two more caseworkers until July."
MOVE = "Move the review of transport."


@pytest.fixture(autouse=True)
def programmes(transactional_db):
    """Seven programmes, each in another state."""
    return review_round()


@pytest.fixture
def enter(let_in):
    """Signs somebody in and opens a page."""

    def open_page(page, path="/review/", person=executive):
        let_in(page.context, person().username)
        page.goto(path)
        return page

    return open_page


def outcome_of(page, text, outcome):
    """The choice of an outcome of one decision."""
    return page.get_by_role("group", name=f"Outcome: {text}").get_by_label(outcome)


def test_the_review_says_where_to_look_first_and_leads_there(page, watch, enter):
    enter(page)

    first = page.get_by_role("main").get_by_role("listitem")
    expect(first.first).to_contain_text("Programme 4 turned Red. It was Amber for 5 reports.")
    row = page.get_by_role("row", name="Special educational needs")
    expect(row).to_contain_text("2 targets missed")
    watch.assert_quiet()
    assert_for_everyone(page)

    row.get_by_role("link", name="2 targets missed").click()
    expect(page.locator("#indicator-t-00")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1057, 1100, 1217])
def test_the_table_fits_between_a_phone_and_a_desktop(page, enter, width):
    page.set_viewport_size({"width": width, "height": 800})

    assert_no_sideways_scroll(enter(page))


def test_the_executive_returns_a_report_from_its_row(page, enter):
    enter(page)

    link(page, "Return the report of Programme 4").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Return the report")


def test_programmes_are_filtered_and_sorted_from_a_phone_without_javascript(new_page, enter):
    page = new_page(java_script_enabled=False)
    page.set_viewport_size(NARROWEST)
    enter(page)

    page.get_by_label("Show").select_option("Colour changed (2)")
    page.get_by_label("Sort by").select_option("Programme number")
    button(page, "Apply").click()

    main = page.get_by_role("main")
    expect(main.get_by_role("row", name="Early help")).to_contain_text("was Red")
    expect(main.get_by_role("rowheader")).to_have_count(2)
    expect(page.get_by_label("Show")).to_have_value("turned")
    expect(main.get_by_role("rowheader").first).to_contain_text("Early help for families")


def test_decisions_are_recorded_and_the_rest_stays_open(page, watch, enter):
    enter(page)
    link(page, "2 wanted by Programme 4").click()
    assert_for_everyone(page)

    outcome_of(page, FUND, "Agreed").check()
    page.get_by_label(f"Note: {FUND}").fill("Until the end of June")
    button(page, "Record decisions").click()

    expect(page.get_by_role("alert")).to_contain_text("1 decision is recorded.")
    expect(page.get_by_role("main")).to_contain_text("2 are waiting.")
    recorded = page.get_by_role("row", name=FUND)
    expect(recorded).to_contain_text("Agreed")
    expect(recorded).to_contain_text("Until the end of June")
    assert_for_everyone(page)


def test_of_two_at_once_the_second_is_told_and_nothing_is_lost(new_page, enter):
    one = enter(new_page(), "/decisions/")
    other = enter(new_page(java_script_enabled=False), "/decisions/")

    outcome_of(one, MOVE, "Agreed").check()
    button(one, "Record decisions").click()
    outcome_of(other, MOVE, "Declined").check()
    other.get_by_label(f"Note: {MOVE}").fill("Not this year")
    button(other, "Record decisions").click()

    main = other.get_by_role("main")
    expect(main).to_contain_text("recorded meanwhile: Agreed")
    expect(outcome_of(other, MOVE, "Declined")).to_be_checked()
    expect(other.get_by_label(f"Note: {MOVE}")).to_have_value("Not this year")

    button(other, "Record decisions").click()
    expect(main.get_by_role("row", name=MOVE)).to_contain_text("Declined")


def test_a_note_without_an_outcome_is_said_and_led_to(page, watch, enter):
    enter(page, "/decisions/")

    page.get_by_label(f"Note: {MOVE}").fill("Ask finance")
    button(page, "Record decisions").click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Choose an outcome to go with the note").click()
    expect(outcome_of(page, MOVE, "Agreed")).to_be_focused()
    expect(page.get_by_label(f"Note: {MOVE}")).to_have_value("Ask finance")
    watch.assert_quiet()
    assert_for_everyone(page)


def test_a_decision_nobody_asked_for_is_added_and_found_again(page, watch, enter):
    enter(page, "/decisions/")
    link(page, "Add a decision nobody asked for").click()
    page.get_by_label("Programme").select_option(label="Programme 3, Learning and achievement")
    page.get_by_label("What was decided").fill("Open the library on Sundays.")
    assert_for_everyone(page)
    button(page, "Add the decision").click()

    page.get_by_label("Words").fill("library")
    button(page, "Apply").click()

    expect(page.get_by_role("main")).to_contain_text("1 decision found.")
    file = downloaded(page, lambda: page.get_by_role("link", name="Download").click())
    assert "Open the library on Sundays.,Programme 3" in file.read_text("utf-8-sig")
    watch.assert_quiet()
    assert_for_everyone(page)


def test_the_performance_team_reads_what_waits_and_records_nothing(page, enter):
    enter(page, "/decisions/", performance)

    expect(page.get_by_role("main")).to_contain_text(FUND)
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(button(page, "Record decisions")).to_have_count(0)
    assert_for_everyone(page)
