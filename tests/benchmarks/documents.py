"""How fast reports become PDFs and packs, and in how much memory, as ratios in one run.

``python -m tests.benchmarks.documents``; it needs no database. ``make bench`` runs it too.
"""

import argparse
import logging
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from programmes.reports.pack import render_pack_pdf, render_pack_xlsx  # noqa: E402
from programmes.reports.pdf import render_pdf  # noqa: E402
from programmes.reports.render import report_html  # noqa: E402
from programmes.reports.word import render_docx  # noqa: E402
from programmes.reports.workbook import render_xlsx  # noqa: E402
from tests.benchmarks import rivals  # noqa: E402
from tests.benchmarks.measuring import Stopwatch, line  # noqa: E402
from tests.benchmarks.peak import most_megabytes  # noqa: E402
from tests.benchmarks.report_of import report_of  # noqa: E402

ROWS, ROUNDS, SPIN = 40, 5, 3_000_000
OURS, USUAL, DRAWN = "our PDF", "usual", "matplotlib"
CHROMIUM, LIBREOFFICE, WORD, SHEET = "Chromium", "LibreOffice", "Word", "spreadsheet"


def make_pdf(rows: int) -> bytes:
    """The PDF of a report of so many indicators."""
    return render_pdf(report_html(report_of(rows)))


def make_pack() -> bytes:
    """The PDF of a pack of ten reports."""
    return render_pack_pdf("Pack", [report_of(ROWS, number) for number in range(1, 11)])


def compare_ways(rounds: int) -> Iterator[str]:
    """A report of 40 indicators by other means, in turn.

    What runs in this process is held against ours by processor time, other programs by the clock.
    """
    cpu, wall, memory = Stopwatch(time.process_time), Stopwatch(), {}
    snapshot = report_of(ROWS)
    ways: dict[str, Callable[[], object]] = {
        OURS: lambda: render_pdf(report_html(snapshot)),
        USUAL: lambda: rivals.by_usual_weasyprint(snapshot),
        DRAWN: lambda: render_pdf(rivals.with_matplotlib_charts(snapshot)),
        WORD: lambda: render_docx(snapshot),
        SHEET: lambda: render_xlsx(snapshot),
    }
    for way in ways.values():
        way()  # whatever is loaded once
    if rivals.CHROMIUM:
        ways[CHROMIUM] = lambda: memory.update(c=rivals.by_chromium(report_html(snapshot)))
    if rivals.LIBREOFFICE:
        ways[LIBREOFFICE] = lambda: memory.update(l=rivals.by_libreoffice(snapshot))
    for _ in range(rounds):
        for name, way in ways.items():
            cpu.time(name, lambda name=name, way=way: wall.time(name, way))
    yield f"A report of {ROWS} indicators; medians of {rounds}"
    yield from _within(cpu)
    yield from _beside(wall, ways, memory)
    yield ""


def _within(watch):
    ours = watch.seconds(OURS)
    yield line("  processor: PDF/UA of the snapshot, warm", ours, 1, OURS)
    for name, what, target in (
        (USUAL, "    WeasyPrint as it is mostly used", "at least 1.5"),
        (DRAWN, "    ours with matplotlib's charts", ""),
        (WORD, "    Word", "at most 0.1"),
        (SHEET, "    spreadsheet", "at most 0.1"),
    ):
        yield line(what, watch.seconds(name), watch.seconds(name) / ours, OURS, target)


def _beside(watch, ways, memory):
    ours = watch.seconds(OURS)
    yield line("  by the clock: PDF/UA of the snapshot, warm", ours, 1, OURS)
    for name, key in ((CHROMIUM, "c"), (LIBREOFFICE, "l")):
        if name not in ways:
            yield f"    {name} is not installed here, so it is left out."
            continue
        seconds = watch.seconds(name)
        yield line(f"    {name}, started for it", seconds, seconds / ours, OURS, "at least 1")
        yield f"{'      its most memory':<52}{memory[key]:8.0f} MB"


def compare_lengths() -> Iterator[str]:
    """The same report, longer and longer."""
    watch = Stopwatch(time.process_time)
    yield "Longer reports, by processor time"
    for rows, before, target in ((40, 40, ""), (160, 40, ""), (640, 160, "at most 4.5")):
        watch.time(str(rows), lambda rows=rows: make_pdf(rows))
        seconds = watch.seconds(str(rows))
        ratio, of = seconds / watch.seconds(str(before)), f"{before} rows"
        yield line(f"  {rows} indicators", seconds, ratio, of, target)
    yield ""


def compare_workers(rounds: int) -> Iterator[str]:
    """Ten reports by one worker and by two; and as one pack."""
    watch = Stopwatch()
    for _ in range(rounds):
        for workers in (1, 2):
            watch.time(f"ten by {workers}", lambda n=workers: _share_out(make_pdf, ROWS, 10, n))
            watch.time(f"spin by {workers}", lambda n=workers: _share_out(_spin, SPIN, 10, n))
        watch.time("pack", make_pack)
        watch.time("sheets", _pack_of_sheets)
    one = watch.seconds("ten by 1")
    gain = one / watch.seconds("ten by 2")
    can = watch.seconds("spin by 1") / watch.seconds("spin by 2")
    yield f"Ten reports of {ROWS} indicators; medians of {rounds}"
    yield line("  ten PDFs by one worker", one, 1, "one worker")
    yield line("  ten PDFs by two workers", watch.seconds("ten by 2"), 1 / gain, "one worker")
    yield f"    {gain:.2f} times as fast; this machine gives two workers {can:.2f} times at most"
    yield line(
        "  one pack of ten, as one PDF",
        watch.seconds("pack"),
        watch.seconds("pack") / one,
        "one worker",
    )
    yield line(
        "  one pack of ten, as one spreadsheet",
        watch.seconds("sheets"),
        watch.seconds("sheets") / one,
        "one worker",
    )
    yield ""


def _pack_of_sheets():
    return render_pack_xlsx("Pack", [report_of(ROWS, number) for number in range(1, 11)])


def _share_out(work, size, times, workers):
    """Do the work so many times over among so many forked processes."""
    processes = [
        multiprocessing.get_context("fork").Process(target=_repeat, args=(work, size, share))
        for share in [times // workers] * workers
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode:
            raise RuntimeError("A worker failed.")


def _repeat(work, size, times):
    for _ in range(times):
        work(size)


def _spin(size):
    for _ in range(size):
        pass


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peak", help="only the memory of one document, for the run itself")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    if options.peak:
        return _print_peak(options.peak)
    started = time.perf_counter()
    parts = (compare_ways(options.rounds), compare_lengths(), compare_workers(options.rounds))
    for part in (*parts, compare_memory()):
        for text in part:
            print(text, flush=True)  # noqa: T201 - its whole purpose
    print(f"\nDocuments took {time.perf_counter() - started:.0f} s to time")  # noqa: T201
    return None


if __name__ == "__main__":
    main()
