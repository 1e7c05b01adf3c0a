"""The performance team works through what is wrong with figures."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_for_everyone
from tests.browser.steps import button
from tests.demonstration import load_programme_6


@pytest.fixture(autouse=True)
def programme(transactional_db):
    return load_programme_6()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(request, new_page, let_in):
    """The performance team, signed in."""
    page = new_page(java_script_enabled=request.param)
    let_in(page.context, "performance")
    return page


def test_a_finding_is_found_left_and_put_back(page):
    page.goto("/data-quality/")
    page.get_by_label("Check").select_option("Value against its counts")
    button(page, "Apply").click()
    wrong = page.get_by_role("row", name="229 of 373")
    expect(page.get_by_role("row", name="116 of 272")).to_have_count(0)

    wrong.get_by_role("link", name=re.compile("^Leave it")).click()
    button(page, "Leave it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it is right to leave it")
    page.get_by_label("Leave it, because…").fill("The team counts own carers otherwise.")
    button(page, "Leave it").click()

    page.get_by_text("1 finding left as it is").click()
    left = page.get_by_role("row", name="The team counts own carers otherwise.")
    expect(left).to_be_visible()
    left.get_by_role("button", name=re.compile("^Put back")).click()
    expect(page.get_by_role("row", name="229 of 373")).to_be_visible()


def test_the_list_of_findings_is_for_everyone_with_one_left(new_page, let_in):
    page = new_page()
    let_in(page.context, "performance")
    page.goto("/data-quality/")
    page.get_by_role("link", name=re.compile("^Leave it")).first.click()
    button(page, "Leave it").click()
    assert_for_everyone(page)
    page.get_by_label("Leave it, because…").fill("The team counts own carers otherwise.")
    button(page, "Leave it").click()

    assert_for_everyone(page)
