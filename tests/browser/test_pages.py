"""Every page, for each role that sees it: fit for everyone, and quiet.

Fit is what axe and a narrow window say of it; quiet is a console without a complaint, the
strict security policy kept, and no request to another host.
"""

import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import Resolver404, get_resolver, resolve, reverse

from indicators.choices import PullState
from indicators.models import Observation, Pull
from programmes.choices import ReportState
from programmes.form_pages import FORM_PAGES
from programmes.models import Milestone, Report, Risk
from tests.browser.addresses import PageOf, url_of
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import FEBRUARY, JANUARY

NOT_PAGES = {"health", "logout", "pull-now", "pull-cancel", "pull-rejected-rows"}
NOT_PAGES |= {"data-quality-put-back", "report-document", "report-make", "decisions-csv"}
NOT_PAGES |= {"issue-reports", "make-pack", "pack-document"}
NOT_PAGES |= {"report-copy-document", "report-copy-make", "brand"}
SEEN_ELSEWHERE = {"uploaded"}  # needs a file: test_sources
SEEN_ELSEWHERE |= {"issue-batch", "report-correct"}  # of reports that are issued: test_issuing
NOT_PAGES |= {"load-template", "load-marked"}
SEEN_ELSEWHERE |= {"load", "load-check", "loaded", "report-open"}  # test_first_day
SEEN_ELSEWHERE |= {"pack"}  # once one is made: test_packs
# How indicators stand: judged, in bands, missing, not comparable, failing its counts, with
# categories, revised, over time, never pulled.
KINDS = ["P6-01", "P6-04", "P6-10", "P6-14", "P6-15", "P6-23", "P6-02", "NF-03", "V-1"]


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


@pytest.fixture(scope="module")
def transactional_db(council):
    """Nothing here changes what the council holds."""


@pytest.mark.parametrize(
    ("username", "url"), [(who, url) for who in SITE for url in SITE[who]], ids=str
)
def test_a_page_of_the_site_is_for_everyone(look_at, username, url):
    look_at(username, url)


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
