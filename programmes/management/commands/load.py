"""manage.py load: load a folder or workbook in the exchange format."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from programmes.exchange import ExchangeError, load, marked

_WORKBOOK = ".xlsx"


class Command(BaseCommand):
    """Loads a programme with its indicators, targets and values, and prints counts."""

    help = "Load a folder or .xlsx workbook in the exchange format. Run twice it changes nothing."

    def add_arguments(self, parser):
        """Take the path, and where to write a marked copy."""
        parser.add_argument("path", metavar="PATH", help="A folder of CSV files, or a workbook.")
        parser.add_argument(
            "--marked",
            metavar="FILE",
            type=Path,
            help="Where the workbook is wrong, write a copy of it here with each fault marked.",
        )

    def handle(self, *args, **options):
        """Load, or print everything that is wrong, one problem a line."""
        path, copy = Path(options["path"]), options["marked"]
        if copy and (copy.suffix.casefold() != _WORKBOOK or path.suffix.casefold() != _WORKBOOK):
            raise CommandError("--marked marks a copy of an .xlsx workbook: give it two of them.")
        try:
            counts = load(path)
        except ExchangeError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            if copy and error.marks_help:
                self._mark(path, copy, error)
            sys.exit(1)
        for table, count in counts.items():
            changed = "revised" if table == "observations" else "changed"
            self.stdout.write(
                f"{table}: {count.new} new, {count.changed} {changed}, {count.unchanged} unchanged"
            )

    def _mark(self, path, copy, error):
        try:
            copy.write_bytes(marked(path, error.problems))
        except OSError as refusal:
            raise CommandError(f"{copy} cannot be written: {refusal.strerror}.") from refusal
        self.stderr.write(f"Each fault is marked in {copy}.")
