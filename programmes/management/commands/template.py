"""manage.py template: write the workbook of the exchange format to fill in."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from programmes.exchange import template
from programmes.models import Programme


class Command(BaseCommand):
    """Writes an empty workbook, or one with what a programme holds."""

    help = "Write the .xlsx workbook to fill in and load: empty, or with a programme to change."

    def add_arguments(self, parser):
        """Take the file, and the programme."""
        parser.add_argument("--output", metavar="FILE", type=Path, required=True)
        parser.add_argument(
            "--programme", metavar="CODE", help="Fill it with this programme. Empty: none."
        )

    def handle(self, *args, **options):
        """Write it. Raises CommandError where there is no such programme or no such folder."""
        path, code = options["output"], options["programme"]
        if path.suffix.casefold() != ".xlsx":
            raise CommandError("Give the output a name that ends in .xlsx.")
        programme = Programme.objects.select_related("area").filter(code=code).first()
        if code and programme is None:
            raise CommandError(f"There is no programme with the code {code}.")
        try:
            path.write_bytes(template(programme))
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{path} is written. Fill it in, then run: manage.py load {path}")
