"""Chasing reports: who is late, the reminder read first, and sent to those ticked."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from programmes.choices import ReportFrequency, ReportState, Role
from programmes.models import Report
from programmes.round.dates import newest_period_end
from tests.browser.checks import NARROWEST, assert_for_everyone
from tests.browser.steps import button, link
from tests.factories import AreaFactory, MembershipFactory, ReportFactory
from tests.people import performance
from tests.reports import frozen
from tests.round_factories import ChangeFactory, RemarkFactory, ReportingScheduleFactory

SEND, READ = "Send reminder to selected", "Read the reminder first"


@pytest.fixture(autouse=True)
def expected(transactional_db):
    """A late draft, a report sent back, one that came, and one with nobody to remind."""
    today, area = timezone.localdate(), AreaFactory(name="Anyshire")

    def report(number, title, days, **columns):
        return ReportFactory(
            programme__number=number,
            programme__title=title,
            programme__area=area,
            period_end=newest_period_end(ReportFrequency.MONTHLY, today),
            due_on=today + timedelta(days=days),
            **columns,
        )

    late = report("7", "Think-family workforce", -2)
    back = frozen(report("4", "Special educational needs", 1))
    Report.objects.filter(pk=back.pk).update(state=ReportState.RETURNED)
    frozen(report("6", "Homes that last", -2))
    report("1", "Early help for families", 6)
    ChangeFactory(report=late)
    RemarkFactory.create_batch(2, report=back)
    for row, role in ((late, Role.LEAD), (back, Role.CHAIR)):
        ReportingScheduleFactory(programme=row.programme)
        address = f"{role}-{row.programme.number}@example.gov.uk"
        MembershipFactory(programme=row.programme, role=role, user__email=address)


@pytest.fixture
def team(let_in):
    """Signs the performance team in."""

    def enter(page):
        let_in(page.context, performance().username)
        page.goto("/chase/")
        return page

    return enter


def test_the_list_says_who_has_what_and_is_for_everyone(page, watch, team):
    team(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Chase")
    expect(page.get_by_role("row", name="Think-family")).to_contain_text("2 days late")
    returned = page.get_by_role("row", name="Special educational needs")
    expect(returned).to_contain_text("Returned with 2 comments")
    expect(returned).to_contain_text("Due tomorrow")
    expect(page.get_by_role("checkbox")).to_have_count(2)
    watch.assert_quiet()
    assert_for_everyone(page)


def test_a_reminder_is_read_and_then_sent(page, watch, team):
    team(page).get_by_role("checkbox", name="Select Programme 7").check()
    button(page, READ).click()

    expect(page.get_by_role("main")).to_contain_text("To lead-7@example.gov.uk")
    expect(page.get_by_role("main")).to_contain_text("and is 2 days late")
    assert_for_everyone(page)
    button(page, "Send the reminder").click()

    expect(page.get_by_role("alert")).to_contain_text("A reminder went out for Programme 7.")
    expect(page.get_by_role("row", name="Think-family")).to_contain_text("Once, ")
    assert [message.to for message in mail.outbox] == [["lead-7@example.gov.uk"]]
    watch.assert_quiet()
    assert_for_everyone(page)


def test_nothing_ticked_is_said_and_leads_to_the_first_box(page, watch, team):
    button(team(page), SEND).click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    link(page, "Tick the reports to send a reminder for.").click()
    expect(page.get_by_role("checkbox", name="Select Programme 7")).to_be_focused()
    watch.assert_quiet()
    assert_for_everyone(page)


def test_reminders_go_from_a_phone_without_javascript(new_page, team):
    page = new_page(java_script_enabled=False)
    page.set_viewport_size(NARROWEST)
    for box in team(page).get_by_role("checkbox").all():
        box.check()

    button(page, SEND).click()

    expect(page.get_by_role("alert")).to_contain_text("for Programme 4 and Programme 7.")
    assert len(mail.outbox) == 2
