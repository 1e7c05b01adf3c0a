"""The demonstration's values, brought in the way a council's own would be: by a job."""

import shutil
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings

from indicators.choices import PullState, SourceKind
from indicators.models import Pull, Source
from indicators.pulls import request_pull
from indicators.tasks import pull_source
from programmes.demonstration import FOLDER

SOURCE_NAME = "Programme 6 spreadsheets"
_PATIENCE = 120  # seconds for a pull that takes one


def make_source() -> Source:
    """A folder of files, with the first month's file in it."""
    folder = settings.SOURCES_DIR / "programme_6"
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        shutil.copy(FOLDER / "values" / "observations.csv", folder)
    source, _ = Source.objects.get_or_create(
        name=SOURCE_NAME,
        defaults={
            "kind": SourceKind.FOLDER,
            "settings": {"folder": folder.name},
            "schedule": "daily",
        },
    )
    return source


def pull_by_job(source: Source) -> Pull:
    """The first complete pull of a source: one made before, or a job given to a worker now."""
    done = source.pulls.filter(state=PullState.DONE).last()
    if done:
        return done
    pull = source.pulls.filter(state=PullState.QUEUED).first() or request_pull(source)
    with worker():
        pull_source.delay(pull.pk)
        give_up = time.monotonic() + _PATIENCE
        while pull.is_live and time.monotonic() < give_up:
            time.sleep(0.2)
            pull.refresh_from_db()
    return pull


@contextmanager
def worker():
    """A worker process of our own, stopped when the work is done."""
    command = [sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker"]
    command += ["--pool", "threads", "--concurrency", "1", "--loglevel", "warning"]
    command += ["--hostname", "demonstration@%h", "--without-mingle", "--without-gossip"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR)  # noqa: S603 - fixed words
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)
