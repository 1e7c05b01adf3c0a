"""From a loaded programme to a report held as PDF, on whichever database and queue are set."""

import hashlib
from datetime import date

import pypdfium2
import pytest

from indicators.pulls import request_pull
from indicators.tasks import pull_source
from programmes.choices import DocumentFormat
from programmes.demonstration import FOLDER, PROGRAMME_CODE
from programmes.demonstration.people import make_people
from programmes.demonstration.values import make_source
from programmes.demonstration.written import write_report
from programmes.exchange import load
from programmes.models import Document, Programme
from programmes.tasks import make_documents
from tests.services.worker import wait_until


@pytest.mark.usefixtures("worker")
def test_a_worker_pulls_the_values_and_makes_the_report():
    load(FOLDER / "programme_6")
    programme = Programme.objects.get(code=PROGRAMME_CODE)
    make_people(programme)

    pull = request_pull(make_source())
    pull_source.delay(pull.pk)
    wait_until(lambda: pull.refresh_from_db() or not pull.is_live, what="the pull")
    assert (pull.state, pull.new, pull.rejected, pull.error) == ("done", 122, 0, "")

    report = write_report(programme)
    make_documents.delay(report.pk, [DocumentFormat.PDF, DocumentFormat.HTML])
    wait_until(lambda: Document.objects.count() == 2, 60, "the documents")

    pdf = Document.objects.get(report=report, format=DocumentFormat.PDF)
    with pdf.file.open() as file:
        content = file.read()
    text = "".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)
    )
    assert hashlib.sha256(content).hexdigest() == pdf.sha256
    assert all(f"P6-{number:02}" in text for number in range(1, 35))
    assert report.period_end == date(2017, 1, 31)
