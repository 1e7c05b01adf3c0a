"""Targets of one band that would be in force on one day."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from indicators.models import Target


def overlapping(targets: Iterable[Target]) -> Iterator[tuple[Target, Target]]:
    """Each target that starts before an earlier one of its band has ended, after that one."""
    in_turn = sorted(targets, key=lambda target: (target.category_id, target.effective_from))
    for _, of_band in groupby(in_turn, key=lambda target: target.category_id):
        longest, *rest = of_band
        for target in rest:
            if longest.overlaps(target):
                yield longest, target
            longest = max(longest, target, key=_end)


def _end(target: Target) -> tuple:
    return target.effective_to is None, target.effective_to or target.effective_from
