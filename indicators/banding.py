"""Bands of an assessed indicator, in the cuts they share with their target."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from indicators.assessed import Assessed, AssessedCategory, goal_of, measure_of, reading_of
from indicators.assessment import direction, rate
from indicators.bands import Recut, cumulative, recut
from indicators.labels import number_label
from indicators.models import Category, Observation, Target
from indicators.readings import band_total


def read_by_bands(assessed: Assessed, default_tolerance: Decimal) -> Assessed:
    """An indicator in bands as it is shown: side by side with its target, and rated only where
    the council has named the band to count up to.
    """
    if not assessed.banded:
        return assessed
    return _counted_up(_in_shared_bands(assessed), assessed.categories, default_tolerance)


def _in_shared_bands(assessed):
    """Put values and target side by side in bands both can be read in.

    A joined band stands above its parts. Where there are no shared bands the categories stay
    as they are, and a warning says what does not fit.
    """
    rows = {row.category.name: row for row in assessed.categories}
    targets = {name: row.target.value for name, row in rows.items() if _has_value(row.target)}
    if not targets:
        return assessed
    found = recut(_values(assessed.categories, "current"), targets)
    if found.refusal:
        said = dict.fromkeys((*assessed.warnings, found.refusal))
        return replace(assessed, warnings=tuple(said), refusal=found.refusal)
    return replace(
        assessed,
        categories=tuple(_categories(found, rows)),
        notes=(*assessed.notes, _distance_sentence(found)),
    )


def _counted_up(assessed, bands, default_tolerance):
    """Rate the share up to a named band as one value. ``bands`` are the categories as held."""
    indicator = assessed.indicator
    current, previous = (_up_to(indicator.cumulative_to, bands, name) for name in _BOTH)
    if current is None:
        return assessed
    measure = measure_of(indicator)
    readings = [reading_of(held, measure) for held in (current, previous)]
    target = assessed.target or _target_up_to(indicator, bands)
    goal = goal_of(target, default_tolerance)
    return replace(
        assessed,
        target=target,
        current=current,
        previous=previous,
        rating=rate(measure, readings[0], goal),
        direction=direction(measure, *readings, goal),
        notes=(*assessed.notes, f"Counted up to the band “{indicator.cumulative_to}”."),
    )


def _up_to(last, rows, name):
    """The bands up to and with ``last`` as one observation, never stored."""
    shares = _values(rows, name)
    total = cumulative(shares, last) if last else None
    if total is None:
        return None
    held = [getattr(row, name) for row in rows if _has_value(getattr(row, name))]
    return _whole(held, total)


def _target_up_to(indicator, rows):
    """The same share of the target's bands, where the target is a whole."""
    targets = {row.category.name: row.target for row in rows if _has_value(row.target)}
    total = cumulative({name: row.value for name, row in targets.items()}, indicator.cumulative_to)
    if total is None or band_total([row.value for row in targets.values()]) is not None:
        return None
    return _share(next(iter(targets.values())), "", total)


def _values(rows, name):
    held = {row.category.name: getattr(row, name) for row in rows}
    return {name: row.value for name, row in held.items() if _has_value(row)}


def _has_value(held: Observation | Target | None) -> bool:
    return held is not None and held.value is not None


def _categories(found: Recut, rows: dict[str, AssessedCategory]):
    some_target = next(row.target for row in rows.values() if _has_value(row.target))
    for band in found.bands:
        if not band.parts:
            yield replace(rows[band.name], target=_share(some_target, band.name, band.target))
            continue
        parts = [rows[name] for name in band.parts]
        yield _joined(parts, _share(some_target, band.name, band.target))
        for part in parts:
            yield replace(part, target=None, within=band.name)


def _joined(parts: Sequence[AssessedCategory], target: Target) -> AssessedCategory:
    measure = measure_of(target.indicator)
    current, previous = (_sum([getattr(part, name) for part in parts]) for name in _BOTH)
    return AssessedCategory(
        category=target.category,
        target=target,
        current=current,
        previous=previous,
        direction=direction(
            measure,
            reading_of(current, measure),
            reading_of(previous, measure),
        ),
    )


_BOTH = ("current", "previous")


def _share(target: Target, name: str, value: Decimal) -> Target:
    """The target's share of a band, never stored."""
    return Target(
        indicator=target.indicator,
        category=Category(indicator=target.indicator, name=name),
        value=value,
        origin=target.origin,
        vintage=target.vintage,
        effective_from=target.effective_from,
        effective_to=target.effective_to,
    )


def _sum(observations: Sequence[Observation | None]) -> Observation | None:
    """The values of some bands of one period together, never stored."""
    if not all(_has_value(observation) for observation in observations):
        return None
    return _whole(observations, sum(observation.value for observation in observations))


def _whole(observations: Sequence[Observation], value: Decimal) -> Observation:
    """One value in place of several of one period, never stored."""
    first = observations[0]
    return Observation(
        indicator=first.indicator,
        area_id=first.area_id,
        category=first.category,
        period_start=first.period_start,
        period_end=first.period_end,
        value=value,
        places=max(observation.places for observation in observations),
        status=first.status,
        not_comparable=any(observation.not_comparable for observation in observations),
        pull=first.pull,
    )


def _distance_sentence(found: Recut) -> str:
    return (
        f"Distance from the target's bands: {number_label(found.distance, 1)} of 100 "
        "(0: the same bands, 100: nothing in common)."
    )
