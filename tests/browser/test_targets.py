"""The performance team keeps its targets: the next one, the next year, and for everyone."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from indicators.models import Target
from indicators.roll_over import financial_years
from programmes.models import Programme
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import button, link
from tests.demonstration import load_programme_6
from tests.factories import ReportFactory

TARGETS = "/admin/indicators/target/"
WHY = "The plan was agreed anew."


@pytest.fixture(autouse=True)
def targets(transactional_db):
    """Programme 6, whose targets go on until further notice."""
    load_programme_6()
    Target.objects.update(effective_to=None)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(request, new_page, let_in):
    """The performance team, signed in."""
    page = new_page(java_script_enabled=request.param)
    let_in(page.context, "performance")
    return page


def target_of(code):
    return Target.objects.get(indicator__code=code, category__name="")


def test_a_year_is_rolled_over(page):
    year = financial_years(timezone.localdate())[1]
    page.goto(TARGETS)
    link(page, "Copy targets to another year").click()
    page.get_by_label("Their values").select_option(label="Change them by this many per cent")
    page.get_by_label("By how much").fill("5")
    button(page, "Continue").click()

    page.get_by_label("P6-01: Target", exact=True).fill("many")
    page.get_by_label("P6-02: Target", exact=True).fill("97")
    button(page, "Save and see every change").click()
    row = page.get_by_role("row").filter(has_text="P6-01 ")
    expect(row).to_contain_text("Give a number, such as 95 or 20.7.")
    expect(page.get_by_label("P6-02: Target", exact=True)).to_have_value("97")
    page.get_by_label("P6-01: Leave out").check()
    button(page, "Save and see every change").click()

    row = page.get_by_role("row").filter(has_text="P6-02 ")
    expect(row).to_contain_text("at least 95%")
    expect(row.locator("mark").first).to_have_text("at least 97%")
    number = Target.objects.count() - 1
    page.get_by_label("Why they are set").fill(WHY)
    button(page, f"Save all {number}").click()

    expect(page.get_by_text(f"{number} targets start on 1 April {year.year}.")).to_be_visible()
    assert Target.objects.filter(effective_from=year).count() == number
    assert target_of("P6-01").effective_to is None


def test_one_target_is_closed_and_the_next_one_started(page):
    target = target_of("P6-02")
    page.goto(f"{TARGETS}?q=P6-02")
    page.get_by_role("link", name="Close and start the next").click()
    page.get_by_label("Target:", exact=True).fill("97")
    button(page, "Close this one and start the next").click()

    expect(page.get_by_text("and at least 97% (internal) holds from")).to_be_visible()
    following, closed = target.indicator.targets.all()
    assert (following.effective_from - closed.effective_to).days == 1


def test_a_change_within_the_year_shows_what_it_touches_first(page):
    target = target_of("P6-02")
    ReportFactory(programme=Programme.objects.get(), period_end=date(2017, 2, 28))
    page.goto(f"{TARGETS}{target.pk}/change/")
    page.get_by_label("Target:", exact=True).fill("97")
    page.get_by_label("Why it was set, or why it changes").fill(WHY)
    button(page, "Save").click()

    touched = page.get_by_role("region", name="Open reports that this touches").first
    expect(touched).to_contain_text("P6 to 28 February 2017 (draft)")
    touched.get_by_label("I have read this.").check()
    button(page, "Save").click()

    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert target_of("P6-02").value == 97


def test_targets_on_a_day_are_asked_for_in_the_sidebar(page):
    Target.objects.filter(indicator__code="P6-02").update(effective_to=date(2017, 3, 31))
    page.goto(TARGETS)
    page.get_by_label("On another day").fill("2017-04-01")
    button(page, "Show").click()

    expect(page.get_by_role("link", name="P6-01 ")).not_to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="P6-02 ")).to_have_count(0)


def test_the_pages_of_targets_are_for_everyone(new_page, let_in):
    page = new_page()
    let_in(page.context, "performance")
    target = target_of("P6-02")
    for address in (
        TARGETS,
        f"{TARGETS}{target.pk}/change/",
        f"{TARGETS}{target.pk}/next/",
        f"{TARGETS}{target.pk}/delete/",
        f"{TARGETS}roll-over/",
        f"/admin/indicators/indicator/{target.indicator_id}/change/",
        "/admin/indicators/indicator/?target=missing",
    ):
        page.goto(address)
        assert_for_everyone(page)
    page.goto(f"{TARGETS}roll-over/")
    page.get_by_label("Year to copy to").select_option(index=0)
    button(page, "Continue").click()
    page.get_by_label("P6-01: Target", exact=True).fill("many")
    button(page, "Save and see every change").click()
    assert_for_everyone(page)
    page.get_by_label("P6-01: Target", exact=True).fill("19")
    button(page, "Save and see every change").click()
    assert_for_everyone(page)
