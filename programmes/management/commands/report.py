"""``manage.py report``: write a programme's report to a file."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from programmes.choices import DocumentFormat, ReportKind
from programmes.models import Programme, Report
from programmes.reports.formats import render
from programmes.reports.issue import snapshot_of
from programmes.reports.pdf import RenderError


class Command(BaseCommand):
    """Composes a report, or reproduces it once it is submitted, in one of five formats."""

    help = "Write a programme's report as html, pdf, docx, xlsx or json."

    def add_arguments(self, parser):
        """The programme, the period, the format and where to write."""
        parser.add_argument("code", help="the programme's code, such as P6")
        parser.add_argument("--period-end", required=True, help="the last day, such as 2017-01-31")
        parser.add_argument("--kind", choices=ReportKind.values, default=ReportKind.HIGHLIGHT)
        parser.add_argument("--format", choices=DocumentFormat.values, required=True)
        parser.add_argument("--output", type=Path, required=True, help="the file to write")

    def handle(self, *args, code, kind, format, output, **options):
        """Write the file and say where it is. Any refusal is one line."""
        report = _report(code, kind, _day(options["period_end"]))
        try:
            content = render(snapshot_of(report, timezone.localdate()), format)
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_bytes(content)
        except (RenderError, OSError) as error:
            raise CommandError(f"{output}: {error}") from error
        self.stdout.write(f"{report}: {output}")


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"--period-end: “{text}” is not a date. Write it as 2017-01-31."
        ) from None


def _report(code, kind, period_end):
    """The newest version of the report, or one that is not stored yet."""
    programme = Programme.objects.select_related("area").filter(code=code).first()
    if programme is None:
        known = ", ".join(Programme.objects.values_list("code", flat=True)) or "none is loaded"
        raise CommandError(f"No programme has the code “{code}”. Known: {known}.")
    found = Report.objects.filter(programme=programme, kind=kind, period_end=period_end)
    report = found.select_related("programme__area").order_by("-version").first()
    return report or Report(programme=programme, kind=kind, period_end=period_end)
