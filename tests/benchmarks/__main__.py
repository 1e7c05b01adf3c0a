"""How fast values are read and stored and a board is drawn up, as ratios.

``make bench`` runs it on SQLite and then on a PostgreSQL of its own; ``--full`` has it hold nine
million values as well.
"""

import argparse
import logging
import os
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402

from tests.benchmarks.board import compare_boards  # noqa: E402
from tests.benchmarks.pulling import compare_memory, compare_pulls  # noqa: E402
from tests.benchmarks.reading import compare_reading  # noqa: E402

ROUNDS, MANY_ROUNDS = 5, 3


def main() -> None:
    """Print every comparison for the database that the environment names."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="of a pull, in ten thousands")
    parser.add_argument("--many", type=int, default=1_000_000, help="rows of a large pull")
    parser.add_argument("--full", action="store_true", help="nine million values on the board")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()  # which turns DEBUG off: no query is logged
    databases = runner.setup_databases()
    try:
        for text in _results(options):
            print(text, flush=True)  # noqa: T201 - its whole purpose
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


def _results(options: argparse.Namespace) -> Iterator[str]:
    yield f"\n{connection.vendor}; only the ratios hold from one machine to another\n"
    yield from compare_reading(options.rows, ROUNDS)
    yield from compare_pulls(options.rows, ROUNDS, with_import_export=True)
    yield from compare_pulls(options.many, MANY_ROUNDS)
    yield from compare_memory(options.rows, options.many)
    yield from compare_boards(ROUNDS, full=options.full)


if __name__ == "__main__":
    main()
