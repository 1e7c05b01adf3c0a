"""manage.py load: load a folder or workbook in the exchange format."""

import sys

from django.core.management.base import BaseCommand

from programmes.exchange import ExchangeError, load


class Command(BaseCommand):
    """Loads a programme with its indicators, targets and values, and prints counts."""

    help = "Load a folder or .xlsx workbook in the exchange format. Run twice it changes nothing."

    def add_arguments(self, parser):
        """Take the path."""
        parser.add_argument("path", metavar="PATH", help="A folder of CSV files, or a workbook.")

    def handle(self, *args, **options):
        """Load, or print everything that is wrong, one problem a line."""
        try:
            counts = load(options["path"])
        except ExchangeError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            sys.exit(1)
        for table, count in counts.items():
            changed = "revised" if table == "observations" else "changed"
            self.stdout.write(
                f"{table}: {count.new} new, {count.changed} {changed}, {count.unchanged} unchanged"
            )
