"""Every role, every action on a report, in the own and in another programme."""

import pytest
from django.urls import reverse

from programmes.choices import ReportState
from programmes.models import Report
from tests.factories import ProgrammeFactory, ReportFactory, UserFactory
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen

pytestmark = pytest.mark.django_db
OK, REFUSED, HIDDEN = 200, 403, 404
ACTIONS = {
    "read": ("report", []),
    "see the changes": ("report-changes", []),
    "see the figures": ("report-figures", []),
    "see the task list": ("report-edit", []),
    "write achievements": ("report-section", ["progress"]),
    "write comments": ("report-section", ["comments"]),
    "write actions": ("report-section", ["next-actions"]),
    "write variances": ("report-section", ["variances"]),
    "write decisions": ("report-section", ["decisions"]),
    "set the status": ("report-section", ["status"]),
    "submit": ("report-submit", []),
    "return": ("report-return", []),
    "open again": ("report-reopen", []),
    "correct": ("report-correct", []),
    "see what is exempt": ("report-exempt", []),
}
READING = {"read", "see the changes", "see the figures"}
WRITING = {action for action in ACTIONS if action.startswith(("write", "see the task"))}
MAY_DO = {
    "lead": READING | WRITING,
    "chair": READING | WRITING | {"set the status", "submit"},
    "executive": READING | {"return", "correct", "see what is exempt"},
    "performance": READING | {"open again", "correct", "see what is exempt"},
}
OF_SUBMITTED = READING | {"return", "open again", "correct", "see what is exempt"}
NEEDED = {
    "return": ReportState.SUBMITTED,
    "open again": ReportState.SUBMITTED,
    "correct": ReportState.ISSUED,
}
SEE_ALL = {"executive", "performance"}


def somebody(role, programme):
    makers = {"lead": lead_of, "chair": chair_of}
    if role in makers:
        return makers[role](programme)
    return {"executive": executive, "performance": performance}[role]()


def address(report, action):
    name, more = ACTIONS[action]
    return reverse(name, args=[report.programme.code, report.period_end, *more])


def bring_to(report, state):
    if state:
        frozen(report)
        Report.objects.filter(pk=report.pk).update(state=state)


def answer(client, user, report, action):
    client.force_login(user)
    return client.get(address(report, action)).status_code


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", MAY_DO)
def test_in_the_own_programme(client, role, action):
    report = ReportFactory()
    bring_to(report, NEEDED.get(action))

    status = answer(client, somebody(role, report.programme), report, action)

    assert status == (OK if action in MAY_DO[role] else REFUSED)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", MAY_DO)
def test_in_another_programme(client, role, action):
    report = ReportFactory()
    bring_to(report, NEEDED.get(action))

    status = answer(client, somebody(role, ProgrammeFactory()), report, action)

    sees = OK if action in MAY_DO[role] else REFUSED
    assert status == (sees if role in SEE_ALL else HIDDEN)


@pytest.mark.parametrize("action", ACTIONS)
def test_somebody_without_a_role_finds_nothing(client, action):
    assert answer(client, UserFactory(), ReportFactory(), action) == HIDDEN


@pytest.mark.parametrize("action", ACTIONS)
def test_somebody_who_is_not_signed_in_is_asked_to_sign_in(client, action):
    response = client.get(address(ReportFactory(), action))

    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


@pytest.mark.parametrize("state", [ReportState.SUBMITTED, ReportState.ISSUED])
@pytest.mark.parametrize("action", sorted(set(ACTIONS) - OF_SUBMITTED))
def test_nobody_writes_in_a_report_that_is_not_open(client, action, state):
    report = frozen(ReportFactory())
    report.state = state
    report.save()

    assert answer(client, chair_of(report.programme), report, action) == REFUSED


@pytest.mark.parametrize(
    ("role", "action"),
    [("executive", "return"), ("performance", "open again"), ("performance", "correct")],
)
def test_only_a_frozen_report_is_handed_back_or_corrected(client, role, action):
    report = ReportFactory()

    assert answer(client, somebody(role, report.programme), report, action) == REFUSED
