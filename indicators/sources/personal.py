"""Refusing lists of children. This site keeps totals: what names or numbers a child never enters.

A column is judged by its whole heading, so that the “indicator name” or the “number of children”
of a table of totals raises no alarm; then by what its first cells look like.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from indicators.periods import PeriodError, parse_period
from indicators.sources.problems import Problem, quoted
from indicators.sources.tables import RawRows, Table, UnreadableTable, spelled

FIRST = 500  # rows, all of which are looked at
LATER = 1000  # rows, of which one in fifty is
MOST = 0.8  # of the filled cells of a column

_CHILD = (
    r"(?:the)?(?:child|children|pupil|student|learner|client|patient|person|youngperson|"
    r"serviceuser|carer|mother|father|sibling|adopter)s?"  # a parent may be an area's
)
_HEADINGS = {
    "names of people": (
        rf"(?:{_CHILD})?(?:fore|sur|first|last|family|given|middle|preferred|christian)names?"
        rf"(?:\d|(?:of)?{_CHILD})?|{_CHILD}(?:full)?names?|{_CHILD}initials|"
        rf"(?:full)?names?of{_CHILD}|initialsof{_CHILD}"
    ),
    "dates of birth": rf"(?:{_CHILD})?(?:dob|dateofbirth|birthdate|birthday)(?:of{_CHILD})?",
    "pupil numbers (UPN)": rf"(?:{_CHILD}|former|current)?upn(?:number|no)?|"
    r"uniquepupil(?:number|no|id)",
    "NHS numbers": rf"(?:{_CHILD})?nhs(?:number|no|num|id)",
    "addresses": rf"(?:{_CHILD}|home|current|previous|placement|postal|full)*address"
    rf"(?:line)?(?:\d|one|two|three|of{_CHILD})?",
    "postcodes": rf"(?:{_CHILD}|home|current|previous|placement|full)*post(?:al)?codes?"
    rf"(?:of{_CHILD})?",
    "numbers of single children": (
        rf"{_CHILD}(?:unique|system|case|record)*(?:id|identifier|uid|reference|ref)(?:number|no)?|"
        r"(?:lcs|mosaic|liquidlogic|ics|ehm)(?:person|client|child|case)?(?:id|number|no)|"
        r"unique(?:child|person|learner)(?:id|identifier|number|no)|uln"
    ),
}
_KINDS = [(kind, re.compile(pattern)) for kind, pattern in _HEADINGS.items()]

_UPN = re.compile(r"[A-Z]\d{11}[\dA-Z]", re.ASCII)  # the last is a letter while it is temporary
_NHS = re.compile(r"(\d{3})[ -]?(\d{3})[ -]?(\d{4})", re.ASCII)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}", re.ASCII | re.IGNORECASE)
_OF_A_PLACE = re.compile(r"school|establishment|provider|setting|office|centre|trust")
_SURNAME_FIRST = re.compile(r"([A-Z][\w'’-]+), ?[A-Z][a-z'’-]+(?: [A-Z][a-z]*\.?)?")
_TO_THE_DAY = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}([/. -])(\d{1,2}|[A-Za-z]{3,9})\1\d{2,4}", re.ASCII
)

_OUR_DATES = ("period_start", "period_end", "as_at")
_OUR_NUMBERS = ("value", "numerator", "denominator")


class ListOfChildren(UnreadableTable):
    """A table with a column that seems to be about single children."""


def refuse_personal(table: Table, known: Collection[str] = ()) -> Table:
    """The same table, its rows still to be read. Raises ListOfChildren for what that says.

    The message names the column and quotes none of its cells. Columns ``known`` to be about
    something else are passed over, such as the owners of risks.
    """
    first = list(islice(table.rows, FIRST))
    _look_at(table, first, known)
    return replace(table, rows=chain(first, _watched(table, known)))


def _watched(table: Table, known: Collection[str]) -> RawRows:
    """The later rows, looked at as they are read: a file may go on with something else."""
    while rows := list(islice(table.rows, LATER)):
        _look_at(table, rows[::50], known)
        yield from rows


def _look_at(table: Table, rows: list[tuple[str, list[str]]], known: Collection[str]) -> None:
    problems = []
    for at, heading in enumerate(table.headings):
        if heading in known:
            continue
        cells = [cells[at] for _, cells in rows if at < len(cells) and cells[at]]
        if kind := _kind_of_heading(heading) or _kind_of_cells(table, heading, cells):
            problems.append(Problem(table.heading_place, heading, "", _refusal(heading, kind)))
    if problems:
        raise ListOfChildren(problems)


def _refusal(heading: str, kind: str) -> str:
    column = f"The column {quoted(heading)}" if heading else "A column without a heading"
    return (
        f"{column} seems to hold {kind}. Nothing was read: this site keeps totals, never single "
        "children. Take the column out, or send totals instead."
    )


@lru_cache(maxsize=1024)
def _kind_of_heading(heading: str) -> str:
    squeezed = re.sub(r"[\W_]", "", heading)
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(squeezed)), "")


def _kind_of_cells(table: Table, heading: str, cells: list[str]) -> str:
    column = _Cells(cells, heading, _ours(table, heading))
    return next((kind for kind, looks_like in _LOOKS if cells and looks_like(column)), "")


def _ours(table: Table, heading: str) -> str:
    """The column of ours that is read from a heading; empty for a council's own."""
    names = ("code", *_OUR_DATES, *_OUR_NUMBERS)
    found = ((name, table.column(name)) for name in names)
    return next((n for n, column in found if column and spelled(column.heading) == heading), "")


