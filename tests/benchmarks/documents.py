"""How fast reports become PDFs and packs, and in how much memory, as ratios in one run.

``python -m tests.benchmarks.documents``; it needs no database. ``make bench`` runs it too.
"""

import argparse
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from programmes.reports.pack import render_pack_pdf, render_pack_xlsx  # noqa: E402
from programmes.reports.pdf import render_pdf  # noqa: E402
from programmes.reports.render import report_html  # noqa: E402
from programmes.reports.word import render_docx  # noqa: E402
from programmes.reports.workbook import render_xlsx  # noqa: E402
from tests.benchmarks import rivals  # noqa: E402
from tests.benchmarks.measuring import line  # noqa: E402
from tests.benchmarks.peak import most_megabytes  # noqa: E402
from tests.benchmarks.report_of import report_of  # noqa: E402
from tests.benchmarks.workers import Spent, Workers  # noqa: E402

ROWS, REPORTS, ROUNDS, SPIN = 40, 10, 5, 20_000_000
MOST_ROUNDS_OF_MANY = 3  # of what takes a minute each
OURS = "our PDF"


def make_pdf(rows: int) -> bytes:
    """The PDF of a report of so many indicators."""
    return render_pdf(report_html(report_of(rows), on_paper=True))


def make_pack() -> bytes:
    """The PDF of a pack of ten reports."""
    return render_pack_pdf("Pack", _ten())


def make_pack_of_sheets() -> bytes:
    """The spreadsheet of a pack of ten reports."""
    return render_pack_xlsx("Pack", _ten())


def _ten():
    return [report_of(ROWS, number) for number in range(1, REPORTS + 1)]


def make_plain() -> bytes:
    """The PDF by WeasyPrint as its documentation shows."""
    return rivals.by_plain_weasyprint(report_of(ROWS))


def make_usual() -> bytes:
    """The PDF by WeasyPrint as it is mostly used."""
    return rivals.by_usual_weasyprint(report_of(ROWS))


def make_with_matplotlib() -> bytes:
    """Our PDF with matplotlib's charts."""
    return render_pdf(rivals.with_matplotlib_charts(report_of(ROWS)))


def make_word() -> bytes:
    """The Word report."""
    return render_docx(report_of(ROWS))


def make_sheet() -> bytes:
    """The spreadsheet."""
    return render_xlsx(report_of(ROWS))


def spin(times: int) -> None:
    """Nothing but work for the processor."""
    for _ in range(times):
        pass


WITHIN: tuple[tuple[str, str, Callable[[], bytes]], ...] = (  # name, target, way
    ("WeasyPrint as its documentation shows", "", make_plain),
    ("WeasyPrint as it is mostly used", "at least 1.5", make_usual),
    ("ours with matplotlib's charts", "", make_with_matplotlib),
    ("Word", "at most 0.1", make_word),
    ("spreadsheet", "at most 0.1", make_sheet),
)
BESIDE = (
    ("Chromium", rivals.CHROMIUM, rivals.by_chromium),
    ("LibreOffice", rivals.LIBREOFFICE, rivals.by_libreoffice),
)


def compare_ways(rounds: int) -> Iterator[str]:
    """A report of 40 indicators by other means in turn, each of ours in a warm worker of its own.

    What runs in Python is held against ours by processor time, which other work on the machine
    hardly changes; other programs by the clock, as they use several processors.
    """
    snapshot, spent = report_of(ROWS), {}
    others = [(name, way) for name, installed, way in BESIDE if installed]
    with ExitStack() as held:
        ways = {OURS: held.enter_context(Workers(1, make_pdf, ROWS)).once}
        for name, _, way in WITHIN:
            ways[name] = held.enter_context(Workers(1, way)).once
        for name, way in others:
            ways[name] = lambda way=way: way(snapshot).spent
        for _ in range(rounds):
            for name, way in ways.items():
                spent.setdefault(name, []).append(way())
    medians = {name: _median(times) for name, times in spent.items()}
    yield f"A report of {ROWS} indicators; medians of {rounds}"
    yield from _within(medians)
    yield from _beside(medians)
    for name, way in others:
        yield f"{f'    most memory of {name}':<52}{way(snapshot, memory=True).megabytes:8.0f} MB"
    yield ""


def _median(times: list[Spent]) -> Spent:
    return Spent(median(x.processor for x in times), median(x.clock for x in times))


