"""Answers of the API of Explore Education Statistics, as a table in the layout of its files.

An answer holds ids in place of codes, columns and labels; the meta data of the data set says
what they stand for. A value is a text and may be a sign, as in the files.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from indicators.periods import Period, parse_ees_api_period
from indicators.sources.base import SourceError
from indicators.sources.official.dfe_table import (
    CODE_COLUMNS,
    LEVEL,
    LOCAL_AUTHORITY,
    NATIONAL,
    REGIONAL,
    TIME,
)
from indicators.sources.problems import quoted
from indicators.sources.tables import Table, make_table
from indicators.sources.web.documents import read_document

MOST_PAGES = 1000
LEVELS = {"LA": LOCAL_AUTHORITY, "REG": REGIONAL, "NAT": NATIONAL}  # in order of CODE_COLUMNS

Document = TypeVar("Document", bound=Struct)


class Option(Struct, rename="camel"):
    """A place, or one value of a filter."""

    id: str
    label: str = ""
    code: str = ""
    old_code: str = ""


class Named(Struct):
    """An indicator, or what filters have as well."""

    id: str
    column: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        """What settings call it: the name of its column in the files."""
        return self.column or self.label or self.id


class Filter(Named, kw_only=True):
    """A filter with its values."""

    options: list[Option]


class Level(Struct):
    """A geographic level with its places."""

    options: list[Option]


class Meta(Struct):
    """What the ids of a data set stand for."""

    filters: list[Filter]
    indicators: list[Named]
    locations: list[Level]


class Time(Struct):
    """A period: AY and 2022/2023."""

    code: str
    period: str


class Found(Struct, rename="camel"):
    """One result, which is one row."""

    time_period: Time
    geographic_level: str
    locations: dict[str, str]
    filters: dict[str, str]
    values: dict[str, str | None]


class Paging(Struct, rename="camel"):
    """Which page it is, from 1 on, and of how many."""

    page: int
    total_pages: int


class Page(Struct):
    """Some of the results of a question."""

    paging: Paging
    results: list[Found]


def read_api_period(time_period: str, time_identifier: str, *, position: bool = False) -> Period:
    """The period of a row of ``api_table``. Raises PeriodError."""
    return parse_ees_api_period(time_identifier, time_period, position=position)


def saved_table(meta: Path, answers: Sequence[Path]) -> Table:
    """The table of answers that were saved as files, the pages of one question in any order."""
    pages = {}
    for path in answers:
        paging = read_answer(path, Page).paging
        if paging.page in pages:
            other = pages[paging.page].name
            raise SourceError(f"{path.name} and {other} hold the same page, {paging.page}.")
        pages[paging.page] = path
        total = max(paging.total_pages, 1)
    if set(pages) != set(range(1, min(total, MOST_PAGES) + 1)):
        numbers = ", ".join(map(str, sorted(pages)))
        raise SourceError(
            f"The answer has {total} pages, and these are there: {numbers}. "
            "Save all of them, and of no other answer, under names that “file” fits."
        )
    ordered = (read_answer(pages[number], Page) for number in sorted(pages))
    return api_table(answers[0].name, read_answer(meta, Meta), ordered)


def api_table(name: str, meta: Meta, pages: Iterable[Page]) -> Table:
    """The results of ``pages`` as rows in the layout of the files."""
    layout = _Layout(meta)
    done = 0.0

    def rows() -> Iterator[tuple[str, list[str]]]:
        nonlocal done
        yield name, layout.headings()
        for page in pages:
            for number, found in enumerate(page.results, start=1):
                place = f"{name} page {page.paging.page} result {number}"
                yield place, layout.cells(place, found)
            done = min(page.paging.page / max(page.paging.total_pages, 1), 1.0)

    return make_table(name, rows(), lambda: done)


class _Layout:
    """Turns results into rows, with the names that the meta data gives to ids."""

    def __init__(self, meta: Meta):
        self._meta = meta
        self._labels = {
            filter.id: {option.id: option.label for option in filter.options}
            for filter in meta.filters
        }
        self._places = {place.id: place for level in meta.locations for place in level.options}

    def headings(self) -> list[str]:
        """The columns: time and place, filters, indicators."""
        described = [*self._meta.filters, *self._meta.indicators]
        return [*TIME, LEVEL, *CODE_COLUMNS.values(), *(each.name for each in described)]

    def cells(self, place: str, found: Found) -> list[str]:
        """One row. Raises SourceError where the meta data does not know an id."""
        try:
            codes = [self._code(level, found.locations) for level in LEVELS]
            filters = [
                labels[found.filters[filter]] if filter in found.filters else ""
                for filter, labels in self._labels.items()
            ]
        except KeyError as error:
            raise SourceError(
                f"{place} holds the id {quoted(str(error.args[0]))}, which the meta data does not "
                "know. They are of different versions of the data set: get both afresh."
            ) from error
        time = found.time_period
        level = LEVELS.get(found.geographic_level, found.geographic_level)
        values = [
            (found.values.get(indicator.id) or "").strip() for indicator in self._meta.indicators
        ]
        return [time.period, time.code, level, *codes, *filters, *values]

    def _code(self, level: str, locations: dict[str, str]) -> str:
        if level not in locations:
            return ""
        place = self._places[locations[level]]
        return place.old_code if LEVELS[level] == LOCAL_AUTHORITY else place.code


def read_answer(path: Path, kind: type[Document]) -> Document:
    """The answer or the meta data in a file. Raises SourceError where it is something else."""
    try:
        # Its numbers are texts: a value keeps the digits it was sent with.
        return msgspec.convert(read_document(path), kind, strict=False)
    except msgspec.ValidationError as error:
        raise SourceError(
            f"{path.name} does not look like an answer of the API: {error}."
        ) from error