class _Cells(NamedTuple):
    """The filled cells of one column, its heading, and our column that is read from it."""

    cells: list[str]
    heading: str
    ours: str

    def mostly(self, matches: Callable[[str], object]) -> bool:
        """Whether at least four in five of the cells match."""
        return sum(bool(matches(cell)) for cell in self.cells) >= MOST * len(self.cells)


def _pupil_numbers(column: _Cells) -> bool:
    return column.mostly(_UPN.fullmatch)


def _nhs_numbers(column: _Cells) -> bool:
    """One number in eleven passes the check by chance, so a few large amounts prove nothing."""
    if column.ours in _OUR_NUMBERS and len(set(column.cells)) < 3:
        return False
    return column.mostly(_is_nhs_number)


def _is_nhs_number(text: str) -> bool:
    found = _NHS.fullmatch(text)
    if not found:
        return False
    *digits, check = map(int, "".join(found.groups()))
    total = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True))
    return -total % 11 == check and len(set(digits)) > 1


def _postcodes(column: _Cells) -> bool:
    if column.ours == "code" or _OF_A_PLACE.search(column.heading):
        return False
    return column.mostly(_POSTCODE.fullmatch)


def _names(column: _Cells) -> bool:
    """“Smith, Jane”: not “Bristol, City of”, nor “Asian, Indian”, whose first word comes again."""
    if not column.mostly(_SURNAME_FIRST.fullmatch):
        return False
    different = set(column.cells)
    surnames = {cell.partition(",")[0] for cell in different}
    return len(different) >= 3 and len(surnames) > len(different) / 2


def _dates_of_birth(column: _Cells) -> bool:
    """Days all over the month, the year and many years, as no report and no extract has them."""
    if column.ours in _OUR_DATES or not column.mostly(_TO_THE_DAY.fullmatch):
        return False
    days = {day for day in map(_day, column.cells) if day}
    return (
        _spread(day.year for day in days) >= 5
        and _spread(day.month for day in days) >= 6
        and _spread(day.day for day in days) >= 20
        and sum(1 < day.day < 28 for day in days) > len(days) / 2
    )


def _day(text: str) -> date | None:
    try:
        return parse_period(text).end
    except PeriodError:
        return None


def _spread(numbers: Iterable[int]) -> int:
    numbers = list(numbers)
    return max(numbers) - min(numbers) if numbers else 0


_LOOKS = (
    ("pupil numbers (UPN)", _pupil_numbers),
    ("NHS numbers", _nhs_numbers),
    ("postcodes", _postcodes),
    ("names of people", _names),
    ("dates of birth", _dates_of_birth),
)
