"""A Redis of a test's own, to be killed in mid-work."""

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.services.worker import wait_until


class RedisServer:
    """Keeps nothing on disk, so that after ``kill`` and ``start`` it is empty."""

    def __init__(self, folder: Path):
        self._program = shutil.which("redis-server")
        if self._program is None:
            pytest.fail("redis-server is not installed; `make test-services` installs it.")
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = probe.getsockname()[1]
        self._folder = folder
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self):
        """Return once it answers."""
        with (self._folder / "redis.log").open("ab") as output:
            self._process = subprocess.Popen(
                [self._program, "--bind", "127.0.0.1", "--port", str(self._port), "--save", ""]
                + ["--dir", str(self._folder)],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until(self._answers, what="Redis to start")

    def kill(self):
        """End it as a power cut would: every message is lost."""
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0
