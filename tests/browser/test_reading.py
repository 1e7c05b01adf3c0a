"""Reading a report: from the page to sign in to the PDF."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_for_everyone
from tests.browser.steps import (
    FEBRUARY,
    HOME,
    JANUARY,
    TITLE,
    button,
    downloaded,
    link,
    sign_in,
    tab_to,
    text_of_pdf,
)


@pytest.fixture(scope="module")
def transactional_db(council):
    """Nothing here changes what the council holds."""


def assert_report_to_january(page):
    expect(page).to_have_url(re.compile(f"{JANUARY}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.locator(".report-indicators tbody [role=rowheader]").first).to_contain_text("P6-01")


def assert_the_whole_report(pdf):
    text = text_of_pdf(pdf)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert [n for n in range(1, 35) if f"P6-{n:02}" not in text] == []
    assert {"up", "down", "level"} <= set(re.findall(r"\w+", text.lower()))


def test_the_lead_goes_from_signing_in_to_the_pdf_of_the_report(page, watch):
    sign_in(page, "lead")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
    link(page, "January 2017 report").click()
    assert_report_to_january(page)

    pdf = downloaded(page, link(page, "PDF of this report").click)

    assert_the_whole_report(pdf)
    watch.assert_quiet()


def test_the_same_is_done_without_javascript(new_page):
    page = new_page(java_script_enabled=False)

    sign_in(page, "lead")
    link(page, "January 2017 report").click()
    assert_report_to_january(page)

    assert_the_whole_report(downloaded(page, link(page, "PDF of this report").click))


def test_the_same_is_done_by_keyboard_alone(page):
    press = page.keyboard.press
    page.goto("/")
    page.keyboard.type("lead")  # the focus is there already
    press("Tab")
    page.keyboard.type("demonstration")
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
    tab_to(page, "January 2017 report")
    press("Enter")
    page.wait_for_url("**/programmes/**")
    assert_report_to_january(page)

    tab_to(page, "PDF of this report")

    assert_the_whole_report(downloaded(page, lambda: press("Enter")))


def test_the_keyboard_skips_the_menu_with_the_first_link(page, let_in):
    let_in(page.context, "lead")
    page.goto("/programmes/")

    tab_to(page, "Skip to main content")
    page.keyboard.press("Enter")

    tab_to(page, "Programme")  # the first heading of the table, which sorts it


def test_signing_out_ends_at_the_page_to_sign_in(page, let_in):
    let_in(page.context, "lead")
    page.goto("/")

    button(page, "Sign out").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto(JANUARY)
    expect(page).to_have_url(re.compile(r"/login/\?next="))


def test_who_mistypes_the_password_is_told_at_the_top_and_may_try_again(page, watch):
    sign_in(page, "nobody of that name")

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("The user name or the password is wrong.")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: Sign in"))
    expect(page.get_by_label("User name")).to_have_value("nobody of that name")
    watch.assert_quiet()
    assert_for_everyone(page)

    sign_in(page, "lead")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)


def test_a_page_that_has_been_open_too_long_says_what_to_do(page):
    page.goto("/login/")
    page.context.clear_cookies()

    button(page, "Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("This page has been open too long")
    assert_for_everyone(page)


def test_the_executive_reviews_the_programmes_and_opens_the_report(page, watch):
    sign_in(page, "executive")
    link(page, "Review the programmes").click()
    line = page.get_by_role("row", name=TITLE)
    expect(line).to_contain_text("Amber")
    expect(line).to_contain_text("differs")

    line.get_by_role("link", name=TITLE).click()

    assert_report_to_january(page)
    expect(link(page, "Fill in this report")).to_have_count(0)
    watch.assert_quiet()


@pytest.mark.parametrize("url", ["/programmes/P6/", JANUARY, FEBRUARY, f"{FEBRUARY}edit/"])
def test_somebody_without_a_role_learns_nothing_of_a_programme(page, let_in, url):
    let_in(page.context, "newcomer")

    answer = page.goto(url)

    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert TITLE not in page.content()


def test_the_lead_is_told_who_reviews_reports(page, let_in):
    let_in(page.context, "lead")

    answer = page.goto("/review/")

    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_have_text("You cannot do this")
    expect(page.get_by_role("main")).to_contain_text("Only the trust executive")
    link(page, "Go to the home page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
