"""Figures as official statistics print them: a number, or a sign in its place."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from indicators.choices import ObservationStatus, Symbol
from indicators.periods import Period
from indicators.sources.base import SourceError
from indicators.sources.cells import CellError, digits_after_point, to_number
from indicators.sources.problems import Problem, quoted
from indicators.sources.rows import SIGNS, ObservationRow

LONGEST_NOTE = 500  # characters kept

# Signs that are no longer given out but stand in files of earlier years.
_OBSOLETE = {":": Symbol.NOT_AVAILABLE.value, "~": Symbol.LOW.value}
_DURATION = re.compile(r"\d+:\d\d", re.ASCII)

Signs = Mapping[str, str]


class Label(NamedTuple):
    """What a figure is about, and the line it stands on."""

    place: str
    code: str
    area: str
    category: str
    period: Period
    note: str = ""


class Cell(NamedTuple):
    """The text of one cell, and the column to name where it is wrong."""

    column: str
    text: str


NO_CELL = Cell("", "")


def signs_with(missing: Mapping[str, str]) -> Signs:
    """The signs of official statistics, and further ones: ``{"-": "c"}`` takes a dash for c.

    Raises SourceError where a further one stands for no known sign.
    """
    own = {}
    for text, sign in missing.items():
        if sign not in SIGNS:
            raise SourceError(
                f"The setting “missing” gives {quoted(sign)} for {quoted(text)}. "
                f"Write one of: {', '.join(SIGNS)}."
            )
        own[_plain(text)] = SIGNS[sign]
    return SIGNS | _OBSOLETE | own


def observation(
    label: Label, value: Cell, numerator: Cell, denominator: Cell, signs: Signs
) -> ObservationRow | list[Problem]:
    """The observation of a figure with its counts, or all that is wrong with its cells.

    A sign in place of the value is kept as its symbol. A sign in place of a count leaves that
    count out, as does a denominator of nought: neither makes the value less right.
    """
    problems: list[Problem] = []
    amount, symbol = _read(value, label, signs, problems)
    over, _ = _read(numerator, label, signs, problems) if numerator.text else (None, "")
    under, _ = _read(denominator, label, signs, problems) if denominator.text else (None, "")
    if problems:
        return problems
    return ObservationRow(
        place=label.place,
        code=label.code,
        area=label.area,
        category=label.category,
        period_start=label.period.start,
        period_end=label.period.end,
        value=amount,
        places=0 if amount is None else digits_after_point(amount),
        numerator=over,
        denominator=under if under and under > 0 else None,
        symbol=symbol,
        status=ObservationStatus.FINAL.value,
        not_comparable=False,
        note=label.note[:LONGEST_NOTE],
        as_at=None,
    )


def is_figure(text: str, signs: Signs) -> bool:
    """Whether the text is a number or the sign for one."""
    try:
        return bool(signs.get(_plain(text))) or to_number(text) is not None
    except CellError:
        return False


def _read(
    cell: Cell, label: Label, signs: Signs, problems: list[Problem]
) -> tuple[Decimal | None, str]:
    """The number, or the symbol in its place; what is wrong is added to ``problems``."""
    if symbol := signs.get(_plain(cell.text)):
        return None, symbol
    try:
        return _number(cell.text), Symbol.NONE.value
    except CellError as error:
        problems.append(Problem(label.place, cell.column, cell.text, str(error)))
        return None, ""


def _number(text: str) -> Decimal:
    if not text:
        raise CellError(
            "This cell is empty, which has no meaning in this file. Say in “missing” what it means."
        )
    if _DURATION.fullmatch(text):
        raise CellError(
            f"{quoted(text)} is a time of years and months, which no indicator can hold. "
            "Choose another column."
        )
    return to_number(text)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return text.strip("[] ").casefold()
