"""Every page, for each role that sees it: fit for everyone, and quiet.

Fit is what axe and a narrow window say of it; quiet is a console without a complaint, the
strict security policy kept, and no request to another host.
"""

from dataclasses import dataclass, field

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import Resolver404, get_resolver, resolve, reverse

from indicators.choices import PullState
from indicators.models import (
    Area,
    ClosedDay,
    Council,
    DisclosureProfile,
    Indicator,
    NeighbourSet,
    Observation,
    Pull,
    Rejection,
    Revision,
    Source,
    Target,
)
from programmes.choices import ReportState
from programmes.form_pages import FORM_PAGES
from programmes.models import (
    Decision,
    Document,
    Milestone,
    Priority,
    Programme,
    Report,
    Risk,
    RiskLevel,
)
from tests.browser.checks import DESKTOP, Watch, assert_for_everyone
from tests.browser.steps import FEBRUARY, JANUARY

NOT_PAGES = {"health", "logout", "pull-now", "pull-cancel", "pull-rejected-rows"}
NOT_PAGES |= {"data-quality-put-back", "report-document", "report-make", "decisions-csv"}
NOT_PAGES |= {"issue-reports", "make-pack", "pack-document"}
NOT_PAGES |= {"report-copy-document", "report-copy-make", "brand"}
SEEN_ELSEWHERE = {"uploaded"}  # needs a file: test_sources
SEEN_ELSEWHERE |= {"issue-batch", "report-correct"}  # of reports that are issued: test_issuing
SEEN_ELSEWHERE |= {"pack"}  # once one is made: test_packs
# How indicators stand: judged, in bands, missing, not comparable, failing its counts, with
# categories, revised, over time, never pulled.
KINDS = ["P6-01", "P6-04", "P6-10", "P6-14", "P6-15", "P6-23", "P6-02", "NF-03", "V-1"]


@dataclass
class PageOf:
    """The page of the first row with those columns: its own, a named one, or one in the admin."""

    model: type[Model]
    columns: dict = field(default_factory=dict)
    admin: str = ""
    named: tuple[str, ...] = ()  # the name of the page, and what follows the row in its address

    def __str__(self):
        return " ".join([self.model.__name__, self.admin, *map(str, self.columns.values())])

    def url(self):
        """Where it is; asks the database."""
        name = f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_{self.admin}"
        if self.admin in ("add", "changelist"):
            return reverse(name)
        row = self.model.objects.filter(**self.columns).first()
        if self.named:
            return reverse(self.named[0], args=[row.pk, *self.named[1:]])
        return reverse(name, args=[row.pk]) if self.admin else row.get_absolute_url()


class ReminderOf(PageOf):
    """The reminder of the first report with those columns."""

    def url(self):
        """Where it is; asks the database."""
        report = self.model.objects.filter(**self.columns).first()
        return f"{reverse('chase-reminder')}?report={report.pk}"


class FormOf(PageOf):
    """The page of the report's form about the first row with those columns."""

    def url(self):
        """Where it is; asks the database."""
        row = self.model.objects.filter(**self.columns).first()
        return f"{FEBRUARY}edit/{self.model._meta.model_name}s/{row.pk}/{''.join(self.named)}"


