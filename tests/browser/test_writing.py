"""The lead and the chair fill in the report, page by page."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from programmes.choices import ReportState, Section
from programmes.demonstration.written import write_report
from programmes.models import Entry, Report
from tests.browser.checks import NARROWEST, assert_for_everyone, assert_no_sideways_scroll
from tests.browser.steps import FEBRUARY, button, link, sign_in, tab_to
from tests.demonstration import load_programme_6

PROGRESS = f"{FEBRUARY}edit/progress/"
SAVED = re.compile(r"Saved at \d+:\d\d[ap]m\.")
NIL = ["nothing was achieved", "children told us nothing new", "nothing slipped"]


@pytest.fixture(autouse=True)
def report(transactional_db):
    """The draft to February, which opens with what January promised."""
    january = write_report(load_programme_6())
    return Report.objects.get(programme=january.programme, period_end="2017-02-28")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def lead(request, new_page, let_in):
    """The lead's window."""
    page = new_page(java_script_enabled=request.param)
    let_in(page.context, "lead")
    return page


@pytest.fixture
def chair(new_page, let_in):
    """The chair's window."""
    page = new_page()
    let_in(page.context, "chair")
    return page


def texts(section):
    return list(
        Entry.objects.filter(report__period_end="2017-02-28", section=section).values_list(
            "text", flat=True
        )
    )


def test_the_lead_fills_in_the_page_of_progress(lead):
    lead.goto(f"{FEBRUARY}edit/")
    link(lead, "Achievements").click()
    promised = lead.get_by_role("group", name="Offer family group conferencing")
    promised.get_by_role("radio", name="Slipped").check()
    promised.get_by_label("Why it slipped").fill("Two posts are empty.")
    promised.get_by_label("What you are doing about it").fill("They are advertised again.")
    lead.get_by_role("group", name="Hold a recruitment fair").get_by_label("Done").check()
    lead.get_by_label("Achievement 1").fill("Every case has a named worker.")
    lead.get_by_label("What children said 1").fill("They want one worker.")

    button(lead, "Save and go back to all sections").click()

    expect(lead.get_by_role("alert")).to_contain_text("your text is saved")
    expect(lead.get_by_role("main")).to_contain_text("2 of 4 answered")
    assert texts(Section.ACHIEVEMENTS)[0] == "Every case has a named worker."
    assert len(texts(Section.ACHIEVEMENTS)) == 2
    slipped = Entry.objects.get(report__period_end="2017-02-28", section=Section.SLIPPAGE)
    assert (slipped.reason, slipped.remedy) == (
        "Two posts are empty.",
        "They are advertised again.",
    )


def test_rows_are_added_and_taken_away(lead):
    lead.goto(PROGRESS)
    lead.get_by_label("Achievement 1").fill("One.")
    button(lead, "Add an achievement").click()
    lead.get_by_label("Achievement 2").fill("Two.")
    button(lead, "Add an achievement").click()
    expect(lead.get_by_label("Achievement 3")).to_have_value("")
    expect(lead.get_by_label("Achievement 2")).to_have_value("Two.")

    button(lead, "Remove Achievement 1").click()

    expect(lead.get_by_label("Achievement 1")).to_have_value("Two.")
    expect(lead.get_by_label("Achievement 2")).to_have_count(0)
    assert texts(Section.ACHIEVEMENTS) == ["Two."]


def test_why_it_slipped_is_asked_when_it_did(lead):
    lead.goto(PROGRESS)
    promised = lead.get_by_role("group", name="Offer family group conferencing")
    expect(promised.get_by_label("Why it slipped")).to_be_hidden()

    promised.get_by_role("radio", name="Slipped").check()

    expect(promised.get_by_label("Why it slipped")).to_be_visible()


def test_a_day_that_is_none_is_said_and_the_rest_is_saved(lead):
    lead.goto(f"{FEBRUARY}edit/next-actions/")
    lead.get_by_label("Action", exact=True).fill("Advertise the posts.")
    lead.get_by_label("Day").fill("31")
    lead.get_by_label("Month").fill("Febuary")

    button(lead, "Save and go back to all sections").click()

    expect(lead).to_have_title(re.compile("^Error: "))
    expect(lead.get_by_role("alert")).to_contain_text("Your text is saved.")
    expect(lead.get_by_label("Month")).to_have_value("Febuary")
    assert texts(Section.NEXT_ACTIONS) == ["Advertise the posts."]
    link(lead, "By when must include a year.").click()
    expect(lead.get_by_label("Day")).to_be_focused()


