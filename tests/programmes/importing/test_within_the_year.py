"""A target that is in force already changes for a reason, and its open reports are shown."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.models import Target
from programmes.admin.importing.measures import TargetResource
from tests.factories import (
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
    TargetFactory,
)
from tests.importing import WRITERS, lines_of, looked_at
from tests.people import performance

pytestmark = pytest.mark.django_db

HEADINGS = "code,category,value,effective_from,note"
NEEDED = (
    "This target has been in force since 1 April 2016. Say in the column note why it changes. "
    "To set another from some day on, end this one and start the next."
)


@pytest.fixture
def report():
    """An open report with a figure that a target judges."""
    report = ReportFactory(programme=ProgrammeFactory(code="P6"), period_end=date(2017, 1, 31))
    place = ProgrammeIndicatorFactory(priority__programme=report.programme, indicator__code="HI-1")
    TargetFactory(indicator=place.indicator, reason="Agreed in March")
    return report


@pytest.mark.parametrize("extension", WRITERS)
@pytest.mark.parametrize(
    ("line", "messages"),
    [
        ("HI-1,,90,2016-04-01,", [NEEDED]),
        ("HI-1,,90,2016-04-01,Agreed in March", [NEEDED]),
        ("HI-1,,90,2016-04-01,Agreed again in June", []),
        ("HI-1,,80,2016-04-01,", []),
    ],
)
def test_its_change_needs_a_reason_of_its_own(report, tmp_path, extension, line, messages):
    path = WRITERS[extension](tmp_path / f"rows.{extension}", lines_of(HEADINGS, line))

    problems = looked_at(TargetResource, path).problems

    assert [(problem.field, problem.message) for problem in problems] == [
        ("note", message) for message in messages
    ]


def test_the_reports_it_touches_are_shown_and_have_to_be_ticked(report, client, settings, tmp_path):
    settings.SOURCES_DIR = tmp_path
    client.force_login(performance())
    url = reverse("admin:indicators_target_import")
    file = SimpleUploadedFile(
        "targets.csv", f"{HEADINGS}\nHI-1,,90,2016-04-01,Agreed again".encode()
    )

    page = client.post(url, {"file": file}, follow=True)
    agreed = page.context["confirm"].initial
    refused = client.post(page.redirect_chain[-1][0], agreed)

    assert "P6 to 31 January 2017" in page.content.decode()
    assert "tick the box there and import again" in refused.content.decode()
    assert Target.objects.get().value == 80

    client.post(page.redirect_chain[-1][0], agreed | {"touched": page.context["to_confirm"].value})

    assert Target.objects.get().value == 90
