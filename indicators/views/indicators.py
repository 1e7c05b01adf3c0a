"""The list of indicators, and the page of each. Everyone who is signed in may read them."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from indicators import selectors
from indicators.assessed import measure_of
from indicators.choices import Against
from indicators.councils import councils
from indicators.explanations import explain, explain_band, newest_value
from indicators.filters import IndicatorFilter
from indicators.models import Indicator, Observation, Revision, Target
from indicators.models.council import council_for
from indicators.printed import reports_that_print
from indicators.tables import IndicatorTable
from indicators.target_words import target_words, tolerance_words
from indicators.views import figure
from indicators.views.series import over_time
from indicators.views.variation import variation_section

PER_PAGE = 25
REVISIONS_SHOWN = 20


@require_safe
def indicator_list(request):
    """Every indicator with its newest figure for the council."""
    found = IndicatorFilter(request.GET, queryset=Indicator.objects.all())
    table = IndicatorTable(found.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    area = councils().first()
    as_at = area.as_at if area else None
    _assess_page([row.record for row in table.page], area, as_at, _tolerance(request))
    context = {"table": table, "filter": found, "area": area, "as_at": as_at}
    return render(request, "indicators/indicators.html", context)


def _assess_page(indicators, area, as_at, tolerance):
    assessed = {}
    if as_at:
        chosen = Indicator.objects.filter(pk__in=[indicator.pk for indicator in indicators])
        rows = selectors.assess(chosen, area, as_at, tolerance, details=False)
        assessed = {row.indicator.pk: row for row in rows}
    for indicator in indicators:
        indicator.assessed = assessed.get(indicator.pk)
        indicator.shown = (
            figure.shown(indicator.assessed, indicator, tolerance, as_at)
            if indicator.assessed
            else figure.Shown()
        )


@require_safe
def indicator_page(request, code):
    """One indicator: its newest figure explained, its history, targets and revisions."""
    area = _council_of(code)
    as_at = area.as_at if area else None
    chosen = Indicator.objects.filter(code=code)
    against = _against(request.GET.get("against"))
    tolerance = _tolerance(request)
    rows = selectors.assess(chosen, area, as_at, tolerance, against=against) if as_at else []
    indicator = rows[0].indicator if rows else chosen.first()
    if indicator is None:
        raise Http404("There is no indicator with that code.")
    targets = rows[0].targets if rows else indicator.targets.select_related("indicator", "category")
    context = {
        "indicator": indicator,
        "area": area,
        "as_at": as_at,
        "targets": [_target_row(target, rows, tolerance) for target in targets],
        "against": [(choice, choice == against) for choice in Against],
    }
    if rows:
        context |= _figure_context(rows[0], as_at, against, tolerance)
        context["revisions"] = _revisions(indicator, area, request.user)
    return render(request, "indicators/indicator.html", context)


def _against(word):
    """The chosen earlier value; the last one where the address names none that there is."""
    return Against(word) if word in Against.values else Against.LAST


def _council_of(code):
    """The council whose figures of an indicator are shown, or None where nothing has come."""
    held = Observation.objects.filter(indicator__code=code, area=OuterRef("pk"))
    return councils().filter(Exists(held)).first()


def _figure_context(assessed, as_at, against, tolerance):
    indicator = assessed.indicator
    measure = measure_of(indicator)
    return {
        "assessed": assessed,
        "newest": newest_value(assessed),
        "shown": figure.shown(assessed, indicator, tolerance, as_at),
        "gap": figure.gap_words(assessed),
        "explanation": explain(assessed, as_at, tolerance, against),
        "over_time": over_time(assessed, assessed.targets, tolerance),
        "variation": variation_section(assessed, assessed.targets, tolerance)
        if assessed.series
        else None,
        "benchmarks": [
            (row.observation.area, figure.said_of(row.observation, measure), row.standing)
            for row in assessed.benchmarks
        ],
        "bands": [
            (
                band,
                figure.shown(band, indicator, tolerance, as_at),
                explain_band(band, indicator, as_at, tolerance),
            )
            for band in assessed.categories
        ],
    }


def _target_row(target: Target, rows, tolerance):
    measure = measure_of(target.indicator)
    in_force = [row.target for row in rows] + [
        band.target for row in rows for band in row.categories
    ]
    return {
        "target": target,
        "amount": target_words(target, measure, tolerance),
        "tolerance": tolerance_words(target, measure, tolerance),
        "judges": target in in_force,
    }


def _revisions(indicator, area, user):
    found = Revision.objects.filter(observation__indicator=indicator, observation__area=area)
    newest = found.select_related("observation__category", "replaced_by__source")
    revisions = list(newest.order_by("-replaced_at", "-pk")[:REVISIONS_SHOWN])
    reports = reports_that_print(indicator, area, user) if revisions else []
    measure = measure_of(indicator)
    return [figure.revision_row(revision, measure, reports) for revision in revisions]


def _tolerance(request):
    return council_for(request.user).amber_tolerance
