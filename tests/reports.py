"""Programmes and reports in the states that tests need."""

from datetime import UTC, date, datetime

from programmes.choices import ReportedRag, ReportState
from programmes.models import Programme, Report
from programmes.reports.compose import compose
from tests.factories import (
    MilestoneFactory,
    ObservationFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    RiskFactory,
    TargetFactory,
    UserFactory,
)

SUBMITTED_AT = datetime(2017, 2, 17, 10, 42, tzinfo=UTC)


def frozen(report: Report, rag: str = ReportedRag.AMBER) -> Report:
    """The report as submission leaves it, whatever is written in it."""
    report.rag, report.reason = rag, "Most of it is on course."
    report.report_date = SUBMITTED_AT.date()
    report.state = ReportState.SUBMITTED
    report.submitted_at, report.submitted_by = SUBMITTED_AT, UserFactory()
    snapshot = compose(report, SUBMITTED_AT.date())
    report.snapshot, report.digest = snapshot.to_data(), snapshot.digest
    report.save()
    return report


def programme_with_a_red_figure(**columns) -> Programme:
    """One indicator, far from its target; a milestone that is late; a very high risk."""
    programme = ProgrammeFactory(**columns)
    place = ProgrammeIndicatorFactory(priority__programme=programme)
    TargetFactory(indicator=place.indicator)
    ObservationFactory(indicator=place.indicator, area=programme.area, value=40)
    MilestoneFactory(programme=programme, baseline_on=date(2016, 12, 1))
    RiskFactory(programme=programme, likelihood=4, impact=4)
    return programme
