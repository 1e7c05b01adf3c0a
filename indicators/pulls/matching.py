"""Rows of a source matched with what is stored: what they mean, and what is new in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Max

from indicators.categories import ensure_categories, same_name
from indicators.models import Area, Category, Indicator, Observation, Revision
from indicators.sources.problems import Problem, did_you_mean, quoted, unknown_code
from indicators.sources.rows import ObservationRow

KEY_FIELDS = ("indicator_id", "area_id", "category_id", "period_end", "period_start")
# as_at stands last and is not compared: a source that stamps each row with the day of its
# extract would otherwise revise every value at every pull.
VALUE_FIELDS = (
    "value",
    "places",
    "numerator",
    "denominator",
    "symbol",
    "status",
    "not_comparable",
    "note",
    "as_at",
)
CHUNK = 20_000  # rows compared at a time
_HINTS = 200  # suggestions in one read: each costs a comparison with every known name

_WRITTEN = (Observation, Revision)

Key = tuple[int, int, int, date, date]


class Matched(NamedTuple):
    """A row whose names are known, in the order of KEY_FIELDS and VALUE_FIELDS.

    A category that is yet to be made bears a number below zero.
    """

    key: Key
    values: tuple
    place: str


class Stored(NamedTuple):
    """An observation as it stands in the database."""

    pk: int
    revision: int
    pull_id: int
    values: tuple


class LastWrite(NamedTuple):
    """The newest keys: whatever is stored, new or revised, makes one of them grow."""

    observation: int | None
    revision: int | None


@dataclass
class Difference:
    """How some rows differ from what was stored after ``as_of``."""

    as_of: LastWrite
    new: list[Matched] = field(default_factory=list)
    revised: list[tuple[Matched, Stored]] = field(default_factory=list)
    unchanged: int = 0

    def changes(self) -> list[Matched]:
        """The rows to write, in the order of their keys."""
        return sorted([*self.new, *(row for row, _ in self.revised)], key=itemgetter(0))


class Matcher:
    """Looks up the names of one read. Three queries, however many rows there are."""

    def __init__(self):
        self.rows: list[Matched] = []
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
        self._hints = 0

    def match(self, row: ObservationRow) -> list[Problem]:
        """Take a row in, or say what is wrong with its names."""
        indicator = self._indicators.get(row.code)
        area = self._areas.get(same_name(row.area))
        if indicator is None or area is None:
            return self._unknown(row, indicator, area)
        category = self._category(indicator, row.category)
        key = (indicator, area, category, row.period_end, row.period_start)
        values = (
            row.value,
            row.places,
            row.numerator,
            row.denominator,
            row.symbol,
            row.status,
            row.not_comparable,
            row.note,
            row.as_at,
        )
        self.rows.append(Matched(key, values, row.place))
        return []

    def sort(self) -> Iterator[list[Problem]]:
        """Put the rows in the order of their keys and part with those that come twice.

        The first one met is kept.
        """
        self.rows.sort(key=itemgetter(0))
        twice = [
            (earlier, later) for earlier, later in pairwise(self.rows) if earlier.key == later.key
        ]
        if not twice:
            return
        first: dict[Key, str] = {}
        for earlier, later in twice:
            place = first.setdefault(earlier.key, earlier.place)
            message = f"The same indicator, area, category and period stand in {place} too."
            yield [Problem(later.place, "", "", f"{message} Take one of them away.")]
        dropped = {id(later) for _, later in twice}
        self.rows = [row for row in self.rows if id(row) not in dropped]

    def with_categories(self, rows: Sequence[Matched]) -> list[Matched]:
        """``rows`` once their categories are made. Call it in the transaction that writes."""
        new = {row.key[0] for row in rows if row.key[2] < 0}
        if not new:
            return list(rows)
        seen = {indicator: list(self._seen[indicator].values()) for indicator in new}
        made = ensure_categories(seen)
        real = {self._categories[name]: pk for name, pk in made.items() if name in self._categories}
        return [
            row._replace(key=(*row.key[:2], real.get(row.key[2], row.key[2]), *row.key[3:]))
            for row in rows
        ]

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


def compare(rows: Sequence[Matched]) -> Difference:
    """Tell new, revised and unchanged rows apart. One query for every 20,000 rows, and two.

    ``rows`` come in the order of their keys, none of them twice.
    """
    difference = Difference(last_write())
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        stored = _stored(chunk)
        for row in chunk:
            old = stored.get(row.key)
            if old is None:
                difference.new.append(row)
            elif old.values[:-1] == row.values[:-1]:
                difference.unchanged += 1
            else:
                difference.revised.append((row, old))
    return difference


def last_write() -> LastWrite:
    """The newest observation and the newest revision there are."""
    newest = (model.objects.aggregate(newest=Max("pk"))["newest"] for model in _WRITTEN)
    return LastWrite(*newest)


def _stored(rows: Sequence[Matched]) -> dict[Key, Stored]:
    """What is stored of the indicators, areas and periods that ``rows`` are about."""
    indicators, areas, _, ends, _ = zip(*(row.key for row in rows), strict=True)
    found = Observation.objects.filter(
        indicator__in=set(indicators),
        area__in=set(areas),
        period_end__range=(min(ends), max(ends)),
    ).order_by()
    columns = found.values_list(*KEY_FIELDS, *VALUE_FIELDS, "pk", "revision", "pull_id")
    return {
        row[:5]: Stored(*row[-3:], values=row[5:-3]) for row in columns.iterator(chunk_size=CHUNK)
    }