FORM = [f"{FEBRUARY}edit/", f"{FEBRUARY}edit/changes/", f"{FEBRUARY}edit/figures/"]
FORM += [f"{FEBRUARY}edit/{slug}/" for slug in FORM_PAGES if slug != "status"]
FORM += [f"{FEBRUARY}edit/{page}" for page in ("milestones/", "milestones/add/")]
FORM += [f"{FEBRUARY}edit/{page}" for page in ("risks/", "risks/add/")]
FORM += [FormOf(Milestone), FormOf(Risk)]
CHECKED = [f"{FEBRUARY}edit/{slug}/?check" for slug in (*FORM_PAGES, "milestones", "risks")]
CHECKED += [FormOf(row, named=("?check",)) for row in (Milestone, Risk)]
SITE = {
    "": ["/login/", "/how-figures-are-judged/", "/accessibility/"],
    "newcomer": ["/", "/programmes/", "/indicators/?text=no+such+thing"],
    "lead": ["/", "/programmes/", "/programmes/P6/", JANUARY, f"{JANUARY}edit/changes/"]
    + FORM
    + [f"{FEBRUARY}edit/clashes/", f"{FEBRUARY}edit/progress/?add=slippage-new1"]
    + ["/how-figures-are-judged/", "/roles/", "/indicators/", "/indicators/?page=2"]
    + [f"/indicators/{code}/" for code in KINDS],
    "chair": ["/", FEBRUARY, *FORM, f"{FEBRUARY}edit/status/", *CHECKED, f"{FEBRUARY}submit/"],
    "executive": ["/", "/review/", "/decisions/", "/decisions/add/", "/packs/"]
    + ["/programmes/", "/programmes/NF/", f"{JANUARY}return/"],
    "performance": [
        "/",
        "/review/",
        "/decisions/",
        "/chase/",
        "/people/",
        PageOf(User, {"username": "lead"}, named=("hand-over",)),
        ReminderOf(Report, {"state": ReportState.DRAFT}),
        f"{JANUARY}reopen/",
        f"{JANUARY}copies/",
        f"{JANUARY}copies/public/",
        f"{JANUARY}exempt/",
        "/pulls/",
        PageOf(Pull, {"state": PullState.RUNNING}),
        PageOf(Pull, {"state": PullState.FAILED}),
        PageOf(Pull, {"state": PullState.DONE, "rejected": 0}),
        PageOf(Pull, {"state": PullState.DONE, "rejected": 3}),
        "/pulls/upload/",
        "/data-quality/",
        "/data-quality/gaps/",
        "/indicators/P6-01/history/",
        "/programmes/P6/history/",
        PageOf(
            Observation,
            {"indicator__code": "P6-15", "numerator": 229},
            named=("data-quality-finding", "counts"),
        ),
    ],
}
P6_01, INTERNAL = {"code": "P6-01"}, {"origin": "internal"}
ADMIN = [
    "/admin/",
    "/admin/password_change/",
    *(PageOf(row, {}, "changelist") for row in (Indicator, Target, Source, Report, Decision)),
    *(PageOf(row, {}, "add") for row in (Indicator, Source, Programme, Report)),
    *(PageOf(Indicator, P6_01, page) for page in ("change", "history", "delete")),
    *(PageOf(Target, INTERNAL, page) for page in ("change", "history", "delete")),
    *(
        PageOf(Report, {"state": state}, "change")
        for state in (ReportState.DRAFT, ReportState.SUBMITTED)
    ),
    *(PageOf(row, {}, "change") for row in (Programme, Priority, Milestone, Risk, Decision)),
    *(PageOf(row, {}, "change") for row in (Source, Pull, Rejection, Observation, Revision)),
    PageOf(Document, {}, "change"),
    PageOf(Programme, {}, "history"),
    *(PageOf(User, {"username": "lead"}, page) for page in ("changelist", "add", "change")),
    *(PageOf(row, {}, "changelist") for row in (Council, RiskLevel)),
    *(PageOf(row, {}, page) for row in (Area, ClosedDay) for page in ("changelist", "add")),
    *(PageOf(NeighbourSet, {}, page) for page in ("changelist", "add")),
    *(
        PageOf(DisclosureProfile, {"audience": audience}, "change")
        for audience in ("internal", "partnership", "public")
    ),
]


@pytest.fixture(scope="module")
def transactional_db(council):
    """Nothing here changes what the council holds."""


@pytest.fixture(scope="module")
def window_of(new_context, let_in, council):
    """The window of a person; one each, so that style and scripts are fetched once."""
    opened = {}

    def find(username):
        if username not in opened:
            context = new_context()
            if username:
                let_in(context, username)
            opened[username] = context.new_page()
        return opened[username]

    yield find
    for page in opened.values():
        page.context.close()


@pytest.fixture
def look_at(window_of, live_server):
    """Opens a page as somebody and looks at it from all sides."""

    def look(username, url, status=200):
        page = window_of(username)
        page.set_viewport_size(DESKTOP)
        watch = Watch(page, live_server.url)
        assert page.goto(url_of(url)).status == status
        watch.assert_quiet()
        assert_for_everyone(page)

    return look


def url_of(page):
    """The address of a page of the lists above."""
    return page.url() if isinstance(page, PageOf) else page


@pytest.mark.parametrize(
    ("username", "url"), [(who, url) for who in SITE for url in SITE[who]], ids=str
)
def test_a_page_of_the_site_is_for_everyone(look_at, username, url):
    look_at(username, url)


@pytest.mark.parametrize("url", ADMIN, ids=str)
def test_a_page_of_the_admin_is_for_everyone(look_at, url):
    look_at("performance", url)


@pytest.mark.parametrize(
    ("username", "url", "status"),
    [
        ("", "/no-such-page/", 404),
        ("newcomer", "/programmes/P6/", 404),
        ("lead", "/review/", 403),
        ("lead", "/chase/", 403),
        ("lead", "/indicators/P6-01/history/", 403),
        ("lead", "/programmes/P6/history/", 403),
        ("newcomer", "/programmes/P6/history/", 404),
        ("executive", f"{FEBRUARY}edit/", 403),
        ("executive", f"{FEBRUARY}edit/progress/", 403),
        ("lead", f"{FEBRUARY}edit/status/", 403),
        ("lead", f"{FEBRUARY}submit/", 403),
        ("chair", f"{JANUARY}edit/progress/", 403),
        ("newcomer", f"{FEBRUARY}edit/clashes/", 404),
        ("chair", f"{FEBRUARY}edit/nothing/", 404),
        ("performance", "/admin/indicators/target/add/", 403),
    ],
)
def test_a_page_that_refuses_is_for_everyone(look_at, username, url, status):
    look_at(username, url, status)


def test_the_page_of_a_fault_is_for_everyone(page):
    broken = render_to_string("500.html")
    page.route("**/broken/", lambda route: route.fulfill(body=broken, content_type="text/html"))

    page.goto("/broken/")

    assert_for_everyone(page)


def test_no_page_of_the_site_is_left_out(transactional_db):
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    seen = {_name(url_of(url)) for who in SITE for url in SITE[who]}

    assert named - seen == NOT_PAGES | SEEN_ELSEWHERE


def _name(url):
    try:
        return resolve(url.partition("?")[0]).url_name
    except Resolver404:
        return None
