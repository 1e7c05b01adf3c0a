"""What somebody typed before their session ended is there when they have signed in again."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from programmes.demonstration.people import PASSWORD
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


def sign_in_here(page, username="lead"):
    """On the page to sign in, which is open."""
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    button(page, "Sign in").click()


def end_sessions():
    Session.objects.all().delete()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_what_is_sent_after_the_session_ended_is_there_after_signing_in(window, script):
    page = window("lead", java_script_enabled=script)
    end_sessions()
    page.get_by_label(ONE).fill("Written for an hour.")
    page.get_by_label("Nil return: nothing slipped").check()
    save(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in_here(page)

    expect(page.get_by_role("alert")).to_contain_text(
        "Your text from before you signed in is here. Look at it and save."
    )
    expect(page.get_by_label(ONE)).to_have_value("Written for an hour.")
    expect(page.get_by_label("Nil return: nothing slipped")).to_be_checked()
    assert stored() == "Before."
    if script:
        assert_for_everyone(page)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("your text is saved")
    assert stored() == "Written for an hour."


def test_another_person_who_signs_in_there_sees_nothing_of_it(lead):
    end_sessions()
    lead.get_by_label(ONE).fill("Only for me.")
    save(lead)

    sign_in_here(lead, "chair")

    expect(lead.get_by_label(ONE)).to_have_value("Before.")
    assert "Only for me." not in lead.content()
    lead.wait_for_timeout(500)  # nor does the script bring it back
    expect(lead.get_by_label(ONE)).to_have_value("Before.")


def test_somebody_signed_out_while_writing_signs_in_beside_it(lead):
    end_sessions()
    lead.get_by_label(ONE).fill("Written for an hour.")
    expect(saving(lead)).to_contain_text("Not saved yet: you are signed out.")
    assert_for_everyone(lead)

    with lead.expect_popup() as opening:
        link(lead, "Sign in in a new tab, and it is saved").click()
    sign_in_here(opening.value)

    expect(opening.value.get_by_label(ONE)).to_have_value("Written for an hour.")
    expect(saving(lead)).to_contain_text(SAVED, timeout=PATIENCE)
    assert stored() == "Written for an hour."


def test_somebody_signed_out_closes_the_window_and_finds_the_text(lead, let_in):
    end_sessions()
    lead.get_by_label(ONE).fill("Written for an hour.")
    expect(saving(lead)).to_contain_text("Not saved yet")
    lead.close()
    again = lead.context.new_page()
    again.goto(PROGRESS)

    sign_in_here(again)

    expect(again.get_by_label(ONE)).to_have_value("Written for an hour.")
    expect(saving(again)).to_contain_text(SAVED)
    assert stored() == "Written for an hour."


def test_a_page_whose_token_is_too_old_comes_back_to_be_saved_again(window):
    page = window("lead", java_script_enabled=False)
    page.get_by_label(ONE).fill("Signed in <again> elsewhere.")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    save(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet")
    expect(page.get_by_role("main")).to_contain_text("Signed in <again> elsewhere.")
    button(page, "Save again").click()

    expect(page.get_by_role("alert")).to_contain_text("your text is saved")
    assert stored() == "Signed in <again> elsewhere."


def test_that_page_is_for_everyone(lead):
    lead.get_by_label(ONE).fill("Signed in elsewhere." * 20)
    lead.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    save(lead)

    assert_for_everyone(lead)
