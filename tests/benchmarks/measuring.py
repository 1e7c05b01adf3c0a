"""Times as medians, and ratios between them: the machine is shared, so only ratios hold."""

import gc
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median


class Stopwatch:
    """Times under names, several of each; by the wall clock unless another is given."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter):
        self._clock = clock
        self._times: dict[str, list[float]] = defaultdict(list)

    def time(self, name: str, work: Callable[[], object]) -> None:
        """Do ``work`` once and note how long it took."""
        gc.collect()
        start = self._clock()
        work()
        self._times[name].append(self._clock() - start)

    def seconds(self, name: str) -> float:
        """The median of the times under a name."""
        return median(self._times[name])


def line(what: str, seconds: float, ratio: float, of: str, target: str = "") -> str:
    """One line of the result; ``target`` is “at most 3” or “at least 25”."""
    said = f"{what:<52}{seconds:8.2f} s  {ratio:6.1f} × {of}"
    if not target:
        return said
    word, number = target.rsplit(" ", 1)
    met = ratio <= float(number) if word == "at most" else ratio >= float(number)
    return f"{said} ({target}: {'met' if met else 'MISSED'})"
