"""Asking a figure how it came about, in a report and on the page of its indicator."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from indicators.models import Area
from indicators.periods import add_months
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import JANUARY, link
from tests.factories import IndicatorFactory, ObservationFactory, TargetFactory

VISITS = [82, 84, 81, 83, 85, 82, None, 80, 84, 83, 84, 79, 78, 64]  # in time, to August 2014


VISITS_PAGE = "/indicators/V-2/"


@pytest.fixture(scope="module")
def transactional_db(council, django_db_blocker):
    """The council, with one indicator more; nothing here changes what it holds."""
    with django_db_blocker.unblock():
        make_visits()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(request, new_page, let_in):
    """The performance team, signed in."""
    page = new_page(java_script_enabled=request.param)
    let_in(page.context, "performance")
    return page


def make_visits():
    """An indicator whose values may be tested, with a target and a month missing."""
    indicator = IndicatorFactory(code="V-2", name="Visits in time", unit="percent", basis="month")
    norfolk = Area.objects.get(name="Norfolk")
    for months, value in enumerate(reversed(VISITS)):
        end = add_months(date(2014, 8, 31), -months)
        if value:
            ObservationFactory(
                indicator=indicator,
                area=norfolk,
                period_start=end.replace(day=1),
                period_end=end,
                value=value,
                numerator=2 * value,
                denominator=200,
            )
    TargetFactory(indicator=indicator, value=80, effective_from=date(2013, 4, 1))


def test_a_row_of_the_report_opens_to_how_it_was_reached(page):
    page.goto(JANUARY)
    row = page.locator("#indicator-p6-01")
    answer = row.get_by_text("Amber runs to 21.735%: 5% of the target, the default.")
    expect(answer).to_be_hidden()

    row.get_by_text("Explain").click()

    expect(answer).to_be_visible()
    expect(row.get_by_text("69 ÷ 535 = 12.897…%.")).to_be_visible()
    expect(row.get_by_text("Not tested: the periods share 11 of 12 months.")).to_be_visible()
    row.get_by_role("link", name=re.compile("Open pull")).click()
    expect(page).to_have_url(re.compile(r"/pulls/\d+/$"))


def test_a_band_of_the_report_opens_by_itself(page):
    page.goto(JANUARY)
    band = page.get_by_role("row", name="17 year olds")

    band.get_by_text("Explain").click()

    expect(band.get_by_text("3 ÷ 5 = 60%.")).to_be_visible()
    expect(page.get_by_text("19 ÷ 54 = 35.185…%.").first).to_be_hidden()


def test_an_indicator_s_figure_says_what_its_change_is_measured_against(page):
    page.goto(VISITS_PAGE)
    said = page.locator(".govuk-details__text").first

    page.get_by_text("Explain this figure").click()
    expect(said).to_contain_text("Down from 78% (156 of 200), the last value before it")

    link(page, "the same period last year").click()
    page.get_by_text("Explain this figure").click()
    expect(said).to_contain_text("Down from 84% (168 of 200), the same period last year")

    link(page, "the average of the last three").click()
    page.get_by_text("Explain this figure").click()
    expect(said).to_contain_text("the average of the last three")
    expect(said).to_contain_text("Not tested: an average of several periods is no period")


def test_an_indicator_that_may_be_tested_shows_its_chart_its_gap_and_its_limits(page):
    page.goto(VISITS_PAGE)

    line, control = page.get_by_role("img", name="chart").all()
    expect(line).to_be_visible()
    expect(control).to_be_visible()
    expect(page.get_by_text("The line breaks where a value is missing")).to_be_visible()
    expect(page.get_by_text("is beyond usual variation")).to_be_visible()
    numbers = page.get_by_role("table", name="The numbers")
    expect(numbers.get_by_role("row", name="Aug 2014")).to_contain_text("128 of 200")
    expect(numbers.get_by_role("row", name="Jan 2014")).to_have_count(0)


def test_norfolk_s_children_in_need_have_a_line_and_no_trend_test(page):
    page.goto("/indicators/NF-03/")

    expect(page.get_by_role("img", name="Line chart, at 31 March 2014")).to_be_visible()
    expect(page.get_by_text("the trend test needs annual, independent periods")).to_be_visible()
    expect(page.get_by_text("No control chart is drawn.")).to_be_visible()


def test_what_is_opened_is_for_everyone(new_page, let_in):
    page = new_page()
    let_in(page.context, "performance")
    for url in (JANUARY, VISITS_PAGE, f"{VISITS_PAGE}?against=year", "/indicators/NF-03/"):
        page.goto(url)
        assert_for_everyone(page)
