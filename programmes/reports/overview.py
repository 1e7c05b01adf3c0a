"""What a report says of its indicators taken together. Plain values out of the snapshot."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.choices import Meaning, Movement, Rag
from programmes.reports.schema import IndicatorRow

DIRECTIONS = ("Worsening", "No change", "Improving", "Not good or bad", "No arrow")
_JUDGED = {Meaning.WORSENING: 0, Meaning.NO_CHANGE: 1, Meaning.IMPROVING: 2}


@dataclass(frozen=True)
class GridLine:
    """The indicators of one rating, by direction of travel in the order of ``DIRECTIONS``."""

    rag: str
    cells: tuple[tuple[IndicatorRow, ...], ...]

    @property
    def count(self) -> int:
        """How many indicators have this rating."""
        return sum(len(cell) for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """Indicators by rating and direction. Codes are short once ``prefix`` is left out."""

    lines: tuple[GridLine, ...]
    prefix: str

    @property
    def totals(self) -> list[int]:
        """How many indicators go each way."""
        return [sum(len(cell) for cell in cells) for cells in zip(*self._cells(), strict=True)]

    @property
    def example(self) -> IndicatorRow | None:
        """An indicator to explain the short codes by."""
        return next((row for line in self._cells() for cell in line for row in cell), None)

    def _cells(self):
        return [line.cells for line in self.lines]


def grid_of(rows: Sequence[IndicatorRow]) -> Grid:
    """Every indicator in its one cell, worst rating and worst direction first."""
    places = defaultdict(list)
    for row in rows:
        places[row.rag, _column(row)].append(row)
    lines = tuple(
        GridLine(rag, tuple(tuple(places[rag, n]) for n in range(len(DIRECTIONS))))
        for rag in Rag.values
    )
    return Grid(lines, shared_prefix([row.code for row in rows]))


def _column(row):
    if row.direction.movement == Movement.NONE:
        return DIRECTIONS.index("No arrow")
    return _JUDGED.get(row.direction.meaning, DIRECTIONS.index("Not good or bad"))


def shared_prefix(codes: Sequence[str]) -> str:
    """What all codes begin with, to their last hyphen or space: “P6-” of P6-01 and P6-02."""
    prefixes = {code[: max(code.rfind("-"), code.rfind(" ")) + 1] for code in codes}
    return prefixes.pop() if len(prefixes) == 1 else ""


def tally(rows: Sequence[IndicatorRow]) -> str:
    """“8 indicators: 1 red · 1 amber · 2 green · 4 not rated”, or “No indicators”."""
    if not rows:
        return "No indicators"
    rags = [row.rag for row in rows]
    counts = [f"{rags.count(rag)} {rag.label.lower()}" for rag in Rag if rags.count(rag)]
    noun = "indicator" if len(rows) == 1 else "indicators"
    return f"{len(rows)} {noun}: {' · '.join(counts)}"


def rated(rows: Sequence[IndicatorRow]) -> list[IndicatorRow]:
    """Those with a rating."""
    return [row for row in rows if row.rag != Rag.NOT_RATED]


def not_rated_by_reason(rows: Sequence[IndicatorRow]) -> dict[str, list[IndicatorRow]]:
    """Those without a rating under each reason, reasons in the order they are met."""
    groups = defaultdict(list)
    for row in rows:
        if row.rag == Rag.NOT_RATED:
            groups[row.rag_reason or "no reason given"].append(row)
    return dict(groups)
