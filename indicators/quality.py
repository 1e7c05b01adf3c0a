"""The findings of the self-checks about recent values: what the performance team works through.

Five queries, whatever the data. Values are read in one stream, in the order of their index, and
checked an indicator and area at a time, so that memory holds the findings and no more.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery, Value

from indicators.assessed import measure_of
from indicators.choices import Basis, Frequency, Symbol
from indicators.models import Acknowledgement, Area, Category, Indicator, Observation
from indicators.periods import Period, add_months
from indicators.readings import Reading
from indicators.selfchecks import Check, Finding, Severity, check_readings
from indicators.selfchecks.advice import advice

PERIODS = 13
_CHUNK = 2000
_KEY = ("indicator_id", "area_id")
_COLUMNS = (
    "pk",
    "revision",
    "pull__source__name",
    "category__name",
    "period_start",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "places",
    "symbol",
    "status",
    "not_comparable",
    "note",
)


@dataclass(frozen=True)
class StoredReading(Reading):
    """A reading that knows the row it is stored in, and the name of its source if it has one."""

    pk: int = 0
    revision: int = 1
    source: str = ""


@dataclass
class Found:
    """One line of the worklist. ``observation`` is fetched for the lines that are shown."""

    finding: Finding
    indicator: Indicator
    acknowledgement: Acknowledgement | None = None
    observation: Observation | None = None

    @property
    def about(self) -> StoredReading:
        """The reading that the finding is about."""
        return self.finding.readings[0]

    @property
    def check(self) -> Check:
        """The check that found it."""
        return self.finding.check

    @property
    def severity(self) -> Severity:
        """Whether it is to be mended, or only to be known."""
        return self.finding.severity

    @property
    def band(self) -> str:
        """The band it is about; none where it is about the headline or all bands together."""
        return "" if self.check == Check.BANDS else self.about.category

    @property
    def advice(self) -> str:
        """What to do about it."""
        return advice(self.finding)

    @property
    def revision(self) -> int:
        """The revisions of all its values added up: it grows when any of them is revised."""
        return sum(reading.revision for reading in self.finding.readings)

    @property
    def key(self) -> tuple[int, str, int]:
        """What an acknowledgement of it has in common with it."""
        return self.about.pk, self.check.value, self.revision


@dataclass(frozen=True)
class Worklist:
    """All findings of a day, those to mend first; ``left`` are the acknowledged ones."""

    open: list[Found] = field(default_factory=list)
    left: list[Found] = field(default_factory=list)

    @cached_property
    def to_mend(self) -> int:
        """How many open findings have to be put right."""
        return sum(found.severity == Severity.MEND for found in self.open)

    @property
    def to_know(self) -> int:
        """How many open findings have only to be known."""
        return len(self.open) - self.to_mend


def worklist(day: date) -> Worklist:
    """Every finding about the values of the last 13 periods, as seen on ``day``."""
    found = sorted(_findings(recent_observations(day), day), key=_worst_first)
    acknowledged = {
        (row.observation_id, row.check_code, row.revision): row
        for row in Acknowledgement.objects.select_related("by").order_by()
    }
    for line in found:
        line.acknowledgement = acknowledged.get(line.key)
    return Worklist(
        open=[line for line in found if line.acknowledgement is None],
        left=[line for line in found if line.acknowledgement],
    )


def find(pk: int, check: str, day: date) -> Found | None:
    """The finding of one check about one observation, or None where there is none any more."""
    about = Observation.objects.filter(pk=pk).values_list(*_KEY).first()
    if about is None:
        return None
    observations = recent_observations(day).filter(**dict(zip(_KEY, about, strict=True)))
    for found in _findings(observations, day):
        if found.about.pk == pk and found.check == check:
            with_observations([found])
            acknowledgements = Acknowledgement.objects.filter(observation=pk, check_code=check)
            found.acknowledgement = acknowledgements.filter(revision=found.revision).first()
            return found
    return None


def with_observations(lines: list[Found]) -> None:
    """Fetch the observation of each line, with all that is shown of it. One query."""
    fetched = Observation.objects.select_related(
        "indicator", "area", "category", "pull__source"
    ).in_bulk({line.about.pk for line in lines})
    for line in lines:
        line.observation = fetched.get(line.about.pk)


def recent_observations(day: date) -> QuerySet[Observation]:
    """Observations of the last 13 periods, and any of a period still to come.

    Periods count back from the last day, up to ``day``, for which the area has a figure: the
    figures of another council or of the nation may be years behind. One query.
    """
    areas = defaultdict(list)
    for area, newest in _newest_days(day):
        areas[newest].append(area)
    recent = Q(period_end__gt=day)
    for newest, pks in areas.items():
        for frequency in Frequency:
            since = add_months(newest, -PERIODS * frequency.months)
            recent |= Q(area__in=pks, indicator__frequency=frequency, period_end__gt=since)
    return Observation.objects.filter(recent)


def _newest_days(day: date) -> Iterator[tuple[int, date]]:
    """Each area with its newest day. A category costs one look into the index."""
    newest = Observation.objects.filter(
        indicator=OuterRef("indicator"),
        category=OuterRef("pk"),
        area=OuterRef(OuterRef("pk")),
        period_end__lte=day,
    ).order_by("-period_end", "-period_start")
    held = (
        Category.objects.annotate(end=Subquery(newest.values("period_end")[:1]), one=Value(1))
        .order_by()
        .values("one")
        .annotate(last=Max("end"))
        .values("last")
    )
    areas = Area.objects.order_by().annotate(newest=Subquery(held))
    return ((pk, end) for pk, end in areas.values_list("pk", "newest") if end)


def _findings(observations: QuerySet[Observation], day: date) -> Iterator[Found]:
    """The findings about observations, an indicator and area at a time."""
    indicators: Mapping[int, Indicator] = Indicator.objects.in_bulk()
    in_order = observations.order_by(*_KEY, "category_id", "period_end", "period_start")
    rows = in_order.values_list(*_KEY, *_COLUMNS).iterator(chunk_size=_CHUNK)
    for (pk, _), group in groupby(rows, key=itemgetter(0, 1)):
        indicator = indicators[pk]
        measure = measure_of(indicator)
        readings = [_reading(row[len(_KEY) :], measure.basis) for row in group]
        for finding in check_readings(measure, Frequency(indicator.frequency), readings, day):
            yield Found(finding, indicator)


def _reading(columns: tuple, basis: Basis) -> StoredReading:
    pk, revision, source, category, start, end, *rest = columns
    value, numerator, denominator, places, symbol, status, not_comparable, note = rest
    return StoredReading(
        value=value,
        period=Period(start, end, basis),
        numerator=numerator,
        denominator=denominator,
        places=places,
        symbol=Symbol(symbol),
        status=status,
        not_comparable=not_comparable,
        note=note,
        category=category,
        pk=pk,
        revision=revision,
        source=source or "",
    )


def _worst_first(found: Found):
    """To mend first; then by indicator, the newest period first, and by category."""
    about = found.about
    return (
        found.severity != Severity.MEND,
        found.indicator.code,
        -about.period.end.toordinal(),
        about.category,
        found.check,
        about.pk,
    )
