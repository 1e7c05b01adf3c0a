"""Milestones and risks of the report's form: with keys, without script, for everyone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from programmes.demonstration.written import write_report
from programmes.models import Milestone, Risk
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import FEBRUARY, button, link, tab_to
from tests.demonstration import load_programme_6

EDIT = f"{FEBRUARY}edit/"
POSTS = "Advertise the psychologist posts again"
PRACTICE = "Quality of practice stays uneven between teams"


@pytest.fixture(autouse=True)
def report(transactional_db):
    """The draft to 28 February 2017, beside the submitted one to January."""
    programme = load_programme_6()
    write_report(programme)
    return programme.reports.get(period_end=date(2017, 2, 28))


@pytest.fixture
def lead(page, let_in):
    """A window in which the lead is signed in."""
    let_in(page.context, "lead")
    return page


@pytest.fixture
def without_script(new_page, let_in):
    """The same without JavaScript."""
    page = new_page(java_script_enabled=False)
    let_in(page.context, "lead")
    return page


def date_of(page, question, day, month, year):
    """Type a date into its three boxes."""
    group = page.get_by_role("group", name=question)
    for box, text in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(box).fill(text)


def page_of(row):
    """Where the page of a milestone or risk is."""
    return f"{EDIT}{row._meta.model_name}s/{row.pk}/"


def square(page, name):
    """A square of the matrix by its words."""
    return page.get_by_role("radio", name=name)


# --- milestones ---------------------------------------------------------------------------------


def test_a_milestone_gets_a_new_date_from_the_list(lead, watch):
    lead.goto(f"{EDIT}milestones/")
    lead.get_by_role("link", name=f"Update {POSTS}").click()
    date_of(lead, "When do you now expect it?", "31", "March", "2017")
    lead.get_by_label("What you are doing about the delay").fill("A wider advertisement.")

    button(lead, "Save milestone").click()

    expect(lead.get_by_role("alert")).to_contain_text(f"“{POSTS}” is saved.")
    expect(lead.get_by_role("row", name=POSTS)).to_contain_text("31 Mar 2017")
    watch.assert_quiet()
    assert_for_everyone(lead)


def test_the_script_saves_a_milestone_as_it_is_written(lead, watch):
    milestone = Milestone.objects.get(title=POSTS)
    lead.goto(page_of(milestone))

    lead.get_by_label("Progress").fill("Five people applied.")

    expect(lead.locator("[data-saving]")).to_contain_text("Saved at")
    milestone.refresh_from_db()
    assert milestone.progress == "Five people applied."
    watch.assert_quiet()


def test_each_error_of_a_milestone_leads_to_its_box(lead, watch):
    lead.goto(page_of(Milestone.objects.get(title=POSTS)))
    date_of(lead, "When do you now expect it?", "30", "2", "2017")
    lead.get_by_text("Agree a new baseline").click()
    lead.get_by_label("Why the date changes").fill("The panel was late.")

    button(lead, "Save milestone").click()

    summary = lead.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(3)
    for line in summary.get_by_role("link").all():
        line.click()
        assert f"#{lead.locator(':focus').get_attribute('id')}" == line.get_attribute("href")
    expect(lead.get_by_label("Why the date changes")).to_have_value("The panel was late.")
    watch.assert_quiet()
    assert_for_everyone(lead)


def test_a_new_baseline_is_agreed_without_script(without_script):
    page = without_script
    page.goto(page_of(Milestone.objects.get(title=POSTS)))
    page.get_by_text("Agree a new baseline").click()
    date_of(page, "New baseline", "31", "3", "2017")
    page.get_by_label("Why the date changes").fill("The panel was late.")
    page.get_by_label("Who approved it").select_option("Trust executive")
    button(page, "Save milestone").click()

    page.get_by_role("link", name=f"Update {POSTS}").click()

    history = page.get_by_role("region", name="Earlier baselines")
    expect(history).to_contain_text("31 March 2017 instead of 24 January 2017.")
    expect(history).to_contain_text("The panel was late.")


def test_a_milestone_is_added_without_script(without_script):
    page = without_script
    page.goto(f"{EDIT}milestones/")
    button(page, "Add a milestone").click()
    page.get_by_label("What will be done").fill("Hub for care leavers open")
    date_of(page, "By when", "30", "6", "2017")

    button(page, "Add milestone").click()

    expect(page.get_by_role("row", name="Hub for care leavers open")).to_contain_text("30 Jun 2017")


# --- risks --------------------------------------------------------------------------------------


def test_the_matrix_is_moved_through_with_the_arrow_keys(lead, watch):
    risk = Risk.objects.get(title=PRACTICE)  # 3 × 4
    lead.goto(page_of(risk))
    tab_to(lead, "")  # the radios have no text of their own: the first of them
    chosen = square(lead, ": possible, major impact")
    expect(chosen).to_be_focused()

    lead.keyboard.press("ArrowUp")
    expect(square(lead, ": likely, major impact")).to_be_focused()
    expect(square(lead, ": likely, major impact")).to_be_checked()
    lead.keyboard.press("ArrowRight")
    expect(square(lead, ": likely, severe impact")).to_be_checked()
    lead.keyboard.press("ArrowDown")
    lead.keyboard.press("ArrowDown")
    expect(square(lead, ": unlikely, severe impact")).to_be_checked()
    lead.keyboard.press("ArrowDown")
    lead.keyboard.press("ArrowDown")  # there is no row below
    expect(square(lead, ": rare, severe impact")).to_be_checked()
    tab_to(lead, "Save risk")
    lead.keyboard.press("Enter")

    expect(lead.get_by_role("row", name=PRACTICE)).to_contain_text("Down from 12, improving")
    risk.refresh_from_db()
    assert (risk.likelihood, risk.impact) == (1, 5)
    watch.assert_quiet()


def test_a_square_is_chosen_with_the_pointer_without_script(without_script):
    page = without_script
    page.goto(page_of(Risk.objects.get(title=PRACTICE)))
    page.locator(".app-matrix td", has_text="25").click()

    button(page, "Save risk").click()

    expect(page.get_by_role("row", name=PRACTICE)).to_contain_text("Up from 12, worsening")


def test_a_risk_is_closed_and_opened_again(lead, watch):
    lead.goto(f"{EDIT}risks/")
    lead.get_by_role("link", name=f"Update {PRACTICE}").click()
    lead.get_by_text("Close this risk").click()
    lead.get_by_label("Why it no longer applies").fill("Every audit since May was good.")
    button(lead, "Close risk").click()

    closed = lead.get_by_role("region", name="Closed risks")
    expect(closed).to_contain_text("Every audit since May was good.")
    expect(lead.get_by_role("row", name=PRACTICE)).to_have_count(0)
    assert_for_everyone(lead)
    closed.get_by_role("button", name="Open again").click()

    expect(lead.get_by_role("row", name=PRACTICE)).to_have_count(1)


def test_enter_in_a_box_saves_and_never_closes(lead):
    risk = Risk.objects.get(title=PRACTICE)
    lead.goto(page_of(risk))
    lead.get_by_label("Owner").fill("Practice board")

    lead.keyboard.press("Enter")

    expect(lead.get_by_role("row", name=PRACTICE)).to_contain_text("Practice board")
    risk.refresh_from_db()
    assert risk.closed_on is None


def test_a_new_risk_without_answers_says_what_is_missing(lead, watch):
    lead.goto(f"{EDIT}risks/add/")

    button(lead, "Add risk").click()

    expect(lead.locator(".govuk-error-summary")).to_be_focused()
    link(lead, "Choose one square of the matrix.").click()
    expect(square(lead, ": almost certain, minor impact")).to_be_focused()
    watch.assert_quiet()
    assert_for_everyone(lead)


# --- every page, in every state -----------------------------------------------------------------


@pytest.mark.parametrize("page_name", ["milestones/", "milestones/add/", "risks/", "risks/add/"])
def test_a_page_is_for_everyone(lead, watch, page_name):
    lead.goto(f"{EDIT}{page_name}")

    watch.assert_quiet()
    assert_for_everyone(lead)


@pytest.mark.parametrize(("model", "title"), [(Milestone, POSTS), (Risk, PRACTICE)])
def test_the_page_of_a_row_is_for_everyone(lead, watch, model, title):
    lead.goto(page_of(model.objects.get(title=title)))

    watch.assert_quiet()
    assert_for_everyone(lead)


@pytest.mark.parametrize("section", ["milestones", "risks"])
def test_a_list_without_a_row_is_for_everyone(lead, watch, section):
    Milestone.objects.all().delete()
    Risk.objects.update(closed_on=date(2017, 2, 1), closed_reason="It is over.")
    lead.goto(f"{EDIT}{section}/")
    lead.get_by_role("checkbox", name="Nil return").check()

    button(lead, "Save nil return").click()

    expect(lead.get_by_role("checkbox", name="Nil return")).to_be_checked()
    watch.assert_quiet()
    assert_for_everyone(lead)


def test_the_page_of_a_closed_risk_is_for_everyone(lead, watch):
    Risk.objects.update(closed_on=date(2017, 2, 1), closed_reason="It is over.")
    lead.goto(page_of(Risk.objects.get(title=PRACTICE)))

    watch.assert_quiet()
    assert_for_everyone(lead)
