"""How fast values are read and stored, as ratios: ``python -m tests.benchmarks [ROWS]``.

Run it by ``make bench``, on SQLite and then on a PostgreSQL of its own.
"""

import logging
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402

from tests.benchmarks.pulling import compare_memory, compare_pulls  # noqa: E402
from tests.benchmarks.reading import compare_reading  # noqa: E402

ROWS, ROUNDS = 100_000, 5
MANY_ROWS, MANY_ROUNDS = 1_000_000, 3


def main(rows: int, many_rows: int) -> None:
    """Print every comparison for the database that the environment names."""
    logging.disable(logging.WARNING)
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        for text in _results(rows, many_rows):
            print(text, flush=True)  # noqa: T201 - its whole purpose
    finally:
        runner.teardown_databases(databases)


def _results(rows, many_rows):
    yield f"\n{connection.vendor}; only the ratios hold from one machine to another\n"
    yield from compare_reading(rows, ROUNDS)
    yield from compare_pulls(rows, ROUNDS, with_import_export=True)
    yield from compare_pulls(many_rows, MANY_ROUNDS)
    yield from compare_memory(rows, many_rows)


if __name__ == "__main__":
    given = [int(argument.replace(",", "")) for argument in sys.argv[1:]]
    main(*given or (ROWS, MANY_ROWS))
