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
    CategoryFactory,
    DocumentFactory,
    EntryFactory,
    ObservationFactory,
    PullFactory,
    TargetFactory,
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
def keeper(client):
    """Somebody whom no permission stops."""
    client.force_login(superuser())
    return client


def typed(response):
    """What the boxes of a page hold, as a browser would send it."""
    form = response.context["adminform"].form
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


def columns(row):
    """The row as the database has it."""
    return type(row).objects.filter(pk=row.pk).values().get()


def delete_all(keeper, model, rows):
    """Tick rows of a list, choose to delete them, and confirm."""
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    return keeper.post(page_of(model, "changelist"), data | {"post": "yes"}, follow=True)


def test_these_are_all_that_the_site_alone_writes():
    found = {row for row in REGISTERED if isinstance(site.get_model_admin(row), ViewOnlyAdmin)}

    assert found == set(WRITTEN_BY_THE_SITE)


@pytest.mark.parametrize("model", WRITTEN_BY_THE_SITE)
def test_a_row_of_the_site_s_own_is_neither_added_nor_changed_nor_deleted(keeper, model):
    row = ROWS[model]()
    kept = columns(row)
    data = {name: value for name, value in kept.items() if value is not None}

    assert keeper.get(page_of(model, "change", row.pk)).status_code == 200
    refused = [
        keeper.post(page_of(model, "add"), {}),
        keeper.post(page_of(model, "change", row.pk), data),
        keeper.post(page_of(model, "delete", row.pk), {"post": "yes"}),
    ]
    delete_all(keeper, model, [row])

    assert [response.status_code for response in refused] == [403, 403, 403]
    assert columns(row) == kept


@pytest.mark.parametrize("state", FROZEN)
def test_a_report_that_left_the_programme_is_neither_changed_nor_deleted(keeper, state):
    report = frozen_report()
    Report.objects.filter(pk=report.pk).update(state=state)
    entry, kept = report.entries.get(), columns(report)
    data = {"rag": "red", "entries-TOTAL_FORMS": 1, "entries-INITIAL_FORMS": 1}
    data |= {"entries-0-id": entry.pk, "entries-0-text": "Rewritten", "entries-0-DELETE": "on"}

    page = keeper.get(page_of(Report, "change", report.pk)).content.decode()
    refused = [
        keeper.post(page_of(Report, "change", report.pk), data),
        keeper.post(page_of(Report, "delete", report.pk), {"post": "yes"}),
    ]
    delete_all(keeper, Report, [report])

    assert 'name="_save"' not in page
    assert 'name="entries-0-text"' not in page
    assert [response.status_code for response in refused] == [403, 403]
    assert columns(report) == kept
    assert columns(entry)["text"] == entry.text


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED])
def test_an_open_report_can_be_changed(keeper, state):
    report = EntryFactory(report__state=state).report

    page = keeper.get(page_of(Report, "change", report.pk)).content.decode()

    assert 'name="_save"' in page
    assert 'name="entries-0-text"' in page


def test_one_frozen_report_keeps_all_that_are_ticked_with_it(keeper):
    reports = [frozen_report(), EntryFactory().report]

    delete_all(keeper, Report, reports)

    assert Report.objects.count() == 2
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(("make", "parent_of"), PARENTS.values(), ids=PARENTS)
def test_what_the_site_wrote_is_not_deleted_with_what_it_hangs_on(keeper, make, parent_of):
    row = make()
    parent = parent_of(row)

    keeper.post(page_of(type(parent), "delete", parent.pk), {"post": "yes"})
    delete_all(keeper, type(parent), [parent])

    assert type(row).objects.filter(pk=row.pk).exists()
    assert type(parent).objects.filter(pk=parent.pk).exists()


@pytest.mark.parametrize("of_the_band", [ObservationFactory, TargetFactory])
def test_a_band_with_values_or_targets_is_not_deleted(keeper, of_the_band):
    band = CategoryFactory(name="41 to 45")
    row = of_the_band(indicator=band.indicator, category=band)
    page = keeper.get(page_of(type(band.indicator), "change", band.indicator_id))
    data = typed(page)
    for inline in page.context["inline_admin_formsets"]:
        data |= typed_beside(inline.formset)

    response = keeper.post(
        page_of(type(band.indicator), "change", band.indicator_id),
        data | {"categories-0-DELETE": "on", "why": "Tidied up"},
    )

    assert "“41 to 45” has values or targets, so it cannot be deleted." in response.text
    assert type(row).objects.filter(pk=row.pk).exists()


def typed_beside(formset):
    """What the boxes of the rows beside a form hold."""
    data = {f"{formset.prefix}-TOTAL_FORMS": formset.initial_form_count()}
    data[f"{formset.prefix}-INITIAL_FORMS"] = formset.initial_form_count()
    for form in formset.initial_forms:
        for name in form.fields:
            if (value := form[name].value()) is not None and value is not False:
                data[form.add_prefix(name)] = value
    return data
