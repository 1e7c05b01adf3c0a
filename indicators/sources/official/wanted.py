"""What the settings of a source ask of a table."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from indicators.periods import Period
from indicators.sources.neighbours import Means
from indicators.sources.official.figures import Signs
from indicators.sources.tables import spelled

PeriodReader = Callable[..., Period]  # raises PeriodError


class Take(NamedTuple):
    """One of our figures, and the columns and rows of a table that hold it."""

    code: str
    category: str
    value: str
    numerator: str
    denominator: str
    filters: Mapping[str, str]  # only rows that say this in these columns
    period_is: str = ""  # for the format to read periods by: a kind of year, or a position

    def spelled(self) -> "Take":
        """The same with its columns as a table spells them."""
        return self._replace(
            value=spelled(self.value),
            numerator=spelled(self.numerator),
            denominator=spelled(self.denominator),
            filters={spelled(column): text for column, text in self.filters.items()},
        )

    def columns(self) -> list[str]:
        """The columns it is read from; those of the filters are others."""
        return [name for name in (self.value, self.numerator, self.denominator) if name]

    def __str__(self):
        return f"{self.code} {self.category}".strip()


class Wanted(NamedTuple):
    """The areas and the figures to be read, and how."""

    areas: Mapping[str, str]  # our names by the codes in the table
    takes: Sequence[Take]
    signs: Signs
    means: Means | None

    @property
    def members(self) -> Sequence[str]:
        """The codes of the areas to be averaged."""
        return self.means.neighbours.members if self.means else ()
