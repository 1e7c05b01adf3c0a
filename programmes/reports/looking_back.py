"""The reports that a programme's trends look back on, read out of what is stored of them."""

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KT

from programmes.models import Report
from programmes.reports.trends import Trends, trends_from_parts

TREND_REPORTS = 24  # two years of months


def trends_until(report: Report) -> Trends:
    """How a programme had gone when it made that frozen report, in two queries."""
    earlier = Q(kind=report.kind, period_end__lt=report.period_end)
    frozen = Report.objects.frozen().filter(programme_id=report.programme_id)
    return trends_of_reports(frozen.filter(earlier | Q(pk=report.pk)))


def trends_of_reports(frozen: QuerySet[Report]) -> Trends:
    """The trends of one programme's frozen reports, of the newest version of each, in two queries.

    Of each snapshot only the parts that are drawn are read: all of 24 would take seconds.
    """
    newest_first = frozen.order_by("-period_end", "-version")
    parts = newest_first.values(
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
        return Trends()
    newest, *_ = chosen = list(newest_versions.values())[:TREND_REPORTS]
    whole = frozen.values_list("snapshot__priorities", "snapshot__key")
    return trends_from_parts(chosen[::-1], *whole.get(pk=newest["pk"]))
