"""Real worker processes on the test database, to use and to kill."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

START_SECONDS = 30


class WorkerProcess:
    """One `celery worker`; ``log`` is the file it writes to, ``process`` what can be killed."""

    def __init__(self, folder: Path, name: str = "worker"):
        self.log = folder / f"{name}.log"
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", "--app=config", "worker"]
                + ["--pool=threads", "--concurrency=2", "--loglevel=INFO", f"--hostname={name}@%h"],
                cwd=settings.BASE_DIR,
                env=environment_of_the_tests(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self):
        """Return once it takes jobs; AssertionError with its log where it does not start."""
        wait_until(self._is_ready_or_gone, START_SECONDS, "the worker to start")
        assert self.process.poll() is None, f"The worker stopped:\n{self.log.read_text()}"

    def _is_ready_or_gone(self):
        return self.process.poll() is not None or " ready." in self.log.read_text()

    def has_done(self, task: str) -> bool:
        """Whether it has brought a job of that name to its end."""
        return bool(re.search(rf"{re.escape(task)}\[[^]]*\] succeeded", self.log.read_text()))

    def kill(self):
        """End it as a power cut would: nothing is finished, nothing is given back."""
        self.process.kill()
        self.process.wait()


def environment_of_the_tests() -> dict[str, str]:
    """The environment in which another process works on the database and the queue of the tests."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": url}


def wait_until(condition, seconds: float = 20, what: str = "it"):
    """Return what ``condition()`` gives once that is true; AssertionError after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (outcome := condition()):
        assert time.monotonic() < deadline, f"Waited {seconds} seconds for {what} in vain."
        time.sleep(0.1)
    return outcome
