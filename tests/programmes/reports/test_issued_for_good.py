"""Whatever changes after issue, the issued documents and their hashes stay as they were."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from indicators.models import Indicator, Observation
from programmes.choices import ISSUED_FORMATS, Section
from programmes.models import Report
from programmes.reports.formats import render
from programmes.reports.issue import snapshot_of
from programmes.reports.schema import digest_of
from tests import factories, issue_factories, round_factories, setting_factories
from tests.anything import MODELS, change
from tests.people import chair_of, executive
from tests.reports import issued, issued_report, programme_with_a_red_figure, submitted_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    programme = programme_with_a_red_figure()
    programme.milestones.all().delete()
    return issued_report(programme=programme)


@pytest.fixture
def full_report():
    """An issued report, with rows in every table that it, and what follows it, could be made of."""
    programme = programme_with_a_red_figure()
    setting_factories.CouncilFactory(colour="#004d40")
    setting_factories.ClosedDayFactory()
    setting_factories.NeighbourSetFactory().members.add(programme.area)
    programme.milestones.update(progress="It has begun.", remedy="A second contractor.")
    [figure], [milestone] = Observation.objects.all(), programme.milestones.all()
    earlier = factories.ReportFactory(programme=programme, period_end=date(2016, 12, 31))
    action = factories.EntryFactory(report=earlier, section=Section.NEXT_ACTIONS)
    report = issued(submitted_report(programme=programme))
    factories.AcknowledgementFactory(observation=figure)
    factories.DefinitionChangeFactory(indicator=figure.indicator)
    factories.RevisionFactory(observation=figure, pull=figure.pull)
    setting_factories.RollOverRowFactory(target=figure.indicator.targets.first())
    factories.RejectionFactory(pull=factories.PullFactory(source=factories.SourceFactory()))
    factories.DecisionFactory(report=report)
    round_factories.CommitmentFactory(report=report, action=action, outcome="done")
    round_factories.CommentFactory(report=report, indicator=figure.indicator)
    round_factories.ClashFactory(report=earlier)
    round_factories.RemarkFactory(report=earlier)
    round_factories.ReminderFactory(report=earlier)
    round_factories.RebaselineFactory(report=report, milestone=milestone)
    round_factories.ReportingScheduleFactory(programme=programme)
    issue_factories.PackFactory().reports.add(report)
    issue_factories.ExemptionFactory(report=report)
    chair_of(programme), executive()
    return report


def bytes_of(report):
    held = {}
    for document in report.documents.filter(snapshot_digest=report.digest):
        with default_storage.open(document.file.name) as file:
            held[document.format] = (document.sha256, file.read())
    return held


def test_there_is_something_in_every_table_to_change(full_report):
    assert [model.__name__ for model in MODELS if not model.objects.exists()] == []


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
    deadline=None,
)
@given(data=st.data(), tolerance=st.integers(0, 50))
def test_no_change_of_anything_alters_an_issued_document(full_report, settings, data, tolerance):
    before = bytes_of(full_report)
    settings.DEFAULT_AMBER_TOLERANCE_PERCENT = tolerance
    settings.COUNCIL_NAME, settings.SOFTWARE_VERSION = "Another council", "99.0"
    with transaction.atomic():
        changed = [change(data) for _ in range(6)]
        event(f"{sum(changed)} of {len(changed)} changes took place")

        report = Report.objects.get(pk=full_report.pk)
        call_command("verify")
        snapshot = snapshot_of(report, timezone.localdate())
        assert bytes_of(report) == before
        assert sorted(before) == sorted(ISSUED_FORMATS)
        for format in ISSUED_FORMATS:
            assert render(snapshot, format) == before[format][1]
        transaction.set_rollback(True)


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
