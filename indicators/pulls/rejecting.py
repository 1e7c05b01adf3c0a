"""The rows that a pull could not take, and when there are too many of them."""

from indicators.models import Pull, Rejection
from indicators.sources.base import SourceError
from indicators.sources.problems import Problem

REJECTIONS_KEPT = 1000  # rows of each pull, with all that is wrong with them; all are counted


class Rejections:
    """Counts the rows that were refused and keeps what is wrong with the first thousand."""

    def __init__(self):
        self.count = 0
        self._problems: list[Problem] = []

    def add(self, problems: list[Problem]) -> None:
        """Take in what is wrong with one row."""
        self.count += 1
        if self.count <= REJECTIONS_KEPT:
            self._problems += problems

    def save(self, pull: Pull) -> None:
        """Store what was kept, each text cut to its column."""
        Rejection.objects.bulk_create(
            Rejection(
                pull=pull,
                place=problem.place[:200],
                field=problem.field[:50],
                text=problem.text[:200],
                message=problem.message[:300],
            )
            for problem in self._problems
        )


def refuse_too_many(rejected: int, taken: int, limit: int) -> None:
    """Raise SourceError where more than ``limit`` per cent of the rows were refused."""
    rows = rejected + taken
    if rejected * 100 > limit * rows:
        share = rejected * 100 / rows
        raise SourceError(
            f"{rejected:,} of {rows:,} rows could not be taken: {share:.0f}%, where this source "
            f"allows {limit}%. Mend the rows and pull again. If the good ones are worth having "
            "as they are, have the source allow more."
        )
