"""Real processes of the site on the test database, to use and to kill."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

START_SECONDS = 30


class Process:
    """A process with its children; ``log`` is the file it writes to."""

    def __init__(self, command: Sequence[str], log: Path, environment: Mapping[str, str] = {}):
        self.log = log
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # tests run in the background
            signal.signal(signal.SIGINT, signal.default_int_handler)  # or it would ignore it too
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=settings.BASE_DIR,
                env=environment_of_the_tests() | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that its children can be killed with it
            )

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def stop(self, signal_number: int = signal.SIGTERM) -> int:
        """Ask it to stop; its exit code once it has."""
        self.process.send_signal(signal_number)
        return self.process.wait(timeout=60)

    def freeze(self):
        """Have it and its children stand still until they are killed or thawed."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self):
        """Have it and its children go on."""
        os.killpg(self.process.pid, signal.SIGCONT)

    def kill(self):
        """End it and its children as a power cut would: nothing is finished or given back."""
        if self.is_alive():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class WorkerProcess(Process):
    """One `celery worker`."""

    def __init__(
        self,
        folder: Path,
        name: str = "worker",
        *,
        pool: str = "threads",
        environment: Mapping[str, str] = {},
    ):
        command = ["celery", "--app=config", "worker", f"--pool={pool}", "--concurrency=2"]
        command += ["--loglevel=INFO", f"--hostname={name}@%h", "--without-mingle"]
        super().__init__(command, folder / f"{name}.log", environment)

    def wait_until_ready(self):
        """Return once it takes jobs; AssertionError with its log where it does not start."""
        wait_until(self._is_ready_or_gone, START_SECONDS, "the worker to start")
        assert self.is_alive(), f"The worker stopped:\n{self.log.read_text()}"

    def _is_ready_or_gone(self):
        return not self.is_alive() or " ready." in self.log.read_text()

    def has_done(self, task: str) -> bool:
        """Whether it has brought a job of that name to its end."""
        return bool(re.search(rf"{re.escape(task)}\[[^]]*\] succeeded", self.log.read_text()))


def environment_of_the_tests() -> dict[str, str]:
    """The environment in which another process works on the database and the queue of the tests."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": url}


def wait_until(condition, seconds: float = 20, what: str = "it", *, every: float = 0.1):
    """Return what ``condition()`` gives once that is true; AssertionError after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (outcome := condition()):
        assert time.monotonic() < deadline, f"Waited {seconds} seconds for {what} in vain."
        time.sleep(every)
    return outcome
