"""What the readers of official statistics share: settings, batches, a check that reads it all."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from indicators.periods import day_label
from indicators.sources.base import Batch, SourceError, SourceReader, in_batches
from indicators.sources.neighbours import Means, Neighbours, Text
from indicators.sources.official.figures import signs_with
from indicators.sources.official.files import Located
from indicators.sources.official.fitting import Areas, listed
from indicators.sources.official.selection import Result, Selection
from indicators.sources.official.wanted import Take, Wanted
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow
from indicators.sources.tables import UnreadableTable

Name = Annotated[str, Meta(max_length=100)]


class OfficialSettings(Located, kw_only=True, forbid_unknown_fields=True):
    """What every kind of official statistics is told.

    ``areas`` are our names by the codes of the source, ``neighbours`` a set to be averaged, and
    ``missing`` what further signs in place of a number stand for.
    """

    areas: dict[str, Text] = {}
    neighbours: Neighbours | None = None
    missing: dict[str, str] = {}

    def check(self) -> None:
        """Raise SourceError for settings that do not go together."""
        if not self.areas and not self.neighbours:
            raise SourceError(
                "The settings name no area to keep. Give codes with our names for them in “areas”."
            )
        if self.neighbours:
            self.neighbours.check()

    def codes(self) -> list[str]:
        """The areas to look for, those of the neighbours included, each of them once."""
        members = self.neighbours.members if self.neighbours else []
        return list(dict.fromkeys([*self.areas, *members]))

    def wanted_of(
        self, source: str, takes: Sequence[Take], missing: Mapping[str, str] | None = None
    ) -> Wanted:
        """What is asked of a table called ``source``; ``missing`` is what its format adds.

        Raises SourceError for an unknown sign.
        """
        means = Means(self.neighbours, source) if self.neighbours else None
        return Wanted(self.areas, takes, signs_with({**(missing or {}), **self.missing}), means)


class OfficialReader(SourceReader):
    """Reads figures for some areas out of a release that has them for all.

    Rows of areas that the settings do not name are passed over; a batch counts the rows read,
    so that progress shows while none of them is ours.
    """

    remarks: Sequence[str] = ()  # what a check has to add, once everything is read

    @abstractmethod
    def results(self) -> Iterator[tuple[Sequence[Result], float]]:
        """What comes of each row read, and how much of the source has been read by then.

        Raises SourceError, or UnreadableTable where the file is damaged.
        """

    def selected(self, selection: Selection) -> Iterator[tuple[Sequence[Result], float]]:
        """The results of a selection out of one table."""
        for results in selection.results():
            yield results, selection.table.fraction_read()
        self.remark_on(selection.areas, selection.table.name)

    def remark_on(self, areas: Areas, source: str) -> None:
        """Keep for a check that some of the neighbours were not met."""
        if absent := areas.absent_members():
            self.remarks = [
                *self.remarks,
                f"{source} has no row for the neighbours {listed(absent)}.",
            ]

    def read(self) -> Iterator[Batch]:
        """The rows of the areas wanted. Raises SourceError."""
        self.remarks = []
        try:
            for some in in_batches(self.results()):
                rows = [result for results, _ in some for result in results]
                yield Batch(rows, some[-1][1])
        except UnreadableTable as error:
            raise SourceError(str(error)) from error

    def check(self) -> str:
        """Read everything, store nothing, and say what a pull would bring."""
        found = _Found()
        for batch in self.read():
            found.add(batch.rows)
        return " ".join([found.sentence(), *self.remarks])


class _Found:
    """Counts what a read brings, without keeping it."""

    def __init__(self):
        self.values = self.refused = 0
        self.first_problem: Problem | None = None
        self.codes: set[str] = set()
        self.areas: set[str] = set()
        self.ends: list[date] = []

    def add(self, rows: Iterable[Result]) -> None:
        for row in rows:
            if isinstance(row, ObservationRow):
                self.values += 1
                self.codes.add(row.code)
                self.areas.add(row.area)
                ends = (*self.ends, row.period_end)
                self.ends = [min(ends), max(ends)]
            else:
                self.refused += 1
                self.first_problem = self.first_problem or row[0]

    def sentence(self) -> str:
        if not self.values:
            raise SourceError(f"No row can be read. The first: {self.first_problem}")
        said = (
            f"{_count(self.values, 'value')} of {_count(len(self.codes), 'indicator')} for "
            f"{', '.join(sorted(self.areas))} can be read, with periods that end between "
            f"{day_label(self.ends[0])} and {day_label(self.ends[-1])}."
        )
        if self.refused:
            said += (
                f" {_count(self.refused, 'row')} would be refused. The first: {self.first_problem}"
            )
        return said


def _count(number: int, word: str) -> str:
    return f"{number:,} {word if number == 1 else word + 's'}"