def test_it_saves_as_the_lead_writes(page, watch, let_in):
    let_in(page.context, "lead")
    page.goto(PROGRESS)
    page.get_by_role("group", name="Hold a recruitment fair").get_by_label("Done").check()
    page.get_by_label("Nil return: nothing slipped").check()
    page.get_by_label("Achievement 1").fill("Every case has a named worker.")

    expect(page.get_by_role("status")).to_contain_text(SAVED)

    page.reload()
    expect(page.get_by_label("Achievement 1")).to_have_value("Every case has a named worker.")
    expect(page.get_by_label("Nil return: nothing slipped")).to_be_checked()
    expect(
        page.get_by_role("group", name="Hold a recruitment fair").get_by_label("Done")
    ).to_be_checked()
    expect(page.get_by_role("status")).to_contain_text("It saves as you write.")
    watch.assert_quiet()


def test_what_is_missing_is_listed_and_each_link_leads_to_its_place(chair):
    chair.goto(f"{FEBRUARY}submit/")
    expect(chair.get_by_role("heading", level=1)).to_have_text("The report cannot be submitted yet")
    stops = chair.get_by_role("region", name="stop submission").get_by_role("link")
    addresses = [stop.get_attribute("href") for stop in stops.all()]
    sentences = stops.all_inner_texts()
    assert len(addresses) > 5

    for address, sentence in zip(addresses, sentences, strict=True):
        chair.goto(address)
        place = chair.locator(f"[id='{address.partition('#')[2]}']")
        expect(place, sentence).to_be_visible()
        expect(place).to_be_in_viewport()
        expect(chair.get_by_role("alert")).to_contain_text(sentence)
    assert_for_everyone(chair)


def test_the_chair_judges_and_submits(chair, report):
    chair.goto(PROGRESS)
    for name in NIL:
        chair.get_by_label(f"Nil return: {name}").check()
    for promised in chair.get_by_role("radio", name="Carry to next report").all():
        promised.check()
    button(chair, "Save and go back to all sections").click()
    stop = chair.get_by_role("region", name="submission").get_by_role("link")
    stop.filter(has_text="Give a due day").click()
    chair.get_by_label("Month").first.fill("3")
    button(chair, "Save and go back to all sections").click()
    link(chair, "Status").click()
    expect(chair.get_by_role("region", name="What the evidence suggests")).to_contain_text("Red")
    chair.get_by_label("Amber").check()
    chair.get_by_label("Reason for this status").fill("Two posts are empty.")
    chair.get_by_label("Why your status differs").fill("Both are advertised.")
    button(chair, "Save and go back to all sections").click()
    expect(chair.get_by_role("heading", name="Ready to submit")).to_be_visible()
    button(chair, "Submit the report").click()
    assert_for_everyone(chair)

    button(chair, "Submit to the executive").click()

    expect(chair.get_by_role("alert").first).to_contain_text("The report is submitted")
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED


def test_a_page_is_filled_in_by_keyboard_alone(page):
    sign_in(page, "lead")
    page.goto(f"{FEBRUARY}edit/")
    press = page.keyboard.press
    tab_to(page, "Next period")
    press("Enter")
    page.wait_for_url("**/next-actions/")
    tab_to(page, "All sections")
    press("Tab")
    page.keyboard.type("Advertise the posts.")
    press("Tab")
    page.keyboard.type("31")
    press("Tab")
    page.keyboard.type("3")
    press("Tab")
    page.keyboard.type("2017")
    tab_to(page, "Save and go back to all sections")
    press("Enter")

    page.wait_for_url(f"**{FEBRUARY}edit/")
    row = Entry.objects.get(section=Section.NEXT_ACTIONS, report__period_end="2017-02-28")
    assert (row.text, row.due_on) == ("Advertise the posts.", date(2017, 3, 31))


def test_the_form_is_filled_in_on_a_small_phone(new_page, let_in):
    page = new_page(is_mobile=True, has_touch=True)
    let_in(page.context, "lead")
    page.set_viewport_size(NARROWEST)
    page.goto(PROGRESS)
    page.get_by_label("Achievement 1").fill("Long" * 60)
    page.get_by_role("group", name="Offer family").get_by_role("radio", name="Slipped").check()
    assert_no_sideways_scroll(page)

    button(page, "Save and go back to all sections").tap()

    expect(page.get_by_role("alert")).to_contain_text("your text is saved")
    assert_no_sideways_scroll(page)
