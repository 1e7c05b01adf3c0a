"""The performance team opens a report of a chosen period."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from programmes.models import Change, Report
from programmes.round import reportable_periods
from tests.demonstration import load_programme_6
from tests.factories import ProgrammeFactory, ReportFactory
from tests.people import chair_of

pytestmark = pytest.mark.django_db
TODAY = date(2017, 3, 20)


def words(response):
    return " ".join(response.content.decode().split())


def open_it(client, programme, period_end):
    url = reverse("report-open", args=[programme.code])
    return client.post(url, {"period_end": period_end}, follow=True)


def test_the_newest_month_with_values_comes_first():
    programme = load_programme_6()
    Report.objects.all().delete()

    first, *_, last = reportable_periods(programme, TODAY)

    assert (first.end, first.values) == (date(2017, 1, 31), 28)
    assert first.label == "31 January 2017: 28 indicators have a value"
    assert (last.end, last.label) == (
        date(2017, 2, 28),
        "28 February 2017: no indicator has a value yet",
    )


def test_a_month_that_has_its_report_is_not_offered():
    programme = load_programme_6()
    Report.objects.all().delete()
    ReportFactory(programme=programme, period_end=date(2017, 1, 31))

    assert date(2017, 1, 31) not in [row.end for row in reportable_periods(programme, TODAY)]


def test_a_programme_without_values_can_report_on_the_month_that_ended():
    assert [row.end for row in reportable_periods(ProgrammeFactory(), TODAY)] == [date(2017, 2, 28)]


def test_it_opens_for_its_people(keeper):
    programme = load_programme_6()
    Report.objects.all().delete()
    chair_of(programme)

    page = open_it(keeper, programme, "2017-01-31")

    assert "The report to 31 January 2017 is open. Its lead and chair can fill it in." in words(
        page
    )
    report = Report.objects.get()
    assert report.period_end == date(2017, 1, 31)
    assert Change.objects.filter(report=report, place="state").exists()
    assert page.request["PATH_INFO"] == report.get_absolute_url()


def test_a_report_that_nobody_can_fill_in_says_so(keeper):
    programme = ProgrammeFactory()
    [period] = reportable_periods(programme, timezone.localdate())

    page = words(open_it(keeper, programme, period.end.isoformat()))

    assert "Nobody leads or chairs this programme yet" in page
    assert not mail.outbox


@pytest.mark.parametrize(
    ("period_end", "refusal"),
    [
        ("", "Choose the period to report on"),
        ("2001-01-31", "That period is not on offer any more. Choose another one"),
    ],
)
def test_another_period_is_refused(keeper, period_end, refusal):
    page = open_it(keeper, ProgrammeFactory(), period_end)

    assert page.status_code == 422
    assert refusal in words(page)
    assert not Report.objects.exists()


def test_the_programme_leads_there(keeper):
    programme = ProgrammeFactory()

    page = words(keeper.get(programme.get_absolute_url()))

    assert reverse("report-open", args=[programme.code]) in page
    assert "Open the first report" in page


def test_an_empty_site_says_where_to_start(keeper):
    assert "Start here: your first report" in words(keeper.get(reverse("home")))
    ProgrammeFactory()
    assert "Start here" not in words(keeper.get(reverse("home")))


@pytest.mark.parametrize("name", ["load", "loaded", "report-open"])
def test_the_pages_of_a_first_day_take_few_queries(keeper, name, django_assert_max_num_queries):
    programme = load_programme_6()
    address = reverse(name, args=[] if name == "load" else [programme.code])

    with django_assert_max_num_queries(12):
        assert keeper.get(address).status_code == 200
