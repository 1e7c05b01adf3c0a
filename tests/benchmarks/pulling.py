"""Pulls, held against the least any program can do and against django-import-export."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tests.benchmarks.by_import_export import SAMPLE, import_sample
from tests.benchmarks.feed import Feed, empty, remove
from tests.benchmarks.measuring import Stopwatch, line
from tests.benchmarks.peak import megabytes_of_a_pull
from tests.benchmarks.raw import write_raw


def compare_pulls(rows: int, rounds: int, *, with_import_export: bool = False) -> Iterator[str]:
    """A first pull, one that brings changes and one that brings none; lines of text."""
    watch = Stopwatch()
    with _feed(rows) as feed:
        for _ in range(rounds):
            _one_round(feed, watch, with_import_export)
    raw_name = "COPY" if connection.vendor == "postgresql" else "executemany"
    raw, pull, again = map(watch.seconds, ("raw", "pull", "again"))
    yield f"{rows:,} values: 80% unchanged, 10% revised, 10% new; medians of {rounds}"
    yield line(f"  the file read bare and written raw by {raw_name}", raw, 1, raw_name)
    yield line("  pull, checked, with its history", pull, pull / raw, raw_name, "at most 3")
    yield line("  the same pulled again, no change", again, again / raw, raw_name)
    if with_import_export:
        theirs = watch.seconds("import-export") * rows / SAMPLE
        what = f"  django-import-export, from {SAMPLE:,} rows"
        yield line(what, theirs, theirs / pull, "the pull", "at least 25")
    yield ""


def compare_memory(rows: int, many_rows: int) -> Iterator[str]:
    """The peak of a first pull, few rows and many."""
    yield "Peak memory of a first pull, all of it new"
    for number in (rows, many_rows):
        with _feed(number) as feed:
            empty()
            before, most = megabytes_of_a_pull(feed.source.pk)
        what = f"  {number:,} values"
        yield f"{what:<52}{most:8.0f} MB, {most - before:.0f} MB more than before it"
    yield ""


def _one_round(feed: Feed, watch: Stopwatch, with_import_export: bool) -> None:
    if with_import_export:
        feed.go_back()
        watch.time("import-export", lambda: import_sample(feed))
    feed.go_back()
    watch.time("pull", feed.pull)
    _expect(feed, unchanged=feed.number * 8 // 10)
    watch.time("again", feed.pull)
    _expect(feed, unchanged=feed.number)
    empty()
    watch.time("raw", lambda: write_raw(feed))


def _expect(feed: Feed, unchanged: int) -> None:
    pull = feed.source.pulls.latest("pk")
    if pull.unchanged != unchanged or pull.rejected:
        raise RuntimeError(f"Not what was to be pulled: {pull.unchanged:,} rows unchanged.")


@contextmanager
def _feed(rows: int) -> Iterator[Feed]:
    feed = Feed(rows)
    yield feed
    remove()
