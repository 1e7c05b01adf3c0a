"""What every kind of source can do, and the one error it raises."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow

BATCH = 5000  # rows


class SourceError(Exception):
    """A source that cannot be read now, in words for the performance team.

    ``retry`` says whether the same pull may work later with nothing mended here.
    """

    def __init__(self, message: str, *, retry: bool = False):
        super().__init__(message)
        self.retry = retry


class Batch(NamedTuple):
    """Some rows of a source, each of them read or refused, and how much has been read by then."""

    rows: list[ObservationRow | list[Problem]]
    fraction: float  # of the whole source, 0 to 1


class SourceReader(ABC):
    """Reads one source. Its settings are the JSON that was typed in for it.

    ``as_at`` is the day of the pull, for a source that is asked for the months before it.
    """

    def __init__(self, settings: dict, as_at: date | None = None):
        self.settings = settings
        self.as_at = as_at

    @abstractmethod
    def check(self) -> str:
        """Say in a sentence that it is reachable and fits. Raises SourceError where not."""

    @abstractmethod
    def read(self) -> Iterator[Batch]:
        """All its rows, some thousands at a time. Raises SourceError."""


def in_batches(
    rows: Iterable[ObservationRow | list[Problem]], size: int = BATCH
) -> Iterator[list[ObservationRow | list[Problem]]]:
    """``rows`` in lists of ``size``, the last one shorter."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch
