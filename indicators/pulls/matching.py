"""Rows of a source matched with what is known: which indicator, area and category they mean."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from indicators.categories import ensure_categories, same_name
from indicators.models import Area, Category, Indicator
from indicators.sources.problems import Problem, did_you_mean, quoted, unknown_code
from indicators.sources.rows import ObservationRow

_HINTS = 200  # suggestions in one read: each costs a comparison with every known name


class Matched(NamedTuple):
    """A row whose names are known: its place, its key and its values, as they are stored.

    A category that is yet to be made bears a number below zero.
    """

    place: str
    indicator_id: int
    area_id: int
    category_id: int
    period_end: date
    period_start: date
    value: Decimal | None
    places: int
    numerator: Decimal | None
    denominator: Decimal | None
    symbol: str
    status: str
    not_comparable: bool
    note: str
    as_at: date | None


KEY_FIELDS = Matched._fields[1:6]
VALUE_FIELDS = Matched._fields[6:]


class Matcher:
    """Looks up the names of one read. Three queries, however many rows there are."""

    def __init__(self):
        self._indicators = dict(Indicator.objects.values_list("code", "pk"))
        areas = list(Area.objects.values_list("pk", "name", "code"))
        self._area_names = [name for _, name, _ in areas]
        self._areas = {
            same_name(spelling): pk
            for pk, *spellings in areas
            for spelling in spellings
            if spelling
        }
        self._categories = {
            (indicator, same_name(name)): pk
            for indicator, name, pk in Category.objects.values_list("indicator", "name", "pk")
        }
        self._seen: dict[int, dict[str, str]] = {}  # indicator: {same_name: name}, in order
        self._met: dict[tuple[int, str], int] = {}
        self._hints = 0

    def match(self, row: ObservationRow) -> Matched | list[Problem]:
        """The row with its keys, or what is wrong with its names."""
        indicator = self._indicators.get(row.code)
        area = self._areas.get(same_name(row.area))
        if indicator is None or area is None:
            return self._unknown(row, indicator, area)
        met = (indicator, row.category)
        category = self._met.get(met) or self._met.setdefault(met, self._category(*met))
        # As a row has its columns: all that follow the names.
        start, end, *values = row[4:]
        return Matched(row.place, indicator, area, category, end, start, *values)

    def make_categories(self) -> dict[int, int]:
        """Make the categories that were met and are not there: their keys by number below zero.

        Call it in the transaction that writes.
        """
        waiting = {name: number for name, number in self._categories.items() if number < 0}
        if not waiting:
            return {}
        indicators = dict.fromkeys(indicator for indicator, _ in waiting)
        made = ensure_categories(
            {indicator: list(self._seen[indicator].values()) for indicator in indicators}
        )
        return {number: made[name] for name, number in waiting.items()}

    def _category(self, indicator: int, name: str) -> int:
        plain = same_name(name)
        self._seen.setdefault(indicator, {}).setdefault(plain, name)
        return self._categories.setdefault((indicator, plain), -1 - len(self._categories))

    def _unknown(self, row: ObservationRow, indicator, area) -> list[Problem]:
        problems = []
        hints = self._hints < _HINTS
        self._hints += 1
        if indicator is None:
            message = unknown_code(row.code, self._indicators if hints else ())
            problems.append(Problem(row.place, "code", row.code, message))
        if area is None:
            question = did_you_mean(row.area, self._area_names) if hints else ""
            message = f"No area is called {quoted(row.area)}."
            message += question or " Add it to the areas, or mend the name."
            problems.append(Problem(row.place, "area", row.area, message))
        return problems
