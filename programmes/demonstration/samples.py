"""What the demonstration's sources read: files, a data warehouse, and a small web server.

`make run` says in DEMONSTRATION_PORT and DEMONSTRATION_WAREHOUSE where the last two are, lists
both for sources to use, and serves the web address itself for as long as the site runs.
"""

import errno
import json
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.conf import settings
from sqlalchemy import make_url

from programmes.demonstration import FOLDER

SAMPLES = FOLDER / "sources"
WAREHOUSE = "DEMONSTRATION_WAREHOUSE"  # the environment variable with its address

_HOST = "127.0.0.1"
_PORT_AFTER = re.compile(r"(?<=//127\.0\.0\.1:)\d+")


def described(kind: str) -> dict:
    """The source of that folder of samples as its ``source.json`` has it, at our own port."""
    columns = json.loads((SAMPLES / kind / "source.json").read_text(encoding="utf-8"))
    return columns | {"settings": at_our_port(columns["settings"])}


def at_our_port(typed: dict) -> dict:
    """Settings of a source whose web address, if it leads to this machine, has our port."""
    url = typed.get("url")
    return typed | {"url": _PORT_AFTER.sub(str(_port()), url)} if isinstance(url, str) else typed


def place_files(kind: str, folder: str) -> None:
    """Put the samples into the folder that their source reads, where it is empty yet."""
    target = settings.SOURCES_DIR / folder
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        return
    for path in (SAMPLES / kind).iterdir():
        if path.suffix != ".json":
            shutil.copy(path, target)


def make_warehouse() -> None:
    """Make the file of the data warehouse, or fill in what it lacks."""
    path = Path(make_url(_warehouse()).database)
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SAMPLES / "sql" / "warehouse.sql").read_text(encoding="utf-8"))


def environment() -> dict[str, str]:
    """What a worker needs in its environment to read the samples, beside what it has."""
    return {
        "SOURCE_PRIVATE_HOSTS": ",".join([*settings.SOURCE_PRIVATE_HOSTS, f"{_HOST}:{_port()}"]),
        "SOURCE_SECRETS": ",".join([*settings.SOURCE_SECRETS, WAREHOUSE]),
        WAREHOUSE: _warehouse(),
    }


@contextmanager
def web_server() -> Iterator[None]:
    """Serve the figures at the web address for the time of the block, unless somebody does."""
    handler = partial(_QuietHandler, directory=SAMPLES / "http")
    try:
        server = ThreadingHTTPServer((_HOST, _port()), handler)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        yield
        return
    with server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


class _QuietHandler(SimpleHTTPRequestHandler):
    """Gives out files without a line on the terminal for each."""

    def log_message(self, *args):
        """Say nothing."""


def _port() -> int:
    return int(os.environ.get("DEMONSTRATION_PORT", "8300"))


def _warehouse() -> str:
    """The address of the warehouse, an SQLite file, in SQLAlchemy's spelling."""
    return os.environ.get(WAREHOUSE, f"sqlite:///{settings.DATA_DIR}/warehouse.sqlite3")
