"""Statistical neighbours: the simple mean of a named, dated set of areas.

Groups of neighbours are revised from time to time, so a mean says which set it is of. Members
without a number for a period are left out, and the note says how many are left.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from msgspec import Meta, Struct

from indicators.choices import Symbol
from indicators.sources.base import SourceError
from indicators.sources.cells import PLACES
from indicators.sources.problems import quoted
from indicators.sources.rows import ObservationRow

Text = Annotated[str, Meta(min_length=1, max_length=100)]

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_SMALLEST = Decimal(1).scaleb(-PLACES)


class Neighbours(Struct, kw_only=True, forbid_unknown_fields=True):
    """A set of areas to be averaged.

    ``name`` is that of the area here that the mean is kept under, ``set`` which set it is with
    its year (“2025 model”), ``members`` the codes of its areas as the source writes them.
    """

    name: Text
    set: Text
    members: Annotated[list[Text], Meta(min_length=1)]

    def check(self) -> None:
        """Raise SourceError where the set bears no year or a member stands twice."""
        if not _YEAR.search(self.set):
            raise SourceError(
                f"The set of neighbours {quoted(self.set)} does not name its year. Sets are "
                "revised, so write it like “2025 model”."
            )
        for member in self.members:
            if self.members.count(member) > 1:
                raise SourceError(
                    f"The member {quoted(member)} of the neighbours stands twice. Take one away."
                )


def simple_mean(values: Collection[Decimal]) -> Decimal:
    """The sum over the number of values, of which there is one at least; 4 digits are kept."""
    return (sum(values) / len(values)).quantize(_SMALLEST, ROUND_HALF_UP)


@dataclass
class Means:
    """Gathers the values of a set's members and gives their means, one for each figure."""

    neighbours: Neighbours
    source: str  # the file, to be named as the place

    def __post_init__(self):
        self._members = frozenset(self.neighbours.members)
        # By indicator, category and period: the first row of a figure, and its members' rows.
        self._rows: dict[tuple, dict[str, ObservationRow]] = {}

    def add(self, member: str, row: ObservationRow) -> None:
        """Take the row of an area in, if the area is one of the set."""
        if member in self._members:
            key = (row.code, row.category, row.period_start, row.period_end)
            self._rows.setdefault(key, {}).setdefault(member, row)

    def rows(self) -> Iterator[ObservationRow]:
        """The mean of each figure. Where no member has a number it is not available."""
        for rows in self._rows.values():
            given = [row for row in rows.values() if row.value is not None]
            first = next(iter(rows.values()))
            yield first._replace(
                place=f"{self.source}, {self.neighbours.name}",
                area=self.neighbours.name,
                value=simple_mean([row.value for row in given]) if given else None,
                # Printed with no more digits than the members' own values have.
                places=max((row.places for row in given), default=0),
                numerator=None,
                denominator=None,
                symbol=Symbol.NONE.value if given else Symbol.NOT_AVAILABLE.value,
                note=self._note(len(given)),
            )

    def _note(self, used: int) -> str:
        every = len(self._members)
        which = f"{self.neighbours.name}, {self.neighbours.set}"
        if not used:
            return f"None of the {every} areas has a number: {which}."
        of = f"all {every}" if used == every else f"{used} of {every}"
        return f"Simple mean of {of} areas: {which}."
