"""The first page of a lead and a chair: what is due from them, and when."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.choices import ReportState, Role
from programmes.models import Report
from tests.factories import EntryFactory, MembershipFactory, ProgrammeFactory, ReportFactory
from tests.people import chair_of, executive, lead_of
from tests.reports import frozen
from tests.round_factories import ReportingScheduleFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def home(client, user):
    client.force_login(user)
    return " ".join(client.get(reverse("home")).content.decode().split())


def weekday(day):
    return f"{day:%A} {day.day} {day:%B}"


@pytest.mark.parametrize("person", [lead_of, chair_of])
def test_the_only_open_report_has_the_page_to_itself(client, person):
    report = ReportFactory(programme__number="6")

    page = home(client, person(report.programme))

    assert ">January 2017 report</h1>" in page
    assert reverse("report-edit", args=[report.programme.code, "2017-01-31"]) in page
    assert "Write something under Achievements, or make it a nil return." in page
    assert "11 sections done" in page
    assert "It has no due day." in page


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (5, "in 5 days."),
        (1, "tomorrow."),
        (0, "today."),
        (-2, "<strong>2 days late</strong>."),
    ],
)
def test_the_due_day_is_said_in_words(client, days, said):
    due = timezone.localdate() + days * DAY
    report = ReportFactory(due_on=due)

    page = home(client, lead_of(report.programme))

    assert f"Due on <strong>{weekday(due)}</strong>, {said}" in page


def test_a_report_in_its_days_of_grace_is_not_called_late(client):
    report = ReportFactory(due_on=timezone.localdate() - DAY)
    ReportingScheduleFactory(programme=report.programme, grace_days=5)

    page = home(client, lead_of(report.programme))

    assert "yesterday." in page
    assert "days late" not in page


def test_a_returned_report_is_said_to_be_back(client):
    report = ReportFactory(state=ReportState.RETURNED)

    assert "The executive returned it." in home(client, chair_of(report.programme))


def test_nothing_is_due_after_submission_and_the_page_says_what_comes_next(client):
    report = frozen(ReportFactory())
    today = timezone.localdate()
    Report.objects.update(submitted_at=timezone.now())
    ReportingScheduleFactory(programme=report.programme)

    page = home(client, chair_of(report.programme))

    assert "Nothing is due from you</h1>" in page
    said = f"The January 2017 report was submitted on <strong>{weekday(today)}</strong>."
    assert said in page
    for words in ("You reported", "Executive", "Next report opens", "Next report due"):
        assert words in page
    assert "Read what was submitted" in page
    assert "Fill in the report" not in page


def test_a_programme_without_a_report_or_a_schedule_has_nothing_due(client):
    page = home(client, lead_of(ProgrammeFactory()))

    assert "No report of this programme has been opened yet." in page
    assert "Next report" not in page


def test_earlier_reports_stand_below_with_their_ratings(client):
    report = ReportFactory()
    for month in (10, 11, 12):
        frozen(ReportFactory(programme=report.programme, period_end=date(2016, month, 30)))

    page = home(client, lead_of(report.programme))

    assert page.index(">October 2016<") < page.index(">November 2016<")


def test_several_reports_are_listed_the_one_due_first_at_the_top(client):
    user = MembershipFactory().user
    today = timezone.localdate()
    for number, days in (("1", 9), ("2", 3)):
        report = ReportFactory(programme__number=number, due_on=today + days * DAY)
        MembershipFactory(programme=report.programme, user=user, role=Role.CHAIR)

    page = home(client, user)

    assert "You have <strong>2 reports</strong> to fill in." in page
    assert page.index("Programme 2, you are") < page.index("Programme 1, you are")
    assert "Nothing is due: no report has been opened yet." in page


def test_a_report_of_an_earlier_round_that_is_still_open_is_not_forgotten(client):
    old = ReportFactory()
    ReportFactory(programme=old.programme, period_end=date(2017, 2, 28))

    page = home(client, lead_of(old.programme))

    assert "You have <strong>2 reports</strong> to fill in." in page


def test_somebody_with_two_roles_sees_one_programme(client):
    report = frozen(ReportFactory(programme__number="6", programme__title="Homes that last"))
    user = lead_of(report.programme)
    MembershipFactory(programme=report.programme, user=user, role=Role.CHAIR)

    assert home(client, user).count("Homes that last") == 1


def test_who_reviews_and_leads_has_both_on_the_page(client):
    report = frozen(ReportFactory())
    user = executive()
    MembershipFactory(programme=report.programme, user=user)

    page = home(client, user)

    assert "You have nothing to fill in now." in page
    assert "Review the programmes" in page


def test_home_costs_the_same_whatever_there_is_to_do(client, django_assert_num_queries):
    user = MembershipFactory().user
    MembershipFactory(user=user, programme=ReportFactory().programme)
    client.force_login(user)

    def cost():
        with django_assert_num_queries(5):
            client.get(reverse("home"))

    cost()
    for _ in range(5):
        report = frozen(ReportFactory())
        ReportFactory(programme=report.programme, period_end=date(2017, 2, 28))
        ReportingScheduleFactory(programme=report.programme)
        MembershipFactory(user=user, programme=report.programme)
    cost()


def test_of_several_reports_each_says_how_far_it_is(client):
    user = MembershipFactory(programme=ReportFactory().programme).user
    begun = ReportFactory()
    MembershipFactory(user=user, programme=begun.programme)
    EntryFactory(report=begun)

    page = home(client, user)

    assert "2 of 11 sections filled in" in page
    assert "3 of 11 sections filled in" in page
