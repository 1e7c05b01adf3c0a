"""Rows of the database as assessed indicators: what the rules say of what is stored.

No query is made here; ``selectors`` fetches, this decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from indicators.assessment import Direction, Rating, direction, rate
from indicators.benchmarks import BenchmarkStanding, standing_of
from indicators.choices import Against, Basis, Frequency, Symbol, TargetKind, ToleranceKind
from indicators.earlier import direction_against, run_label
from indicators.models import Category, Indicator, Observation, Target
from indicators.periods import Period, current_window
from indicators.readings import Goal, Measure, Reading
from indicators.selfchecks import banded_total_warnings, counts_warnings, parts_warnings


@dataclass(frozen=True)
class Held:
    """What is held for one category: its latest and previous value, and its targets."""

    category: Category
    latest: Observation | None
    previous: Observation | None
    targets: Sequence[Target] = ()


@dataclass(frozen=True)
class AssessedCategory:
    """A category with its current and previous value and their direction of travel.

    ``within`` names the joined band that it is a part of.
    """

    category: Category
    target: Target | None
    current: Observation | None
    previous: Observation | None
    direction: Direction
    within: str = ""


@dataclass(frozen=True)
class Benchmarked:
    """Another area's value, and how ours stands against it."""

    observation: Observation
    standing: BenchmarkStanding


@dataclass(frozen=True)
class Assessed:
    """An indicator as it stands for one area on one day. ``series`` runs oldest first.

    ``refusal``: why its bands and its target's are not set side by side;
    ``targets`` are all that it and its bands ever had, the newest of each first.
    """

    indicator: Indicator
    target: Target | None
    current: Observation | None
    previous: Observation | None
    rating: Rating
    direction: Direction
    warnings: tuple[str, ...]
    categories: tuple[AssessedCategory, ...]
    benchmarks: tuple[Benchmarked, ...] = ()
    series: tuple[Observation, ...] = ()
    notes: tuple[str, ...] = ()
    run: str = ""
    refusal: str = ""
    targets: tuple[Target, ...] = ()

    @property
    def banded(self) -> bool:
        """Whether it is read by band only: categories and no value of its own."""
        return bool(self.categories) and self.current is None and self.previous is None


def measure_of(indicator: Indicator) -> Measure:
    """What the rules need to know of an indicator."""
    return Measure(
        unit=indicator.unit,
        decimals=indicator.decimals,
        polarity=indicator.polarity,
        basis=Basis(indicator.basis),
        information_only=indicator.information_only,
        level_within=indicator.level_within or Decimal(0),
        definitions=indicator.definitions,
    )


def reading_of(observation: Observation | None, measure: Measure) -> Reading | None:
    """An observation of what ``measure`` measures as a plain value."""
    if observation is None:
        return None
    return Reading(
        value=observation.value,
        period=Period(observation.period_start, observation.period_end, measure.basis),
        numerator=observation.numerator,
        denominator=observation.denominator,
        places=observation.places,
        symbol=Symbol(observation.symbol),
        status=observation.status,
        not_comparable=observation.not_comparable,
        note=observation.note,
        definitions=measure.definitions,
    )


def goal_of(target: Target | None, default_tolerance: Decimal) -> Goal | None:
    """A target as a plain value, with the tolerance that applies.

    The target's own comes first, then its indicator's, then ``default_tolerance`` in per
    cent of the target.
    """
    if target is None:
        return None
    tolerance, kind = target.amber_tolerance, target.tolerance_kind
    if tolerance is None:
        tolerance, kind = target.indicator.tolerance, target.indicator.tolerance_kind
    if tolerance is None:
        tolerance, kind = default_tolerance, ToleranceKind.RELATIVE
    return Goal(
        target.value,
        target.lower,
        target.upper,
        Decimal(tolerance),
        ToleranceKind(kind),
        closer=target.kind == TargetKind.CLOSER,
        indicative=target.indicative,
    )


def target_in_force(targets: Sequence[Target], on: date) -> Target | None:
    """The one target in force on a day; targets of one category never overlap."""
    for target in targets:
        if target.effective_from <= on and (not target.effective_to or on <= target.effective_to):
            return target
    return None


