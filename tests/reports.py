"""Programmes and reports in the states that tests need."""

from datetime import UTC, date, datetime

from programmes.choices import NIL_SECTIONS, ReportedRag, ReportState, Section
from programmes.models import Programme, Report
from programmes.reports.compose import compose
from programmes.reports.issue import submit
from programmes.reports.issuing import request_issue, run_issuing
from tests.factories import (
    EntryFactory,
    MilestoneFactory,
    NilReturnFactory,
    ObservationFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
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


def submitted_report(**columns) -> Report:
    """A report that its chair submitted: an achievement, a risk, and nil returns for the rest.

    The milestones that its programme has are in it.
    """
    report = ReportFactory(rag="red", reason="One risk is very high.", **columns)
    RiskFactory(programme=report.programme, likelihood=4, impact=4)
    EntryFactory(report=report, section=Section.ACHIEVEMENTS)
    told = {Section.ACHIEVEMENTS, Section.RISKS}
    if report.programme.milestones.exists():
        told.add(Section.MILESTONES)
    for section in set(NIL_SECTIONS) - told:
        NilReturnFactory(report=report, section=section)
    return submit(report, by=UserFactory(), now=SUBMITTED_AT)


def issued_report(**columns) -> Report:
    """A report that was issued with all its documents."""
    return issued(submitted_report(**columns))


def issued(report: Report) -> Report:
    """A submitted report after a job has issued it. Fails with the reason where it could not."""
    issuing = run_issuing(request_issue([report], by=UserFactory()).issuings.get().pk)
    assert issuing.error == ""
    return Report.objects.select_related("programme__area").get(pk=report.pk)
