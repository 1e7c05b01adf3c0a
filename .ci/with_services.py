#!/usr/bin/env python3
"""Run a command on a PostgreSQL and a Redis of its own, and take them away afterwards.

    .ci/with_services.py COMMAND [ARGUMENT ...]

The command finds them by DATABASE_URL and REDIS_URL; its exit code is passed on. They listen on
random ports of 127.0.0.1 and keep their data in a temporary folder. Where they cannot be had the
command does not run: an error when CI=true, otherwise a loud skip.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60
ENDS_WITH_THIS_SCRIPT = ("/usr/bin/setpriv", "--pdeathsig", "INT")  # even if it is killed
# PostgreSQL refuses to run as root.
OWNER = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}


def main(command):
    """Run ``command`` between the servers and return its exit code."""
    postgresql = max(Path("/usr/lib/postgresql").glob("*/bin/postgres"), default=None)
    redis = shutil.which("redis-server")
    if not (postgresql and redis):
        return nothing_to_run_on()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="services-") as name:
        folder = Path(name)
        if OWNER:
            shutil.chown(folder, OWNER["user"], OWNER["group"])
        with (
            postgresql_in(folder, postgresql.parent) as database_url,
            redis_in(folder, redis) as redis_url,
        ):
            return run(command, DATABASE_URL=database_url, REDIS_URL=redis_url)


def nothing_to_run_on():
    """Say that PostgreSQL or Redis is missing; 1 in CI, else 0."""
    in_ci = os.environ.get("CI") == "true"
    outcome = "FAILED" if in_ci else "SKIPPED"
    message = f"{outcome}: PostgreSQL or redis-server is not installed, so nothing ran on them."
    sys.stderr.write(f"\n{'!' * 79}\n{message}\n{'!' * 79}\n\n")
    return int(in_ci)


def run(command, **environment):
    """Run ``command`` to its end, passing on a request to stop; its exit code as a shell has it."""
    process = subprocess.Popen([*ENDS_WITH_THIS_SCRIPT, *command], env=os.environ | environment)
    signal.signal(signal.SIGINT, lambda *_: None)  # a terminal has told the command as well
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    code = process.wait()
    return code if code >= 0 else 128 - code


@contextmanager
def postgresql_in(folder, programs):
    """A PostgreSQL server that trades safety for speed; gives its URL."""
    password, port = secrets.token_hex(), free_port()
    (folder / "password").write_text(password)
    data = folder / "postgresql"
    subprocess.run(
        [programs / "initdb", f"--pgdata={data}", f"--pwfile={folder / 'password'}", "--no-sync"]
        + ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        **OWNER,
    )
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    command = [programs / "postgres", "-D", data]
    command += [f"--{name}={value}" for name, value in settings.items()]
    ready = [programs / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={port}"]
    with server(command, folder, lambda: subprocess.run(ready).returncode == 0):
        yield f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"


@contextmanager
def redis_in(folder, program):
    """A Redis server that keeps nothing on disk; gives its URL."""
    password, port = secrets.token_hex(), free_port()
    settings = folder / "redis.conf"
    settings.write_text(
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {folder}\nsave ""\n'
    )
    with server([program, settings], folder, lambda: answers(port)):
        yield f"redis://default:{password}@127.0.0.1:{port}/0"


@contextmanager
def server(command, folder, is_ready):
    """A server that is up inside the block and gone after it, also when this script is killed."""
    log = folder / f"{Path(command[0]).name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*ENDS_WITH_THIS_SCRIPT, *command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the command; the servers outlive it
            **OWNER,
        )
    try:
        wait_until(is_ready, process, log)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def wait_until(is_ready, process, log):
    """Return once the server answers; end the script with its log where it does not."""
    deadline = time.monotonic() + START_SECONDS
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"{log.stem} did not start:\n{log.read_text()}")
        time.sleep(0.05)


def free_port():
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def answers(port):
    """Whether somebody listens on that port of 127.0.0.1."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
