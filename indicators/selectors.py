"""The few queries behind pages and reports. Their number does not grow with the data."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.db.models import CharField, F, FilteredRelation, OuterRef, QuerySet, Subquery, Value

from indicators.assessed import Assessed, Held, assess_indicator, with_history
from indicators.banding import read_by_bands
from indicators.choices import Against, AreaKind, Frequency
from indicators.models import (
    Area,
    Category,
    Indicator,
    Observation,
    Target,
    definitions_column,
    definitions_of,
)
from indicators.periods import add_months

SERIES_PERIODS = 13
_BY_CATEGORY = ("latest", "previous")  # the other parts are of an indicator


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

    Two queries: categories with their targets, and values. With ``details`` the second brings
    benchmarks and series too; only then can a change be measured ``against`` anything but the
    last value.
    """
    grouped = defaultdict(list)
    categories = _categories(indicators)
    found = _observations(indicators, area, as_at, details=details)
    for category, targets in categories:
        grouped[category.indicator_id].append(_held(category, targets, found))
    assessed = [
        read_by_bands(assess_indicator(held, as_at, default_tolerance), default_tolerance)
        for held in grouped.values()
    ]
    if not details:
        return assessed
    return [
        with_history(
            row,
            found["series", row.indicator.pk][-SERIES_PERIODS:],
            sorted(found["benchmark", row.indicator.pk], key=_area_order),
            against,
            default_tolerance,
        )
        for row in assessed
    ]


def _categories(indicators) -> Iterable[tuple[Category, list[Target]]]:
    """Each category, the headline first, with its targets, the newest first."""
    rows = (
        Category.objects.filter(indicator__in=indicators)
        .annotate(
            target=FilteredRelation("targets"), definitions=definitions_column("indicator_id")
        )
        .select_related("indicator", "target")
        .order_by("indicator__code", "position", "name", "-target__effective_from")
    )
    for _, group in groupby(rows, key=attrgetter("pk")):
        category, *others = group  # a row for each target
        category.indicator.definitions = definitions_of(category.definitions)
        # Without a target a row has no such attribute.
        targets = [row.target for row in (category, *others) if hasattr(row, "target")]
        for target in targets:
            target.category, target.indicator = category, category.indicator
        yield category, targets


def _held(category, targets, found):
    """A category with its latest and previous value, which know what they are values of."""
    latest, previous = (next(iter(found[part, category.pk]), None) for part in _BY_CATEGORY)
    for observation in filter(None, (latest, previous)):
        observation.category, observation.indicator = category, category.indicator
    return Held(category, latest, previous, targets)


def _observations(indicators, area, as_at, *, details):
    """Values by what they are wanted for and their category or indicator, oldest first.

    A query of its own for each, joined to one, so that the database plans each for itself.
    """
    parts = _latest_and_previous(indicators, area, as_at)
    if details:
        parts.append(("benchmark", _benchmarks(indicators, area, as_at)))
        parts += [("series", _series(indicators, area, as_at, each)) for each in Frequency]
    first, *others = [
        rows.annotate(part=Value(part, CharField()))
        .select_related("area", "pull__source")
        .defer("pull__error", "pull__source__settings")
        .order_by()
        for part, rows in parts
    ]
    found = defaultdict(list)
    for row in first.union(*others, all=True).order_by("period_end", "period_start"):
        of = row.category_id if row.part in _BY_CATEGORY else row.indicator_id
        found[row.part, of].append(row)
    return found


def _latest_and_previous(indicators, area, as_at):
    """Looked up from the categories: flat however long the history."""
    held = Observation.objects.filter(
        indicator=OuterRef("indicator_id"),
        area=area,
        category=OuterRef("pk"),
        period_end__lte=as_at,
    ).order_by("-period_end", "-period_start")
    before = held.filter(period_end__lt=OuterRef("latest_end"))
    categories = Category.objects.filter(indicator__in=indicators).order_by()
    latest = categories.annotate(found=Subquery(held.values("pk")[:1]))
    previous = categories.annotate(latest_end=Subquery(held.values("period_end")[:1])).annotate(
        found=Subquery(before.values("pk")[:1])
    )
    return [
        ("latest", Observation.objects.filter(pk__in=latest.values("found"))),
        ("previous", Observation.objects.filter(pk__in=previous.values("found"))),
    ]


def _headlines(indicators, as_at):
    """Values of headlines; told the indicator twice, the database can use the whole index."""
    return Observation.objects.filter(
        category__name="",
        category__indicator__in=indicators,
        indicator=F("category__indicator"),
        period_end__lte=as_at,
    )


def _benchmarks(indicators, area, as_at):
    """The latest value of every other area that is no council."""
    newest = Observation.objects.filter(
        indicator=OuterRef("indicator"),
        area=OuterRef("area"),
        category=OuterRef("category"),
        period_end__lte=as_at,
    ).order_by("-period_end", "-period_start")
    others = Area.objects.exclude(kind=AreaKind.COUNCIL).order_by()
    return (
        _headlines(indicators, as_at)
        .filter(area__in=others, pk=Subquery(newest.values("pk")[:1]))
        .exclude(area=area)
    )


def _area_order(observation):
    return observation.area.kind, observation.area.name


def _series(indicators, area, as_at, frequency):
    """The last values of the headlines of one frequency."""
    since = add_months(as_at, -SERIES_PERIODS * frequency.months)
    recent = _headlines(indicators, as_at).filter(area=area, period_end__gt=since)
    return recent.filter(category__indicator__frequency=frequency)
