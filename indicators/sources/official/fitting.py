"""Whether the settings of a source fit what its table holds: filters, areas, and rival rows."""

from collections.abc import Iterable, Sequence

from indicators.periods import Period
from indicators.sources.base import SourceError
from indicators.sources.official.figures import Signs, is_figure
from indicators.sources.official.wanted import Take, Wanted
from indicators.sources.problems import did_you_mean, quoted
from indicators.sources.tables import Table

LISTED = 20  # at most, of what stands in a file
_KEPT = 200  # of what stands in one column

Cells = Sequence[str]


class Areas:
    """Which of the areas wanted a table has."""

    def __init__(self, source: str, wanted: Wanted):
        self._source, self._wanted = source, wanted
        self._codes = frozenset((*wanted.areas, *wanted.members))
        self._met: dict[str, None] = {}
        self._others: dict[str, None] = {}

    def wants(self, code: str) -> bool:
        """Whether an area that was met is wanted, be it for the mean alone."""
        if code in self._codes:
            self._met[code] = None
            return True
        if code and len(self._others) < LISTED:
            self._others[code] = None
        return False

    def refuse_unmet(self) -> None:
        """Raise SourceError where the settings name an area that the table has not."""
        # An area whose code changed is listed with both, and one of them will do.
        names = {name for code, name in self._wanted.areas.items() if code in self._met}
        for code, name in self._wanted.areas.items():
            if name not in names:
                raise SourceError(f"{self._source} has no row for {code} ({name}). {self._there()}")
        if self._wanted.members and not self._met.keys() & set(self._wanted.members):
            raise SourceError(f"{self._source} has no row for any neighbour. {self._there()}")

    def absent_members(self) -> list[str]:
        """The neighbours that the table has no row for, once it is read."""
        return [member for member in self._wanted.members if member not in self._met]

    def _there(self) -> str:
        codes = [*self._met, *self._others]
        if not codes:
            return "There is no row in it for any area."
        return f"Areas in it are: {listed(codes)}. Mend the codes in the settings."


class Filters:
    """Which rows the filters of the takes let through, and what they met on the way."""

    def __init__(self, table: Table, takes: Sequence[Take]):
        self._name = table.name
        self._places = {heading: place for place, heading in enumerate(table.headings)}
        self._fits = dict.fromkeys(range(len(takes)), 0)
        self._takes = takes
        self._seen: dict[str, dict[str, None]] = {
            column: {} for take in takes for column in take.filters
        }
        self._unmet = {pair for take in takes for pair in take.filters.items()}

    def takes_of(self, cells: Cells) -> list[Take]:
        """The takes that a row is for."""
        for column, seen in self._seen.items():
            self._see(column, cells[self._places[column]], seen)
        fitting = []
        for number, take in enumerate(self._takes):
            if all(same_text(cells[self._places[c]], text) for c, text in take.filters.items()):
                self._fits[number] += 1
                fitting.append(take)
        return fitting

    def refuse_unmet(self) -> None:
        """Raise SourceError where no row was for one of the takes, and list what there is."""
        for number, take in enumerate(self._takes):
            if self._fits[number]:
                continue
            for column, text in take.filters.items():
                if (column, text) in self._unmet:
                    raise SourceError(
                        f"No row of the areas wanted in {self._name} says {quoted(text)} in the "
                        f"column {quoted(column)}. There is: {listed(self._seen[column])}."
                    )
            pairs = "; ".join(f"{column}: {quoted(text)}" for column, text in take.filters.items())
            raise SourceError(
                f"No row of the areas wanted in {self._name} fits all filters of {take} at once "
                f"({pairs}). Each of them fits some: check which belong together."
            )

    def _see(self, column: str, text: str, seen: dict[str, None]) -> None:
        if text not in seen:
            self._unmet -= {pair for pair in self._unmet if _meets(pair, column, text)}
            if len(seen) < _KEPT:
                seen[text] = None


class Rivals:
    """Finds two rows that both claim to be the one figure of an area and a period."""

    def __init__(self, table: Table, signs: Signs):
        self._table, self._signs = table, signs
        self._first: dict[tuple, Cells] = {}

    def refuse(self, take: Take, code: str, period: Period, cells: Cells) -> None:
        """Raise SourceError where another row was there first, and say in what they differ.

        A row that is the same in every cell is no rival. It is told later, as a repeated one.
        """
        first = self._first.setdefault((take.code, take.category, code, period), cells)
        if first is cells or first == cells:
            return
        differing = [
            (heading, texts)
            for heading, *texts in zip(self._table.headings, first, cells, strict=True)
            if texts[0] != texts[1] and heading not in take.filters
        ]
        # Figures differ because something else does: that is what can be pinned.
        kinds = [pair for pair in differing if not self._are_figures(pair[1])] or differing
        said = "; ".join(f"{heading}: {listed(texts)}" for heading, texts in kinds[:5])
        raise SourceError(
            f"{self._table.name} has more than one row for {take} of {code}, {period.label()}. "
            f"They differ in {said}. Say in “filters” which is meant."
        )

    def _are_figures(self, texts: Iterable[str]) -> bool:
        return all(is_figure(text, self._signs) for text in texts)


class Mixtures:
    """Finds figures whose rows are of several kinds, such as boys here and all there."""

    def __init__(self, table: Table, kinds: Sequence[str]):
        self._table, self._kinds = table, kinds
        self._seen: dict[tuple[str, str], dict[str, None]] = {}

    def see(self, take: Take, cells: Cells) -> None:
        """Take note of the kinds of one row."""
        for kind in self._kinds:
            text = cells[self._table.headings.index(kind)]
            self._seen.setdefault((str(take), kind), {})[text] = None

    def refuse(self) -> None:
        """Raise SourceError where the rows of one figure differ in a kind."""
        for (take, kind), texts in self._seen.items():
            if len(texts) > 1:
                raise SourceError(
                    f"The rows for {take} in {self._table.name} differ in {quoted(kind)}: "
                    f"{listed(texts)}. Say in “filters” which is meant."
                )


def refuse_missing_columns(table: Table, wanted: Iterable[str]) -> None:
    """Raise SourceError where a column is not there, listing those that are, or stands twice."""
    for column in wanted:
        if column not in table.headings:
            hint = did_you_mean(column, table.headings)
            hint = hint or f" The columns are: {listed(table.headings, most=60)}."
            raise SourceError(f"{table.name} has no column {quoted(column)}.{hint}")
        if table.headings.count(column) > 1:
            raise SourceError(f"{table.name} has the column {quoted(column)} twice. Take one away.")


def same_text(text: str, other: str) -> bool:
    """Whether two texts differ in capitals and spaces at most."""
    return text == other or text.casefold().split() == other.casefold().split()


def listed(texts: Iterable[str], most: int = LISTED) -> str:
    """The first of the texts in quotation marks, and how many more there are."""
    each = list(dict.fromkeys(texts))
    shown = ", ".join(quoted(text) if text else "an empty cell" for text in each[:most])
    return shown + (f" and {len(each) - most} more" if len(each) > most else "")


def _meets(pair: tuple[str, str], column: str, text: str) -> bool:
    return pair[0] == column and same_text(pair[1], text)
