"""Reading a report and having its documents."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from programmes.choices import ISSUED_FORMATS, DocumentFormat
from programmes.reports.documents import make_document
from programmes.reports.formats import CONTENT_TYPES
from programmes.tasks import make_documents
from tests.factories import (
    EntryFactory,
    ObservationFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
)
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen

pytestmark = pytest.mark.django_db
AT_ONCE = ["html", "json"]
BY_JOB = ["pdf", "docx", "xlsx"]


def document_url(report, format):
    return reverse("report-document", args=[report.programme.code, report.period_end, format])


def make_url(report):
    return reverse("report-make", args=[report.programme.code, report.period_end])


def page(client, user, report):
    client.force_login(user)
    return client.get(report.get_absolute_url())


@pytest.mark.parametrize("person", [lead_of, chair_of])
def test_lead_and_chair_read_their_report(client, person):
    report = EntryFactory(text="The team is in place.").report
    place = ProgrammeIndicatorFactory(priority__programme=report.programme)
    ObservationFactory(indicator=place.indicator, area=report.programme.area, value=75)

    response = page(client, person(report.programme), report)

    assert "The team is in place." in text_of(response)
    assert "75%" in text_of(response)
    assert "Draft.</strong> Its figures are as they stand today." in text_of(response)
    assert "Fill in this report" in text_of(response)


@pytest.mark.parametrize("person", [executive, performance])
def test_those_who_see_every_programme_read_but_are_not_asked_to_write(client, person):
    response = page(client, person(), ReportFactory())

    assert response.status_code == 200
    assert "Fill in this report" not in text_of(response)


def test_a_frozen_report_is_read_as_it_was_submitted(client):
    place = ProgrammeIndicatorFactory()
    programme = place.priority.programme
    observation = ObservationFactory(indicator=place.indicator, area=programme.area, value=75)
    report = frozen(ReportFactory(programme=programme))
    observation.value = 99
    observation.save()

    shown = text_of(page(client, lead_of(programme), report))

    assert "75%" in shown
    assert "99%" not in shown
    assert "Its figures were frozen on 17 February 2017, 10:42am." in shown


def test_only_this_page_links_the_style_of_the_report(client):
    report = ReportFactory()
    lead = lead_of(report.programme)

    assert b"css/report.css" in page(client, lead, report).content
    assert b"css/report.css" not in client.get(reverse("home")).content


@pytest.mark.parametrize("format", ISSUED_FORMATS)
def test_a_report_of_others_is_not_found_in_any_form(client, format):
    report = frozen(ReportFactory())
    client.force_login(lead_of(ProgrammeFactory()))

    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(document_url(report, format)).status_code == 404
    assert client.post(make_url(report)).status_code == 404


@pytest.mark.parametrize("day", ["2016-12-31", "2017-02-30", "2017-1-31"])
def test_a_period_without_a_report_is_not_found(client, day):
    programme = ReportFactory().programme
    client.force_login(lead_of(programme))

    assert client.get(f"{programme.get_absolute_url()}reports/{day}/").status_code == 404


@pytest.mark.parametrize("format", AT_ONCE)
def test_web_page_and_data_are_had_at_once(client, format):
    report = ReportFactory()
    client.force_login(lead_of(report.programme))

    response = client.get(document_url(report, format))

    assert response["Content-Type"] == CONTENT_TYPES[format]
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert report.programme.title in response.content.decode()


@pytest.mark.parametrize("format", BY_JOB)
def test_a_document_that_is_not_made_yet_is_not_found_and_not_made_in_the_request(client, format):
    report = ReportFactory()
    client.force_login(lead_of(report.programme))

    assert client.get(document_url(report, format)).status_code == 404
    assert not report.documents.exists()


def test_a_document_that_was_made_is_downloaded(client):
    report = frozen(ReportFactory())
    made = make_document(report, DocumentFormat.XLSX, timezone.localdate())
    client.force_login(executive())

    response = client.get(document_url(report, "xlsx"))

    assert b"".join(response.streaming_content) == Path(made.file.path).read_bytes()
    response.close()
    assert response["Content-Type"] == CONTENT_TYPES["xlsx"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in response["Content-Disposition"]
    assert f"{report.programme.code}-highlight-2017-01-31-v1.xlsx" in str(
        response["Content-Disposition"]
    )


def test_the_page_links_what_is_made_and_offers_to_make_the_rest(client):
    report = frozen(ReportFactory())
    make_document(report, DocumentFormat.XLSX, timezone.localdate())

    shown = text_of(page(client, lead_of(report.programme), report))

    for format in [*AT_ONCE, "xlsx"]:
        assert document_url(report, format) in shown
    for format in ("pdf", "docx"):
        assert document_url(report, format) not in shown
    assert "Make the PDF and Word file" in shown


def test_a_document_of_figures_that_have_changed_is_made_anew(client):
    report = ReportFactory(report_date=date(2017, 2, 21))
    make_document(report, DocumentFormat.XLSX, timezone.localdate())
    EntryFactory(report=report)

    shown = text_of(page(client, lead_of(report.programme), report))

    assert "Make the PDF, Word file and spreadsheet" in shown


def test_making_the_documents_is_a_job_and_the_page_waits_for_it(
    client, django_capture_on_commit_callbacks
):
    report = ReportFactory()
    client.force_login(lead_of(report.programme))

    with django_capture_on_commit_callbacks() as queued:
        response = client.post(make_url(report), follow=True)

    assert len(queued) == 1
    assert not report.documents.exists()
    assert "Being made: PDF, Word file and spreadsheet." in text_of(response)
    assert 'hx-trigger="every 3s"' in text_of(response)


def test_an_archive_copy_is_made_by_a_job_when_somebody_asks_for_it(
    client, django_capture_on_commit_callbacks
):
    report = frozen(ReportFactory())
    client.force_login(lead_of(report.programme))

    with django_capture_on_commit_callbacks() as queued:
        response = client.post(make_url(report), {"archive": "1"}, follow=True)

    assert len(queued) == 1
    assert "Being made: PDF for an archive." in text_of(response)
    make_documents(report.pk, [DocumentFormat.ARCHIVE])
    shown = client.get(f"{report.get_absolute_url()}pdfa/")
    assert shown["Content-Type"] == "application/pdf"
    assert "-v1-archive.pdf" in shown["Content-Disposition"]
    assert "Make a PDF for an archive" not in text_of(client.get(report.get_absolute_url()))
    shown.close()


def test_documents_are_never_made_by_following_a_link(client):
    report = ReportFactory()
    client.force_login(lead_of(report.programme))

    assert client.get(make_url(report)).status_code == 405


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(bool(settings.REDIS_URL), reason="takes the folder of the queue away")
def test_a_queue_that_does_not_answer_is_said(client):
    report = ReportFactory()
    client.force_login(lead_of(report.programme))
    messages = settings.QUEUE_DIR / "messages"
    away = messages.rename(settings.QUEUE_DIR / "away")
    try:
        response = client.post(make_url(report), follow=True)
    finally:
        away.rename(messages)

    assert "The documents were not made: the queue does not answer." in text_of(response)
