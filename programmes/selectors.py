"""The few queries behind the pages of programmes. Their number does not grow with the data."""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.formats import date_format

from indicators.models import Area, Indicator
from indicators.printed import Printed
from programmes.choices import DecisionOutcome
from programmes.models import Priority, Programme, ProgrammeIndicator, Report
from programmes.permissions import programmes_of
from programmes.reports.looking_back import trends_of_reports
from programmes.reports.trends import Trends


def newest_reports(programmes: Iterable[Programme]) -> dict[int, Report]:
    """The newest report of each programme by the programme's key. One query."""
    reports = _newest_of(Report.objects.all(), programmes).defer("snapshot")
    return {report.programme_id: report for report in reports}


def newest_frozen_reports(programmes: Iterable[Programme]) -> dict[int, Report]:
    """The newest report of each programme that has been submitted. One query."""
    reports = _newest_of(Report.objects.frozen(), programmes).defer("snapshot")
    return {report.programme_id: report for report in reports}


def _newest_of(reports: QuerySet[Report], programmes) -> QuerySet[Report]:
    """One report a programme; ``waiting`` counts its decisions without an outcome."""
    newest = reports.filter(programme=OuterRef("programme")).order_by("-period_end", "-version")
    found = Report.objects.filter(
        programme__in=[programme.pk for programme in programmes],
        pk=Subquery(newest.values("pk")[:1]),
    )
    return found.select_related("programme").annotate(
        waiting=Count("decisions", filter=Q(decisions__outcome=DecisionOutcome.WANTED))
    )


def priorities_of(programme: Programme) -> QuerySet[Priority]:
    """A programme's priorities with their indicators, in two queries."""
    placements = ProgrammeIndicator.objects.select_related("indicator")
    return programme.priorities.prefetch_related(Prefetch("placements", queryset=placements))


def trends_of_programme(programme: Programme) -> Trends:
    """How a programme went over its last reports, in two queries."""
    return trends_of_reports(programme.reports.frozen())


def reports_that_print(indicator: Indicator, area: Area, user) -> list[Printed]:
    """The reports with fixed figures of an indicator, the newest version of each. One query."""
    programmes = programmes_of(user).filter(area=area, priorities__placements__indicator=indicator)
    frozen = (
        Report.objects.frozen()
        .filter(programme__in=programmes)
        .select_related("programme")
        .order_by("version")
        .defer("snapshot")
    )
    newest = {(report.programme_id, report.kind, report.period_end): report for report in frozen}
    return [
        Printed(
            f"{report.programme} submitted its report to {date_format(report.period_end)}",
            report.get_absolute_url(),
            report.period_end,
            report.submitted_at,
        )
        for report in newest.values()
    ]
