"""Whatever changes after issue, the issued documents and their hashes stay as they were."""

from contextlib import suppress
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.models import Category, Indicator, Observation, Target
from programmes.choices import ISSUED_FORMATS, DocumentFormat
from programmes.models import (
    Decision,
    Entry,
    Milestone,
    NilReturn,
    Priority,
    Programme,
    Report,
    Risk,
    RiskLevel,
)
from programmes.reports.formats import render
from programmes.reports.issue import snapshot_of
from programmes.reports.schema import digest_of
from programmes.reports.verifying import verify
from tests.reports import issued, issued_report, programme_with_a_red_figure, submitted_report

pytestmark = pytest.mark.django_db
CHANGED = (
    Category, Decision, Entry, Indicator, Milestone, NilReturn, Observation, Priority, Programme,
    Risk, RiskLevel, Target, get_user_model(),
)  # fmt: skip
TEXT = (models.CharField, models.TextField)
COLUMNS = [
    (model, field.name)
    for model in CHANGED
    for field in model._meta.concrete_fields
    if not (field.is_relation or field.unique or field.primary_key)
    and isinstance(field, (*TEXT, models.DecimalField, models.IntegerField, models.BooleanField))
]


@pytest.fixture
def report():
    programme = programme_with_a_red_figure()
    programme.milestones.all().delete()
    return issued_report(programme=programme)


def value_for(data, field):
    if field.choices:
        return data.draw(st.sampled_from([value for value, _ in field.flatchoices]))
    if isinstance(field, TEXT):
        return data.draw(st.text("abcÄ& <=", min_size=1, max_size=5))
    if isinstance(field, models.DecimalField):
        return data.draw(st.decimals(0, 99, places=1))
    if isinstance(field, models.BooleanField):
        return data.draw(st.booleans())
    return data.draw(st.integers(1, 5))


def bytes_of(report):
    held = {}
    for document in report.documents.filter(snapshot_digest=report.digest):
        with default_storage.open(document.file.name) as file:
            held[document.format] = (document.sha256, file.read())
    return held


def change(data):
    """Change a column of every row of a table; a change that the database refuses is none."""
    model, name = data.draw(st.sampled_from(COLUMNS))
    with suppress(IntegrityError), transaction.atomic():
        model.objects.update(**{name: value_for(data, model._meta.get_field(name))})


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(data=st.data(), tolerance=st.integers(0, 50))
def test_no_change_of_anything_alters_an_issued_document(report, settings, data, tolerance):
    before = bytes_of(report)
    settings.DEFAULT_AMBER_TOLERANCE_PERCENT = tolerance
    settings.COUNCIL_NAME = "Another council"
    for _ in range(3):
        change(data)

    report = Report.objects.get(pk=report.pk)
    snapshot = snapshot_of(report, timezone.localdate())
    assert bytes_of(report) == before
    assert [fault for found in verify() for fault in found.faults] == []
    for format in (DocumentFormat.HTML, DocumentFormat.JSON, DocumentFormat.XLSX):
        assert render(snapshot, format) == before[format][1]


@pytest.mark.parametrize("format", ISSUED_FORMATS)
def test_rendered_again_an_issued_report_gives_the_same_bytes(report, format):
    Observation.objects.update(value=Decimal("1.5"))
    Indicator.objects.update(polarity="neither", name="Another name")
    stored = bytes_of(report)[format][1]

    again = render(snapshot_of(Report.objects.get(pk=report.pk), timezone.localdate()), format)

    assert again == stored


def test_what_was_decided_at_submission_is_in_the_snapshot(report):
    snapshot = snapshot_of(report, timezone.localdate())
    [row] = snapshot.indicators

    assert (row.current.label, row.target.label, row.polarity) != ("", "", "")
    assert row.target.amber_limit
    assert (snapshot.software, snapshot.key.amber_tolerance_percent) == ("0.6.0", 5)
    assert snapshot.key.sentences
    assert snapshot.key.risk_levels


def test_a_snapshot_from_before_a_field_was_added_keeps_its_record():
    report = submitted_report()
    del report.snapshot["correction"], report.snapshot["software"]
    report.digest = digest_of(report.snapshot)
    report.save()

    assert snapshot_of(report, timezone.localdate()).digest == report.digest
    assert issued(report).is_issued
