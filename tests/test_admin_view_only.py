"""What only jobs and the site itself write can be looked at in the admin, and no more.

Everything here is tried as a superuser, whom no permission stops.
"""

import pytest
from django.contrib.admin.sites import site

from indicators.admin.base import ViewOnlyAdmin
from indicators.models import Acknowledgement, Observation, Pull, Rejection, Revision
from programmes.choices import ReportState
from programmes.models import Document, Entry, Report
from tests.admin_rows import REGISTERED, ROWS, frozen_report, page_of, superuser
from tests.factories import (
    DocumentFactory,
    EntryFactory,
    ObservationFactory,
    PullFactory,
)

pytestmark = pytest.mark.django_db

WRITTEN_BY_THE_SITE = [Acknowledgement, Observation, Pull, Rejection, Revision, Document]
FROZEN = [ReportState.SUBMITTED, ReportState.ISSUED, ReportState.SUPERSEDED]
PARENTS = {
    "indicator": (ObservationFactory, lambda observation: observation.indicator),
    "area": (ObservationFactory, lambda observation: observation.area),
    "source": (PullFactory, lambda pull: pull.source),
    "report": (DocumentFactory, lambda document: document.report),
    "programme": (frozen_report, lambda report: report.programme),
}


@pytest.fixture
def superuser_in(client):
    """Somebody whom no permission stops."""
    client.force_login(superuser())
    return client


def columns(row):
    """The row as the database has it."""
    return type(row).objects.filter(pk=row.pk).values().get()


def delete_all(superuser_in, model, rows):
    """Tick rows of a list, choose to delete them, and confirm."""
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    return superuser_in.post(page_of(model, "changelist"), data | {"post": "yes"}, follow=True)


def test_these_are_all_that_the_site_alone_writes():
    found = {row for row in REGISTERED if isinstance(site.get_model_admin(row), ViewOnlyAdmin)}

    assert found == set(WRITTEN_BY_THE_SITE)


@pytest.mark.parametrize("model", WRITTEN_BY_THE_SITE)
def test_a_row_of_the_site_s_own_is_neither_added_nor_changed_nor_deleted(superuser_in, model):
    row = ROWS[model]()
    kept = columns(row)
    data = {name: value for name, value in kept.items() if value is not None}

    assert superuser_in.get(page_of(model, "change", row.pk)).status_code == 200
    refused = [
        superuser_in.post(page_of(model, "add"), {}),
        superuser_in.post(page_of(model, "change", row.pk), data),
        superuser_in.post(page_of(model, "delete", row.pk), {"post": "yes"}),
    ]
    delete_all(superuser_in, model, [row])

    assert [response.status_code for response in refused] == [403, 403, 403]
    assert columns(row) == kept


@pytest.mark.parametrize("state", FROZEN)
def test_a_report_that_left_the_programme_is_neither_changed_nor_deleted(superuser_in, state):
    report = frozen_report()
    Report.objects.filter(pk=report.pk).update(state=state)
    entry, kept = report.entries.get(), columns(report)
    data = {"rag": "red", "entries-TOTAL_FORMS": 1, "entries-INITIAL_FORMS": 1}
    data |= {"entries-0-id": entry.pk, "entries-0-text": "Rewritten", "entries-0-DELETE": "on"}

    page = superuser_in.get(page_of(Report, "change", report.pk)).content.decode()
    refused = [
        superuser_in.post(page_of(Report, "change", report.pk), data),
        superuser_in.post(page_of(Report, "delete", report.pk), {"post": "yes"}),
    ]
    delete_all(superuser_in, Report, [report])

    assert 'name="_save"' not in page
    assert 'name="entries-0-text"' not in page
    assert [response.status_code for response in refused] == [403, 403]
    assert columns(report) == kept
    assert columns(entry)["text"] == entry.text


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED])
def test_an_open_report_can_be_changed(superuser_in, state):
    report = EntryFactory(report__state=state).report

    page = superuser_in.get(page_of(Report, "change", report.pk)).content.decode()

    assert 'name="_save"' in page
    assert 'name="entries-0-text"' in page


def test_one_frozen_report_keeps_all_that_are_ticked_with_it(superuser_in):
    reports = [frozen_report(), EntryFactory().report]

    delete_all(superuser_in, Report, reports)

    assert Report.objects.count() == 2
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(("make", "parent_of"), PARENTS.values(), ids=PARENTS)
def test_what_the_site_wrote_is_not_deleted_with_what_it_hangs_on(superuser_in, make, parent_of):
    row = make()
    parent = parent_of(row)

    superuser_in.post(page_of(type(parent), "delete", parent.pk), {"post": "yes"})
    delete_all(superuser_in, type(parent), [parent])

    assert type(row).objects.filter(pk=row.pk).exists()
    assert type(parent).objects.filter(pk=parent.pk).exists()
