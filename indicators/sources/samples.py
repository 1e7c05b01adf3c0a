"""How the first rows of a source read: the last step of checking it."""

from collections.abc import Iterable
from itertools import islice

from indicators.sources.base import SourceError
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow

FIRST_ROWS = 20


def how_it_fits(rows: Iterable[ObservationRow | list[Problem]]) -> str:
    """Say in a sentence how many of the first rows can be read.

    Raises SourceError where none can. Reads no more than 20 of ``rows``.
    """
    first = list(islice(rows, FIRST_ROWS))
    wrong = [row for row in first if not isinstance(row, ObservationRow)]
    if not first:
        return "The columns fit. There are no rows yet."
    if len(wrong) == len(first):
        raise SourceError(f"The columns fit, but no row can be read. {wrong[0][0]}")
    if wrong:
        good = len(first) - len(wrong)
        return f"The columns fit. Of the first {len(first)} rows {good} can be read. {wrong[0][0]}"
    read = "row" if len(first) == 1 else f"{len(first)} rows"
    return f"The columns fit, and the first {read} can be read."
