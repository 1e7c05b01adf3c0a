"""Every page of the admin, as its register has them: fit for everyone, and quiet."""

import pytest
from django.contrib.admin.sites import site
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import resolve

from indicators.choices import Audience, PullState
from indicators.models import DisclosureProfile, Indicator, Pull, Target
from programmes.choices import ReportState
from programmes.models import (
    Milestone,
    Programme,
    ProgrammeIndicator,
    Report,
    Risk,
    current_scheme,
    save_scheme,
)
from tests.admin_rows import REGISTERED, ROWS, can_be_added, superuser
from tests.browser.addresses import PageOf, url_of
from tests.browser.council import make_council
from tests.factories import ReportFactory
from tests.setting_factories import DisclosureProfileFactory

LEAD, P6_01, INTERNAL = {"username": "lead"}, {"code": "P6-01"}, {"origin": "internal"}
IN_FILES = (Indicator, Target, Milestone, Risk, ProgrammeIndicator)
ALIKE = ("_delete", "_history")  # one template each, seen of those that are listed
NOT_PAGES = {"logout", "jsi18n", "autocomplete", "view_on_site", "None"}
NOT_PAGES |= {"indicators_target_roll_over_discard"}
SEEN_ELSEWHERE = {"login", "password_change_done"}  # as on the site
SEEN_ELSEWHERE |= {f"{row._meta.label_lower.replace('.', '_')}_import_changes" for row in IN_FILES}
SEEN_ELSEWHERE |= {f"{row._meta.label_lower.replace('.', '_')}_process_import" for row in IN_FILES}
SEEN_ELSEWHERE |= {  # test_targets
    f"indicators_target_{page}"
    for page in ("delete_many", "roll_over", "roll_over_preview", "roll_over_rows")
}


def registered():
    """The list of every table, the page that adds a row, and the page of a row."""
    for model in REGISTERED:
        yield PageOf(model, {}, "changelist")
        if can_be_added(model):
            yield PageOf(model, {}, "add")
        yield PageOf(model, {}, "change")


ADMIN = [
    "/admin/",
    "/admin/indicators/",
    "/admin/password_change/",
    *registered(),
    *(PageOf(row, {}, page) for row in IN_FILES for page in ("import", "export")),
    *(PageOf(Indicator, P6_01, page) for page in ("change", "history", "delete")),
    *(PageOf(Target, INTERNAL, page) for page in ("change", "history", "delete", "next")),
    *(PageOf(Programme, {}, page) for page in ("history", "delete")),
    *(PageOf(Report, {"state": state}, "change") for state in ReportState),
    *(PageOf(Pull, {"state": state}, "change") for state in (PullState.FAILED, PullState.DONE)),
    *(
        PageOf(DisclosureProfile, {"audience": audience}, "change")
        for audience in ("internal", "partnership", "public")
    ),
    *(PageOf(User, LEAD, page) for page in ("change", "history", "password_change")),
]


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    """The council of the other pages, with a row of every table and a report in every state."""
    with django_db_blocker.unblock():
        make_council()
        keep_settings()
        for model in REGISTERED:
            if not model.objects.exists():
                ROWS[model]()
        for state in set(ReportState) - {row.state for row in Report.objects.all()}:
            frozen_in(state)
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def transactional_db(council):
    """Nothing here changes what the council holds."""


def keep_settings():
    """The rows that migrations make, which the tests of another module may have emptied."""
    save_scheme(current_scheme(), instead_of=current_scheme())
    for audience in Audience:
        DisclosureProfileFactory(audience=audience)


def frozen_in(state):
    """A report of another programme in that state."""
    submitted = Report.objects.frozen().first()
    return ReportFactory(
        state=state, snapshot=submitted.snapshot, submitted_at=submitted.submitted_at
    )


@pytest.mark.parametrize("url", ADMIN, ids=str)
def test_a_page_of_the_admin_is_for_everyone(look_at, url):
    look_at("performance", url)


def test_a_page_of_an_account_is_for_every_superuser(look_at):
    look_at(superuser().username, PageOf(User, LEAD, "change"))


def test_no_page_of_the_admin_is_left_out(transactional_db):
    seen = {resolve(url_of(url)).url_name for url in ADMIN}
    left = {name for name in names(site.urls[0]) if not name.endswith(ALIKE)} - seen

    assert left - {f"{name}_add" for name in added_nowhere()} == NOT_PAGES | SEEN_ELSEWHERE


def added_nowhere():
    """The tables to which nothing is added in the admin."""
    return {row._meta.label_lower.replace(".", "_") for row in REGISTERED if not can_be_added(row)}


def names(patterns):
    """The name of every address of the admin, “None” where it has none."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern.url_patterns)
        else:
            yield str(pattern.name)
