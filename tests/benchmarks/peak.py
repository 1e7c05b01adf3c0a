"""Peak memory of one pull, in a process of its own: ``python -m tests.benchmarks.peak FEED_PK``."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.services.worker import environment_of_the_tests

KILOBYTES = 1024


def megabytes_of_a_pull(source_pk: int) -> tuple[float, float]:
    """What a process needs before it pulls that source, and at most while it does."""
    command = [sys.executable, "-m", "tests.benchmarks.peak", str(source_pk)]
    environment = environment_of_the_tests()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    before, most = map(float, done.stdout.split())
    return before, most


def _pull(source_pk: int) -> None:
    import django

    django.setup()
    from indicators.models import Source
    from indicators.pulls import request_pull, run_pull

    source = Source.objects.get(pk=source_pk)
    before = most_megabytes()
    run_pull(request_pull(source).pk)
    sys.stdout.write(f"{before} {most_megabytes()}\n")


def most_megabytes() -> float:
    """The most memory that this process has had so far.

    Not by getrusage, which also counts the process that this one was started by.
    """
    [kilobytes] = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(kilobytes) / KILOBYTES


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    _pull(int(sys.argv[1]))
