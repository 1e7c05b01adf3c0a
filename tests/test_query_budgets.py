"""No page takes more than twelve queries, and none takes more of them for more data."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from programmes.choices import EXECUTIVE_GROUP, PERFORMANCE_GROUP, Role
from programmes.form_pages import FORM_PAGES
from programmes.models import Report
from tests.factories import MembershipFactory, UserFactory
from tests.large_council import Size, large_council

pytestmark = pytest.mark.django_db

MOST = 12
FEW, MANY = Size(indicators=26, periods=4, others=2), Size(indicators=600, periods=120, others=30)
FORM = {
    "task list": ("report-edit", ""),
    "clashes": ("report-clashes", ""),
    "submit": ("report-submit", ""),
    **{f"form: {slug}": ("report-section", slug) for slug in FORM_PAGES},
    "milestones": ("report-milestones", ""),
    "risks": ("report-risks", ""),
    "milestone": ("report-milestone", "milestone"),
    "risk": ("report-risk", "risk"),
}
"""The pages of the report's form: the name of each address, and what it is of."""
CHECKED = [*(f"form: {slug}" for slug in FORM_PAGES), "milestones", "risks", "milestone", "risk"]
QUERIES = {
    "home": 10,
    "chase": 6,
    "chase: read the reminders": 9,
    "review": 8,
    "decisions": 7,
    "decisions found": 7,
    "add a decision": 3,
    "packs": 7,
    "programmes": 5,
    "programme with few indicators": 11,
    "programme with all indicators": 11,
    "draft": 11,
    "submitted report": 6,
    "issued report": 9,
    "correct": 3,
    "issue batch": 4,
    "pack": 4,
    "copies": 4,
    "copy for the public": 9,
    "exempt sections": 4,
    "task list": 11,
    "clashes": 4,
    "submit": 11,
    "form: progress": 10,
    "form: comments": 11,
    "form: next-actions": 4,
    "form: variances": 4,
    "form: decisions": 4,
    "form: status": 10,
    "milestones": 6,
    "risks": 6,
    "milestone": 12,
    "risk": 6,
    "checked form: progress": 10,
    "checked form: comments": 12,
    "checked form: next-actions": 10,
    "checked form: variances": 10,
    "checked form: decisions": 10,
    "checked form: status": 10,
    "checked milestones": 12,
    "checked risks": 12,
    "checked milestone": 12,
    "checked risk": 12,
    "changes": 5,
    "quotable figures": 10,
    "indicators": 7,
    "last indicators": 7,
    "indicators found": 7,
    "indicator": 7,
    "indicator against last year": 7,
    "history of an indicator": 11,
    "history of a programme": 9,
    "data quality": 9,
    "pulls": 8,
    "people": 9,
    "roles": 3,
    "pull": 10,
    "admin": 5,
    "admin: area": 7,
    "admin: closedday": 8,
    "admin: disclosureprofile": 7,
    "admin: indicator": 8,
    "admin: neighbourset": 7,
    "admin: observation": 7,
    "admin: pull": 8,
    "admin: rejection": 7,
    "admin: revision": 6,
    "admin: source": 7,
    "admin: target": 9,
}


def pages(council):
    """The address of each page by its name above."""
    draft = council.draft
    address = [draft.programme.code, draft.period_end]
    listed = [name.removeprefix("admin: ") for name in QUERIES if name.startswith("admin: ")]
    found = {
        "home": reverse("home"),
        "chase": reverse("chase"),
        "chase: read the reminders": f"{reverse('chase-reminder')}?{open_reports()}",
        "review": reverse("review"),
        "decisions": reverse("decisions"),
        "decisions found": f"{reverse('decisions')}?text=pilot&sort=-decided",
        "add a decision": reverse("decision-add"),
        "packs": reverse("packs"),
        "people": reverse("people"),
        "roles": reverse("roles"),
        "programmes": reverse("programmes"),
        "programme with few indicators": council.small.get_absolute_url(),
        "programme with all indicators": council.large.get_absolute_url(),
        "draft": draft.get_absolute_url(),
        "submitted report": council.submitted.get_absolute_url(),
        "issue batch": reverse("issue-batch", args=[council.batch.pk]),
        "pack": reverse("pack", args=[council.pack.pk]),
        "changes": reverse("report-changes", args=address),
        "quotable figures": reverse("report-figures", args=address),
        "indicators": reverse("indicators"),
        "last indicators": f"{reverse('indicators')}?page=2",
        "indicators found": f"{reverse('indicators')}?text=kind&sort=-name",
        "indicator": council.indicator.get_absolute_url(),
        "indicator against last year": f"{council.indicator.get_absolute_url()}?against=year",
        "history of an indicator": reverse("indicator-history", args=[council.indicator.code]),
        "history of a programme": reverse("programme-history", args=[council.large.code]),
        "data quality": reverse("data-quality"),
        "pulls": reverse("pulls"),
        "pull": council.pull.get_absolute_url(),
        "admin": reverse("admin:index"),
    }
    found |= form_pages(draft, address) | pages_once_issued(council.issued)
    return found | {
        f"admin: {name}": reverse(f"admin:indicators_{name}_changelist") for name in listed
    }


def pages_once_issued(report):
    """What is read and done once a report is issued."""
    address = [report.programme.code, report.period_end]
    return {
        "issued report": report.get_absolute_url(),
        "correct": reverse("report-correct", args=address),
        "copies": reverse("report-copies", args=address),
        "copy for the public": reverse("report-copy", args=[*address, "public"]),
        "exempt sections": reverse("report-exempt", args=address),
    }


def form_pages(draft, address):
    """The form's pages, as they are opened and as a link to what is wrong opens them."""
    of = {
        "": [],
        "milestone": [draft.programme.milestones.first().pk],
        "risk": [draft.programme.risks.first().pk],
    }
    plain = {
        name: reverse(url, args=[*address, *of.get(what, [what])])
        for name, (url, what) in FORM.items()
    }
    return plain | {f"checked {name}": f"{plain[name]}?check" for name in CHECKED}


def open_reports():
    """Every draft, ticked."""
    return urlencode([("report", row.pk) for row in Report.objects.filter(state="draft")])


@pytest.fixture
def somebody_of_every_role(client):
    """The performance team, the executive, and a lead and chair: who needs most looked up."""
    user = UserFactory(is_staff=True)
    user.groups.set(Group.objects.filter(name__in=(EXECUTIVE_GROUP, PERFORMANCE_GROUP)))
    client.force_login(user)
    return user


@pytest.mark.parametrize("size", [FEW, MANY], ids=["few", "many"])
def test_each_page_takes_its_queries_and_no_more_for_more_data(
    client, somebody_of_every_role, size
):
    council = large_council(size)
    for programme in (council.small, council.large):
        for role in Role:
            MembershipFactory(programme=programme, user=somebody_of_every_role, role=role)

    found = {name: queries(client, url) for name, url in pages(council).items()}

    assert found == QUERIES


def queries(client, url):
    """How many queries a page takes, its session and its user among them."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(captured)


def test_no_page_may_take_more_than_the_most():
    assert max(QUERIES.values()) <= MOST


@pytest.mark.parametrize("size", [FEW, MANY], ids=["few", "many"])
def test_the_home_page_of_a_lead_says_how_far_the_report_is_within_the_most(client, size):
    council = large_council(size)
    client.force_login(MembershipFactory(programme=council.large, role=Role.LEAD).user)

    assert queries(client, reverse("home")) == MOST
