from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from programmes import permissions
from programmes.choices import ReportState, Role
from tests.factories import MembershipFactory, ProgrammeFactory, ReportFactory, UserFactory
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen

pytestmark = pytest.mark.django_db
PERIOD_END = date(2017, 1, 31)


def report_for(user, report, to):
    return permissions.report_for(user, report.programme.code, report.period_end, to=to)


@pytest.mark.parametrize("person", [lead_of, chair_of])
@pytest.mark.parametrize("to", ["read", "write"])
def test_lead_and_chair_read_and_write_their_own_report(person, to):
    report = ReportFactory()

    assert report_for(person(report.programme), report, to) == report


@pytest.mark.parametrize("to", ["judge", "submit"])
def test_only_the_chair_judges_and_submits(to):
    report = ReportFactory()

    assert report_for(chair_of(report.programme), report, to) == report
    with pytest.raises(PermissionDenied, match="Only the chair"):
        report_for(lead_of(report.programme), report, to)


@pytest.mark.parametrize("person", [executive, performance])
def test_those_who_see_every_programme_read_but_do_not_write(person):
    report, somebody = ReportFactory(), person()

    assert report_for(somebody, report, "read") == report
    with pytest.raises(PermissionDenied, match="Only the delivery lead and the chair"):
        report_for(somebody, report, "write")


@pytest.mark.parametrize("to", ["read", "write", "judge", "submit"])
def test_an_outsider_learns_nothing_whatever_they_want_to_do(to):
    report = ReportFactory()
    outsider = lead_of(ProgrammeFactory())

    with pytest.raises(Http404):
        report_for(outsider, report, to)


def test_a_report_that_does_not_exist_is_not_found():
    programme = ProgrammeFactory()

    with pytest.raises(Http404):
        permissions.report_for(lead_of(programme), programme.code, PERIOD_END, to="read")


def test_a_submitted_report_cannot_be_written_even_by_its_chair():
    report = frozen(ReportFactory())

    with pytest.raises(PermissionDenied, match="is submitted, so it can no longer be changed"):
        report_for(chair_of(report.programme), report, "write")


def test_a_returned_report_can_be_written_again():
    report = ReportFactory(state=ReportState.RETURNED)

    assert report_for(lead_of(report.programme), report, "write") == report


def test_the_newest_version_of_a_period_is_the_one_that_is_meant():
    first = ReportFactory()
    second = ReportFactory(programme=first.programme, version=2)

    assert report_for(lead_of(first.programme), first, "read") == second


def test_a_superuser_counts_as_the_performance_team():
    superuser = UserFactory(is_superuser=True)

    assert permissions.is_performance(superuser)
    assert permissions.may_review(superuser)
    assert not permissions.is_executive(superuser)


def test_somebody_with_two_roles_has_both():
    programme = ProgrammeFactory()
    user = lead_of(programme)
    MembershipFactory(programme=programme, user=user, role=Role.CHAIR)

    assert permissions.roles_in(user, programme) == {Role.LEAD, Role.CHAIR}
    assert permissions.is_chair(user, programme)