def _within(medians):
    ours = medians[OURS].processor
    yield line("  processor: PDF/UA of the snapshot, warm worker", ours, 1, OURS)
    for name, target, _ in WITHIN:
        seconds = medians[name].processor
        yield line(f"    {name}", seconds, seconds / ours, OURS, target)


def _beside(medians):
    ours = medians[OURS]
    yield line("  clock: PDF/UA of the snapshot, warm worker", ours.clock, 1, OURS)
    for name, installed, _ in BESIDE:
        if not installed:
            yield f"    {name} is not installed here, so it is left out."
            continue
        theirs = medians[name]
        ratio = theirs.clock / ours.clock
        yield line(f"    {name}, started for it", theirs.clock, ratio, OURS, "at least 1")
        ratio = theirs.processor / ours.processor
        yield line("      its processor time, at least", theirs.processor, ratio, OURS)


def compare_lengths(rounds: int) -> Iterator[str]:
    """The same report, longer and longer, in one worker each."""
    seconds = {}
    for rows in (ROWS, 160, 640):
        with Workers(1, make_pdf, rows) as worker:
            seconds[rows] = _median([worker.once() for _ in range(rounds)]).processor
    yield f"Longer reports, by processor time; medians of {rounds}"
    for rows, before, target in ((ROWS, ROWS, ""), (160, ROWS, ""), (640, 160, "at most 4.5")):
        ratio = seconds[rows] / seconds[before]
        yield line(f"  {rows} indicators", seconds[rows], ratio, f"{before} rows", target)
    yield ""


def compare_workers(rounds: int) -> Iterator[str]:
    """Ten reports by one warm worker and by two; and as one pack."""
    times: dict[tuple[str, int], list[float]] = {}
    with ExitStack() as held:
        for number in (1, 2):
            for name, way in (("ten", (make_pdf, ROWS)), ("spin", (spin, SPIN))):
                workers = held.enter_context(Workers(number, *way))
                times[name, number] = [workers.share(REPORTS) for _ in range(rounds)]
        for name, way in (("pack", make_pack), ("sheets", make_pack_of_sheets)):
            worker = held.enter_context(Workers(1, way))
            times[name, 1] = [worker.once().clock for _ in range(rounds)]
    seconds = {key: median(each) for key, each in times.items()}
    one, two = seconds["ten", 1], seconds["ten", 2]
    can = seconds["spin", 1] / seconds["spin", 2]
    yield f"Ten reports of {ROWS} indicators, by the clock; medians of {rounds}"
    yield line("  ten PDFs by one worker", one, 1, "one worker")
    yield line("  ten PDFs by two workers", two, two / one, "one worker")
    yield f"    {one / two:.2f} times as fast; this machine gave two workers {can:.2f} times"
    for key, what in (("pack", "one PDF"), ("sheets", "one spreadsheet")):
        yield line(f"  one pack of ten, as {what}", *_of(seconds[key, 1], one), "one worker")
    yield ""


def _of(seconds, one):
    return seconds, seconds / one


def compare_memory() -> Iterator[str]:
    """The peak of a process of its own for each."""
    yield "Peak memory of a worker"
    for what in ("40", "160", "640", "pack"):
        command = [sys.executable, "-m", "tests.benchmarks.documents", "--peak", what]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        before, most = map(float, done.stdout.split())
        name = "a pack of ten" if what == "pack" else f"{what} indicators"
        yield f"{f'  {name}':<52}{most:8.0f} MB, {most - before:.0f} MB more than before it"


def _print_peak(what):
    before = most_megabytes()
    make_pack() if what == "pack" else make_pdf(int(what))
    sys.stdout.write(f"{before} {most_megabytes()}\n")


def main() -> None:
    """Print every comparison."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.documents")
    parser.add_argument("--peak", help="only the memory of one document, for the run itself")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    if options.peak:
        return _print_peak(options.peak)
    started, few = time.perf_counter(), min(options.rounds, MOST_ROUNDS_OF_MANY)
    parts = (compare_ways(options.rounds), compare_lengths(few), compare_workers(few))
    for part in (*parts, compare_memory()):
        for text in part:
            print(text, flush=True)  # noqa: T201 - its whole purpose
    print(f"\nDocuments took {time.perf_counter() - started:.0f} s to time")  # noqa: T201
    return None


logging.disable(logging.WARNING)  # here, as every worker reads this file

if __name__ == "__main__":
    main()