def judged_on(latest_end: date | None, as_at: date, frequency: Frequency) -> date:
    """The day whose target judges a report to ``as_at``: the end of its current value's period.

    ``latest_end`` is that of the latest value known by then. Without a current value: ``as_at``.
    """
    first, _ = current_window(as_at, frequency)
    return latest_end if latest_end and latest_end >= first else as_at


def assess_indicator(held: Sequence[Held], as_at: date, default_tolerance: Decimal) -> Assessed:
    """Assess an indicator from its headline (first) and its bands, as known on ``as_at``."""
    headline, *bands = (_assess_category(row, as_at, default_tolerance) for row in held)
    indicator = headline.category.indicator
    measure = measure_of(indicator)
    current = reading_of(headline.current, measure)
    assessed = Assessed(
        indicator=indicator,
        target=headline.target,
        current=headline.current,
        previous=headline.previous,
        rating=rate(measure, current, goal_of(headline.target, default_tolerance)),
        direction=headline.direction,
        warnings=_warnings(measure, headline, bands),
        categories=tuple(band for band in bands if band.target or band.current or band.previous),
        targets=tuple(target for row in held for target in row.targets),
    )
    return _read_by_band(assessed) if assessed.banded else assessed


def with_history(
    assessed: Assessed,
    series: Sequence[Observation],
    benchmarks: Sequence[Observation],
    against: Against,
    default_tolerance: Decimal,
) -> Assessed:
    """The same with its series and benchmarks, and the change measured ``against`` a choice."""
    measure = measure_of(assessed.indicator)
    current = reading_of(assessed.current, measure)
    readings = [reading_of(observation, measure) for observation in series]
    travel, run = assessed.direction, ""
    if current and readings and readings[-1] == current:
        run = run_label(measure, readings)
        if against != Against.LAST:
            goal = goal_of(assessed.target, default_tolerance)
            travel = direction_against(measure, readings, against, goal)
    return replace(
        assessed,
        series=tuple(series),
        direction=travel,
        run=run,
        benchmarks=tuple(
            Benchmarked(row, standing_of(measure, current, reading_of(row, measure)))
            for row in benchmarks
        ),
    )


def _read_by_band(assessed):
    reason = "information only" if assessed.indicator.information_only else "read by band"
    no_arrow = replace(
        assessed.direction,
        reason="read by band: no single value to compare",
        signal="not tested: read by band",
    )
    return replace(assessed, rating=replace(assessed.rating, reason=reason), direction=no_arrow)


def _assess_category(held, as_at, default_tolerance):
    indicator, measure = held.category.indicator, measure_of(held.category.indicator)
    current, previous = held.latest, held.previous
    judged = judged_on(current and current.period_end, as_at, Frequency(indicator.frequency))
    if current is None or current.period_end < judged:
        current, previous = None, held.latest
    target = target_in_force(held.targets, judged)
    return AssessedCategory(
        category=held.category,
        target=target,
        current=current,
        previous=previous,
        direction=direction(
            measure,
            reading_of(current, measure),
            reading_of(previous, measure),
            goal_of(target, default_tolerance),
        ),
    )


def _warnings(measure, headline, bands):
    readings = [
        reading
        for row in (headline, *bands)
        for reading in (reading_of(row.current, measure), reading_of(row.previous, measure))
        if reading
    ]
    warnings = counts_warnings(measure, readings)
    if bands and headline.current is None and headline.previous is None:
        warnings += _band_warnings(measure, bands)
    for name in ("current", "previous"):
        parts = [reading_of(getattr(band, name), measure) for band in bands]
        warnings += parts_warnings(measure, reading_of(getattr(headline, name), measure), parts)
    return tuple(dict.fromkeys(warnings))


def _band_warnings(measure, bands):
    periods = (
        [reading_of(getattr(band, name), measure) for band in bands]
        for name in ("current", "previous")
    )
    targets = [band.target.value for band in bands if band.target and band.target.value]
    return banded_total_warnings(measure, targets, list(periods))
