"""What somebody types in a report is never lost, whatever happens to the page or the site."""

import pytest
from playwright.sync_api import expect

from programmes.choices import Section
from programmes.models import Change, Entry
from tests.browser.checks import assert_for_everyone
from tests.browser.draft import ONE, PROGRESS, SAVED, make_draft, save, saving, stored
from tests.browser.steps import button, link

PATIENCE = 20_000  # milliseconds until the script tries again


@pytest.fixture(autouse=True)
def report(transactional_db):
    return make_draft()


@pytest.fixture
def window(new_page, let_in):
    """Opens the page of progress as somebody."""

    def open_window(username, **options):
        page = new_page(**options)
        let_in(page.context, username)
        page.goto(PROGRESS)
        return page

    return open_window


@pytest.fixture
def lead(window):
    return window("lead")


# --- a dead connection -----------------------------------------------------------------------


def test_a_dead_connection_keeps_the_text_until_it_is_alive(lead):
    lead.context.set_offline(True)
    lead.get_by_label(ONE).fill("Written on the train.")
    expect(saving(lead)).to_contain_text("Not saved yet: the site does not answer.")
    assert stored() == "Before."

    lead.context.set_offline(False)

    expect(saving(lead)).to_contain_text(SAVED, timeout=PATIENCE)
    assert stored() == "Written on the train."


def test_a_window_closed_without_a_connection_loses_nothing(lead):
    lead.context.set_offline(True)
    lead.get_by_label(ONE).fill("Written on the train.")
    button(lead, "Add an achievement").focus()
    lead.close()
    lead.context.set_offline(False)

    again = lead.context.new_page()
    again.goto(PROGRESS)

    expect(again.get_by_label(ONE)).to_have_value("Written on the train.")
    expect(saving(again)).to_contain_text(SAVED)
    assert stored() == "Written on the train."


def test_leaving_at_once_saves(lead):
    lead.get_by_label(ONE).fill("Half a sen")

    link(lead, "All sections").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("Report to")

    lead.goto(PROGRESS)
    expect(lead.get_by_label(ONE)).to_have_value("Half a sen")
    assert stored() == "Half a sen"


# --- two editors -----------------------------------------------------------------------------


def test_the_second_of_two_is_shown_both_and_chooses(window):
    lead, chair = window("lead"), window("chair", java_script_enabled=False)
    lead.get_by_label(ONE).fill("The lead's words.")
    expect(saving(lead)).to_contain_text(SAVED)
    chair.get_by_label(ONE).fill("The chair's words.")
    save(chair)

    expect(chair.get_by_role("heading", level=1)).to_have_text("Two people changed the same text")
    expect(chair.locator(".app-compare")).to_contain_text("lead's")
    expect(chair.locator(".app-compare")).to_contain_text("chair's")
    assert stored() == "The lead's words."
    chair.get_by_role("radio", name="A text made from both").check()
    chair.get_by_role("textbox", name="A text made from both").fill("Words of both.")
    button(chair, "Keep this text").click()

    expect(chair.get_by_role("alert").first).to_contain_text("the text you chose is kept")
    assert stored() == "Words of both."


def test_the_script_says_so_too_and_its_pages_are_for_everyone(window):
    lead, chair = window("lead"), window("chair")
    lead.get_by_label(ONE).fill("The lead's words.")
    expect(saving(lead)).to_contain_text(SAVED)
    chair.get_by_label(ONE).fill("The chair's words.")
    expect(saving(chair)).to_contain_text("Somebody else changed the same text.")
    assert_for_everyone(chair)

    link(chair, "Choose what to keep").click()
    assert_for_everyone(chair)
    button(chair, "Keep this text").click()
    assert_for_everyone(chair)
    chair.get_by_role("radio", name="The text that is saved").check()
    button(chair, "Keep this text").click()

    expect(chair.get_by_role("heading", level=1)).to_contain_text("Report to")
    assert stored() == "The lead's words."
    link(chair, "Every change, who made it and when").click()
    expect(chair.get_by_role("main")).to_contain_text("The chair's words.")
    assert_for_everyone(chair)


def test_two_who_write_in_different_places_do_not_undo_each_other(window):
    lead, chair = window("lead"), window("chair")
    lead.get_by_label(ONE).fill("The lead's words.")
    expect(saving(lead)).to_contain_text(SAVED)

    chair.get_by_label("What children said 1").fill("They want one worker.")
    expect(saving(chair)).to_contain_text("What somebody else changed meanwhile is shown.")
    expect(chair.get_by_label(ONE)).to_have_value("The lead's words.")
    chair.get_by_label("What children said 1").fill("They want one social worker.")
    expect(saving(chair)).not_to_contain_text("meanwhile")
    save(chair)

    expect(chair.get_by_role("alert")).to_contain_text("your text is saved")
    assert stored() == "The lead's words."


# --- going back, refreshing, double clicks ---------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_going_back_to_an_old_page_overwrites_nobody(window, script):
    lead, chair = window("lead", java_script_enabled=script), window("chair")
    lead.get_by_label("What children said 1").fill("They want one worker.")
    save(lead)
    expect(lead.get_by_role("alert")).to_contain_text("your text is saved")
    chair.reload()
    chair.get_by_label(ONE).fill("The chair's words.")
    expect(saving(chair)).to_contain_text(SAVED)

    lead.go_back()
    expect(lead.get_by_label("What children said 1")).to_have_value("They want one worker.")
    save(lead)

    expect(lead.get_by_role("alert")).to_contain_text("your text is saved")
    assert stored() == "The chair's words."
    assert Entry.objects.filter(report__period_end="2017-02-28", section=Section.VOICE).count() == 1


def test_going_back_to_a_page_that_was_left_keeps_what_was_typed(window):
    page = window("lead", java_script_enabled=False)
    page.get_by_label(ONE).fill("Not saved at all.")
    link(page, "All sections").click()

    page.go_back()

    expect(page.get_by_label(ONE)).to_have_value("Not saved at all.")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize(
    ("name", "then"),
    [("Save and go back to all sections", "**/edit/"), ("Add an achievement", "**?add=*")],
)
def test_a_double_click_saves_once(window, script, name, then):
    page = window("lead", java_script_enabled=script)
    page.get_by_label("What children said 1").fill("They want one worker.")

    button(page, name).dblclick()
    page.wait_for_url(then)
    page.goto(PROGRESS)

    expect(page.get_by_label("What children said 1")).to_have_value("They want one worker.")
    expect(page.get_by_label("What children said 2")).to_have_count(0)
    assert Change.objects.filter(section=Section.VOICE).count() == 1


def test_refreshing_after_a_save_changes_nothing(lead):
    lead.get_by_label(ONE).fill("Once.")
    button(lead, "Add an achievement").click()
    expect(lead.get_by_label("Achievement 2")).to_be_visible()

    lead.reload()
    lead.reload()

    expect(lead.get_by_label("Achievement 2")).to_have_value("")
    expect(lead.get_by_label("Achievement 3")).to_have_count(0)
    assert Change.objects.filter(section=Section.ACHIEVEMENTS).count() == 1
