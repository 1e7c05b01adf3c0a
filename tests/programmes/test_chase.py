"""The chase page: every report expected, who has it, how late it is, and reminders."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from programmes.choices import ReportState
from programmes.models import Reminder, Report
from programmes.round import expected_reports
from tests.factories import MembershipFactory, ProgrammeFactory, ReportFactory, UserFactory
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen
from tests.round_factories import ChangeFactory, RemarkFactory, ReportingScheduleFactory

pytestmark = pytest.mark.django_db

TODAY = date(2017, 2, 23)
DUE = date(2017, 2, 21)


def page_of(response):
    return " ".join(response.content.decode().split())


def remind(report, day):
    Reminder.objects.create(report=report, day=day, sent_at=timezone.now(), addresses="")


def with_an_address(report):
    MembershipFactory(programme=report.programme, user__email="lead@example.gov.uk")
    return report


@pytest.fixture
def team(client):
    """The performance team, signed in."""
    client.force_login(performance())
    return client


@pytest.mark.parametrize("name", ["chase", "chase-reminder"])
@pytest.mark.parametrize("person", [executive, UserFactory, lambda: lead_of(ProgrammeFactory())])
def test_only_the_performance_team_chases(client, person, name):
    client.force_login(person())

    response = client.get(reverse(name))

    assert response.status_code == 403
    assert "Only the performance team chases reports." in page_of(response)
    assert client.post(reverse("chase")).status_code == 403


# --- what is expected --------------------------------------------------------------------------


def test_a_draft_that_nobody_touched_is_with_its_lead():
    report = with_an_address(ReportFactory(due_on=DUE))

    [row] = expected_reports(TODAY)

    assert (row.report, row.state, row.held_by) == (
        report,
        "Draft, nothing written yet",
        "Delivery lead",
    )
    assert row.lateness == ("2 days late", True)
    assert (row.touched_at, row.reminded) == (None, "–")
    assert row.may_remind


def test_a_draft_says_who_touched_it_last_and_how_often_it_was_reminded_of():
    report = ReportFactory(due_on=DUE)
    ChangeFactory(report=report)
    newest = ChangeFactory(report=report)
    ChangeFactory(report=report, by=None)  # the clock is nobody
    for day in (20, 22):
        remind(report, date(2017, 2, day))

    [row] = expected_reports(TODAY)

    assert (row.state, row.touched_at) == ("Draft", newest.at)
    assert row.reminded == "Twice, last 22 Feb"
    assert not row.may_remind  # nobody has an address


def test_a_returned_report_is_with_its_chair_and_says_how_many_comments_it_has():
    report = frozen(ReportFactory(due_on=date(2017, 2, 24)))
    Report.objects.update(state=ReportState.RETURNED)
    RemarkFactory.create_batch(2, report=report)
    remind(report, date(2017, 2, 23))
    remind(report, date(2017, 2, 24))

    [row] = expected_reports(TODAY)

    assert (row.state, row.held_by) == ("Returned with 2 comments", "Chair")
    assert row.lateness.words == "Due tomorrow"
    assert row.reminded == "Twice, last 24 Feb"


@pytest.mark.parametrize(
    ("due", "said"), [(date(2017, 2, 17), "On time"), (date(2017, 2, 15), "Came 2 days late")]
)
def test_a_submitted_report_is_with_the_executive_and_is_not_chased(due, said):
    with_an_address(frozen(ReportFactory(due_on=due)))

    [row] = expected_reports(TODAY)

    assert (row.state, row.held_by, row.lateness.words) == ("Submitted", "Executive", said)
    assert not row.may_remind


def test_a_round_that_has_not_opened_is_expected_all_the_same():
    schedule = ReportingScheduleFactory(due_working_day=15)
    frozen(ReportFactory(programme=schedule.programme, period_end=date(2016, 12, 31)))

    [row] = expected_reports(TODAY)

    assert (row.report, row.state, row.period_end) == (None, "Not opened yet", date(2017, 1, 31))
    assert (row.due_on, row.lateness.words) == (DUE, "2 days late")
    assert row.is_missing


def test_an_earlier_report_that_is_still_open_is_chased_too():
    old = ReportFactory(period_end=date(2016, 12, 31), due_on=date(2017, 1, 20))
    new = ReportFactory(programme=old.programme, due_on=DUE)

    assert [row.report for row in expected_reports(TODAY)] == [old, new]


def test_of_two_versions_the_newer_is_expected():
    first = frozen(ReportFactory())
    Report.objects.update(state=ReportState.SUPERSEDED)
    second = frozen(ReportFactory(programme=first.programme, version=2))

    assert [row.report for row in expected_reports(TODAY)] == [second]


def test_what_is_missing_longest_is_first():
    done = frozen(ReportFactory(due_on=DUE))
    later, sooner = (ReportFactory(due_on=date(2017, 2, day)) for day in (24, 20))

    assert [row.report for row in expected_reports(TODAY)] == [sooner, later, done]


# --- the page ----------------------------------------------------------------------------------


def test_the_page_answers_first_how_many_are_missing(team):
    due = timezone.localdate() - timedelta(days=2)
    for number in ("1", "2"):
        ReportFactory(programme__number=number, due_on=due)
    returned = frozen(ReportFactory())
    Report.objects.filter(pk=returned.pk).update(state=ReportState.RETURNED)

    page = page_of(team.get(reverse("chase")))

    assert "January 2017 round" in page
    assert f"Due on <strong>{due:%A} {due.day} {due:%B}</strong>, 2 days ago." in page
    assert "2 reports are missing and 1 report is back with the chair." in page


def test_the_page_says_when_all_is_in_and_when_nothing_is_expected(team):
    assert "No report is expected yet." in page_of(team.get(reverse("chase")))

    frozen(ReportFactory())

    assert "All reports are in." in page_of(team.get(reverse("chase")))


def test_a_programme_without_a_schedule_links_to_where_one_is_set(team):
    programme = ProgrammeFactory()

    page = page_of(team.get(reverse("chase")))

    assert reverse("admin:programmes_programme_change", args=[programme.pk]) in page
    assert ">No schedule<" in page


def test_only_a_report_that_can_be_chased_has_a_box(team):
    open_one = with_an_address(ReportFactory())
    with_an_address(frozen(ReportFactory()))
    ReportFactory()

    page = page_of(team.get(reverse("chase")))

    assert page.count('type="checkbox"') == 1
    assert f'value="{open_one.pk}"' in page
    assert "No e-mail address" in page


def test_a_reminder_goes_to_the_people_of_those_ticked(team):
    ticked, other = (
        with_an_address(ReportFactory(programme__number=number)) for number in ("6", "7")
    )

    response = team.post(reverse("chase"), {"report": [ticked.pk], "action": "remind"}, follow=True)

    assert "A reminder went out for Programme 6." in page_of(response)
    assert len(mail.outbox) == 1
    assert ticked.reminders.get().by is not None
    assert not other.reminders.exists()
    assert "Once, " in page_of(response)


def test_nothing_ticked_is_an_error_that_leads_to_a_box(team):
    report = with_an_address(ReportFactory())

    response = team.post(reverse("chase"), {"action": "remind"})

    assert response.status_code == 422
    assert "<title>Error: Chase" in page_of(response)
    link = f'<a href="#report-{report.pk}">Tick the reports to send a reminder for.</a>'
    assert link in page_of(response)


def test_a_report_submitted_meanwhile_is_an_error_and_the_other_stays_ticked(team):
    gone, still = frozen(ReportFactory()), with_an_address(ReportFactory())

    response = team.post(reverse("chase"), {"report": [gone.pk, still.pk, "x"]})

    assert response.status_code == 422
    assert "was submitted meanwhile" in page_of(response)
    assert " checked" in page_of(response)
    assert mail.outbox == []


def test_the_reminder_can_be_read_before_it_is_sent(team):
    report = with_an_address(ReportFactory(programme__number="6", due_on=DUE))

    response = team.post(reverse("chase"), {"report": [report.pk], "action": "read"}, follow=True)

    page = page_of(response)
    assert "To lead@example.gov.uk" in page
    assert "The January 2017 report of Programme 6" in page
    assert f'<input type="hidden" name="report" value="{report.pk}">' in page
    assert mail.outbox == []


def test_reading_no_reminder_leads_back_to_the_list(team):
    assert team.get(reverse("chase-reminder")).url == reverse("chase")


def test_a_second_press_says_why_nothing_went_out(team):
    report = with_an_address(ReportFactory(programme__number="6"))
    team.post(reverse("chase"), {"report": [report.pk]})

    response = team.post(reverse("chase"), {"report": [report.pk]}, follow=True)

    assert "No reminder went out for Programme 6: one was sent in the last" in page_of(response)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_is_said_and_nothing_is_counted_as_sent(team, monkeypatch):
    def refuse(*args):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    report = with_an_address(ReportFactory())

    response = team.post(reverse("chase"), {"report": [report.pk]}, follow=True)

    assert "The mail server does not answer" in page_of(response)
    assert not Reminder.objects.exists()


def test_the_list_costs_the_same_whatever_it_holds(team, django_assert_num_queries):
    def cost():
        with django_assert_num_queries(6):
            team.get(reverse("chase"))

    with_an_address(ReportFactory())
    cost()
    for number in range(6):
        report = with_an_address(ReportFactory(due_on=DUE))
        ChangeFactory(report=report)
        remind(report, DUE + timedelta(days=number))
        ReportingScheduleFactory(programme=report.programme)
        chair_of(frozen(ReportFactory()).programme)
    cost()


def test_reading_reminders_costs_the_same_however_many_are_ticked(team, django_assert_num_queries):
    def cost(reports):
        with django_assert_num_queries(9):
            team.get(reverse("chase-reminder"), {"report": [row.pk for row in reports]})

    reports = [with_an_address(ReportFactory(due_on=DUE)) for _ in range(6)]
    for report in reports:
        ReportingScheduleFactory(programme=report.programme)
    cost(reports[:1])
    cost(reports)
