"""The few queries behind pages and reports. Their number does not grow with the data."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Q, QuerySet, Subquery

from indicators.assessed import Assessed, Held, assess_indicator, with_history
from indicators.banding import read_by_bands
from indicators.choices import Against, AreaKind, Frequency
from indicators.models import Area, Category, Indicator, Observation, Target
from indicators.periods import add_months

SERIES_PERIODS = 13


def assess(
    indicators: QuerySet[Indicator],
    area: Area | None,
    as_at: date,
    default_tolerance: Decimal,
    *,
    details: bool = True,
    against: Against = Against.LAST,
) -> list[Assessed]:
    """Assess indicators for ``area`` as known for a report to ``as_at``.

    Three queries, and two more with ``details``: benchmarks and series. Only with details can
    a change be measured ``against`` anything but the last value.
    """
    categories = list(_with_latest(indicators, area, as_at))
    keys = {key for c in categories for key in (c.latest_id, c.previous_id) if key}
    observations = Observation.objects.select_related(
        "pull__source", "category", "indicator"
    ).in_bulk(keys)
    targets = _targets(categories)
    grouped = defaultdict(list)
    for category in categories:
        grouped[category.indicator_id].append(
            Held(
                category,
                observations.get(category.latest_id),
                observations.get(category.previous_id),
                targets[category.pk],
            )
        )
    assessed = [
        read_by_bands(assess_indicator(held, as_at, default_tolerance), default_tolerance)
        for held in grouped.values()
    ]
    if not details:
        return assessed
    pks = [row.indicator.pk for row in assessed]
    benchmarks, series = _benchmarks(pks, area, as_at), _series(pks, area, as_at)
    return [
        with_history(
            row,
            series[row.indicator.pk][-SERIES_PERIODS:],
            benchmarks[row.indicator.pk],
            against,
            default_tolerance,
        )
        for row in assessed
    ]


def _with_latest(indicators, area, as_at):
    """Categories with the ids of their latest and previous value: flat however long the history."""
    held = Observation.objects.filter(
        indicator=OuterRef("indicator_id"),
        area=area,
        category=OuterRef("pk"),
        period_end__lte=as_at,
    ).order_by("-period_end", "-period_start")
    return (
        Category.objects.filter(indicator__in=indicators)
        .select_related("indicator")
        .annotate(
            latest_id=Subquery(held.values("pk")[:1]),
            latest_end=Subquery(held.values("period_end")[:1]),
        )
        .annotate(
            previous_id=Subquery(
                held.filter(period_end__lt=OuterRef("latest_end")).values("pk")[:1]
            )
        )
        .order_by("indicator__code", "position", "name")
    )


def _targets(categories):
    """Every target of these categories, newest first; a handful of years each."""
    targets = defaultdict(list)
    for target in (
        Target.objects.filter(category__in=[category.pk for category in categories])
        .select_related("indicator", "category")
        .order_by("-effective_from")
    ):
        targets[target.category_id].append(target)
    return targets


def _benchmarks(pks, area, as_at):
    """The latest value of every other area for each indicator."""
    newer = Observation.objects.filter(
        indicator=OuterRef("indicator"),
        area=OuterRef("area"),
        category=OuterRef("category"),
        period_end__lte=as_at,
    ).order_by("-period_end", "-period_start")
    found = (
        Observation.objects.filter(
            indicator__in=pks, category__name="", pk=Subquery(newer.values("pk")[:1])
        )
        .exclude(area=area)
        .exclude(area__kind=AreaKind.COUNCIL)
        .select_related("area")
        .order_by("area__kind", "area__name")
    )
    return _by_indicator(found)


def _series(pks, area, as_at):
    """The last values of each headline, oldest first."""
    recent = Q()
    for frequency in Frequency:
        since = add_months(as_at, -SERIES_PERIODS * frequency.months)
        recent |= Q(indicator__frequency=frequency, period_end__gt=since)
    found = Observation.objects.filter(
        recent, indicator__in=pks, area=area, category__name="", period_end__lte=as_at
    ).order_by("period_end", "period_start")
    return _by_indicator(found)


def _by_indicator(observations):
    grouped = defaultdict(list)
    for observation in observations:
        grouped[observation.indicator_id].append(observation)
    return grouped


def series(indicator: Indicator, area: Area | None, limit: int = 36) -> list[Observation]:
    """The last ``limit`` headline values of an indicator, oldest first. One query."""
    newest = (
        Observation.objects.filter(indicator=indicator, area=area, category__name="")
        .select_related("pull__source")
        .order_by("-period_end", "-period_start")
    )
    return list(newest[:limit])[::-1]
