"""Categories of indicators: made when a target or a value first names one, and kept in order."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from indicators.models import Category

HEADLINE = ""


@lru_cache(maxsize=4096)
def same_name(name: str) -> str:
    """What two spellings of one name share: capitals and spaces count for nothing."""
    return " ".join(name.casefold().split())


def merged(order: Sequence[str], seen: Sequence[str]) -> list[str]:
    """``order`` with the new names of ``seen`` put where they stood among the known ones.

    A new name goes before the known one that follows it, or after the last known one.
    """
    known = set(order)
    ahead: dict[str, list[str]] = {}
    waiting: list[str] = []
    last = order[-1] if order else None
    for name in seen:
        if name in known:
            ahead[name], waiting, last = waiting, [], name
        else:
            waiting.append(name)
    result = [] if order else waiting
    for name in order:
        result += [*ahead.get(name, ()), name, *(waiting if name == last else ())]
    return result


def ensure_categories(seen: Mapping[int, Sequence[str]]) -> dict[tuple[int, str], int]:
    """Make the categories that are missing, in the order they are met.

    ``seen`` gives, by the indicator's key, the names its rows bear, in order. The headline is
    made with them, at position 0. Returns the key of each category by (indicator, same_name).
    """
    known: dict[int, dict[str, Category]] = {indicator: {} for indicator in seen}
    for category in Category.objects.filter(indicator__in=seen):
        known[category.indicator_id][same_name(category.name)] = category
    missing: list[Category] = []
    moved: list[Category] = []
    for indicator, names in seen.items():
        new, shifted = _in_order(indicator, known[indicator], names)
        missing += new
        moved += shifted
    Category.objects.bulk_update(moved, ["position"])
    Category.objects.bulk_create(missing)
    everything = [*missing, *(category for row in known.values() for category in row.values())]
    return {
        (category.indicator_id, same_name(category.name)): category.pk for category in everything
    }


def _in_order(
    indicator: int, known: Mapping[str, Category], names: Sequence[str]
) -> tuple[list[Category], list[Category]]:
    """The categories to make and those to move, so that ``names`` have their places."""
    spelling: dict[str, str] = {HEADLINE: HEADLINE}
    for name in names:
        spelling.setdefault(same_name(name), name)
    if spelling.keys() <= known.keys():
        return [], []
    missing, moved = [], []
    order = merged(list(known), list(spelling))
    for position, name in enumerate(sorted(order, key=bool)):  # the headline first
        if name not in known:
            missing.append(Category(indicator_id=indicator, name=spelling[name], position=position))
        elif known[name].position != position:
            known[name].position = position
            moved.append(known[name])
    return missing, moved
