"""The few queries behind the pages of programmes. Their number does not grow with the data."""

from collections.abc import Iterable

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.utils.formats import date_format

from indicators.models import Area, Indicator
from indicators.printed import Printed
from programmes.choices import DecisionOutcome
from programmes.models import Priority, Programme, ProgrammeIndicator, Report
from programmes.permissions import programmes_of
from programmes.reports.trends import Trends, trends_from_parts

TREND_REPORTS = 24  # two years of months


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
    """How a programme went over its last reports, in two queries.

    Of each snapshot only the parts that are drawn are read: all of 24 would take seconds.
    """
    frozen = programme.reports.frozen().order_by("-period_end", "-version")
    parts = frozen.values(
        "period_end",
        "pk",
        reported=KT("snapshot__status__reported"),
        evidence=KT("snapshot__status__evidence"),
        milestones=F("snapshot__milestones"),
        risks=F("snapshot__risks"),
    )
    newest_versions = {}
    for part in parts[: TREND_REPORTS * 2]:
        newest_versions.setdefault(part["period_end"], part)
    if not newest_versions:
        return trends_from_parts([], [])
    newest, *_ = chosen = list(newest_versions.values())[:TREND_REPORTS]
    priorities = frozen.values_list("snapshot__priorities", flat=True).get(pk=newest["pk"])
    return trends_from_parts(chosen[::-1], priorities)


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
