"""Worker processes that are warm before they are timed."""

import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

MOST_SECONDS = 600  # for any piece of work: a bench that hangs says so


@dataclass(frozen=True)
class Spent:
    """Seconds that a piece of work took: of the processor, and by the clock."""

    processor: float
    clock: float


class Workers(AbstractContextManager):
    """So many processes, each started afresh and made to do a piece of work once beforehand."""

    def __init__(self, number: int, work: Callable[..., Any], *arguments: Any):
        context = multiprocessing.get_context("spawn")  # a fork would inherit this one's fonts
        self._barrier = context.Barrier(number)
        self._pool = ProcessPoolExecutor(number, context, _hold, (self._barrier,))
        self._work, self._arguments = work, arguments
        warm = [self._pool.submit(_warm, work, arguments) for _ in range(number)]
        for each in warm:
            each.result(MOST_SECONDS)

    def once(self) -> Spent:
        """Do the work once, in one of them."""
        return self._pool.submit(_timed, self._work, self._arguments).result(MOST_SECONDS)

    def share(self, times: int) -> float:
        """Do the work so many times among them; seconds by the clock until the last is done."""
        start = time.perf_counter()
        waiting = [self._pool.submit(_timed, self._work, self._arguments) for _ in range(times)]
        for each in waiting:
            each.result(MOST_SECONDS)
        return time.perf_counter() - start

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)


def _hold(barrier):
    """Keep for this process what only its start can hand over."""
    global _everyone
    _everyone = barrier


def _warm(work: Callable[..., Any], arguments: Sequence[Any]) -> None:
    work(*arguments)
    _everyone.wait(MOST_SECONDS)  # or the first to be ready would take the turn of another


def _timed(work: Callable[..., Any], arguments: Sequence[Any]) -> Spent:
    start, before = time.perf_counter(), _processor_seconds()
    work(*arguments)
    return Spent(_processor_seconds() - before, time.perf_counter() - start)


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
