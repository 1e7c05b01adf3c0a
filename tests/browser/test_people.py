"""The performance team gives a role, takes one away, and hands over what a leaver held."""

import pytest
from playwright.sync_api import expect

from programmes.choices import Role
from tests.browser.steps import button, link
from tests.factories import MembershipFactory, ProgrammeFactory, RiskFactory, UserFactory
from tests.people import performance


@pytest.fixture(autouse=True)
def people(transactional_db):
    """A programme with a lead who owns a risk, and somebody new."""
    programme = ProgrammeFactory(number="6", title="Homes that last")
    leaver = UserFactory(username="ada", first_name="Ada", last_name="Byron")
    MembershipFactory(programme=programme, user=leaver, role=Role.LEAD)
    RiskFactory(programme=programme, owner="Ada Byron", title="Too few homes")
    UserFactory(username="grace", first_name="Grace", last_name="Hopper")
    return programme


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def keeper(request, new_page, let_in):
    """The page People of the performance team."""
    page = new_page(java_script_enabled=request.param)
    let_in(page.context, performance().username)
    page.goto("/people/")
    return page


def test_a_role_is_given_and_taken_away_on_one_page(keeper):
    keeper.get_by_label("Person").select_option(label="Grace Hopper (grace)")
    keeper.get_by_label("Delivery-group chair").check()
    keeper.get_by_label("Programme", exact=True).select_option(index=1)
    button(keeper, "Give the role").click()
    expect(keeper.get_by_text("Grace Hopper is now delivery-group chair of")).to_be_visible()

    keeper.get_by_role("button", name="Take away Grace Hopper as chair of Programme 6").click()

    expect(keeper.get_by_text("Grace Hopper is no longer")).to_be_visible()


def test_what_a_leaver_held_goes_to_somebody_else(keeper):
    link(keeper, "Ada Byron").click()
    keeper.get_by_label("May sign in").uncheck()
    keeper.get_by_role("button", name="Save", exact=True).click()
    expect(keeper.get_by_role("heading", name="Hand over what Ada Byron holds")).to_be_visible()
    for label in ("Delivery lead, Programme 6: Homes that last", "What bears their name as owner"):
        keeper.get_by_label(label).select_option(label="Grace Hopper (grace)")

    button(keeper, "Hand over").click()

    expect(keeper.get_by_text("What they held is handed over")).to_be_visible()
    expect(keeper.get_by_role("link", name="Grace Hopper", exact=True)).to_be_visible()
