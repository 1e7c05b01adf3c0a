"""The demonstration's values, brought in the way a council's own would be: by jobs."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings

from indicators.choices import AreaKind, PullState
from indicators.models import Area, Pull, Source
from indicators.pulls import PullAlreadyRunning, request_pull
from indicators.tasks import pull_source
from programmes.demonstration import samples

_SAMPLES = ("folder", "workbook", "http", "sql", "dfe", "fingertips", "lginform")
_AREAS = {  # what the official statistics compare the council with
    "England": {"code": "E92000001", "kind": AreaKind.NATION},
    "South West": {"code": "E12000009", "kind": AreaKind.REGION},
    "Statistical neighbours": {"kind": AreaKind.NEIGHBOURS},
}
_PATIENCE = 120  # seconds for a pull that takes one


def make_sources() -> list[Source]:
    """One source of each kind, with what it reads. That of Programme 6's own values is first."""
    for name, columns in _AREAS.items():
        Area.objects.get_or_create(name=name, defaults=columns)
    samples.make_warehouse()
    return [make_source(folder) for folder in _SAMPLES]


def make_source(folder: str = "folder") -> Source:
    """The source that a folder of samples describes, with its files in place."""
    columns = samples.described(folder)
    if inside := columns["settings"].get("folder"):
        samples.place_files(folder, inside)
    source, _ = Source.objects.get_or_create(name=columns.pop("name"), defaults=columns)
    at_our_port = samples.at_our_port(source.settings)
    if source.settings != at_our_port:
        source.settings = at_our_port
        source.save()
    return source


def pull_by_job(sources: Sequence[Source]) -> list[Pull]:
    """The first complete pull of each: one made before, or a job given to a worker now."""
    pulls = {source: source.pulls.filter(state=PullState.DONE).last() for source in sources}
    missing = [source for source, pull in pulls.items() if pull is None]
    if missing:
        with samples.web_server(), worker():
            pulls |= {source: _pulled(source) for source in missing}
    return list(pulls.values())


def _pulled(source: Source) -> Pull:
    try:
        pull = request_pull(source)
    except PullAlreadyRunning as running:
        pull = running.pull
    pull_source.delay(pull.pk)
    give_up = time.monotonic() + _PATIENCE
    while pull.is_live and time.monotonic() < give_up:
        time.sleep(0.2)
        pull.refresh_from_db()
    return pull


@contextmanager
def worker() -> Iterator[subprocess.Popen]:
    """A worker process of our own that may read the samples, stopped when the work is done."""
    command = [sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker"]
    command += ["--pool", "threads", "--concurrency", "1", "--loglevel", "warning"]
    command += ["--hostname", "demonstration@%h", "--without-mingle", "--without-gossip"]
    process = subprocess.Popen(  # noqa: S603 - fixed words
        command,
        cwd=settings.BASE_DIR,
        env=os.environ | samples.environment(),
        stdout=subprocess.DEVNULL,  # what is wrong comes on the other one
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)
