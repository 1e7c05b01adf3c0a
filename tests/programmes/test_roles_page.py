"""The page that says who may do what agrees with what the site then does."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from programmes import permissions
from programmes.actions import OF_REPORTS, OF_THE_SITE
from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, Role
from programmes.roles import _BY_PERMISSION, ROLES, matrix
from tests.factories import ReportFactory, UserFactory
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen

pytestmark = pytest.mark.django_db
MAKERS = {
    Role.LEAD: lead_of,
    Role.CHAIR: chair_of,
    EXECUTIVE_GROUP: lambda programme: executive(),
    PERFORMANCE_GROUP: lambda programme: performance(),
}


def said(heading, words, role):
    """What the page says of an action and a role."""
    line = next(line for line in matrix()[heading] if line.words == words)
    return line.allowed[ROLES.index(role)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", OF_REPORTS)
def test_a_role_may_do_with_a_report_what_the_page_says(key, role):
    action, report = OF_REPORTS[key], ReportFactory()
    if action.needed:
        frozen(report).state = action.needed
    user = MAKERS[role](report.programme)

    may = permissions.may(user, report, to=key)

    assert may is said("A report", action.words, role)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", OF_THE_SITE)
def test_a_role_may_do_on_the_site_what_the_page_says(key, role):
    user = MAKERS[role](ReportFactory().programme)

    try:
        permissions.refuse_unless(user, to=key)
        may = True
    except PermissionDenied:
        may = False

    assert may is said("All programmes", OF_THE_SITE[key].words, role)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", _BY_PERMISSION)
def test_a_role_has_the_permissions_that_the_page_says(permission, role):
    user = MAKERS[role](ReportFactory().programme)

    assert user.has_perm(permission) is said("What is measured", _BY_PERMISSION[permission], role)


def test_the_page_follows_a_permission_that_is_taken_from_a_group():
    words = _BY_PERMISSION["indicators.change_target"]
    assert said("What is measured", words, PERFORMANCE_GROUP)

    Permission.objects.get(codename="change_target").group_set.clear()

    assert not said("What is measured", words, PERFORMANCE_GROUP)


def test_whoever_is_signed_in_may_read_it(client):
    client.force_login(UserFactory())

    page = client.get("/roles/").content.decode()

    assert "Delivery-group chair" in page
    assert "Record decisions" in page
    assert "/people/" not in page
