"""``manage.py report``: write a programme's report to a file."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indicators.disclosure import INTERNAL, PROFILES
from indicators.models.disclosure import current_profile
from programmes.choices import ISSUED_FORMATS, DocumentFormat, ReportKind
from programmes.models import Programme, Report
from programmes.reports.disclosure import copy_for
from programmes.reports.formats import render
from programmes.reports.issue import snapshot_of
from programmes.reports.pdf import RenderError
from programmes.reports.small_numbers import integers_for_a_look


class Command(BaseCommand):
    """Composes a report, or reproduces it once it is submitted, in one of five formats."""

    help = "Write a programme's report as html, pdf, docx, xlsx or json."

    def add_arguments(self, parser):
        """The programme, the period, the format and where to write."""
        parser.add_argument("code", help="the programme's code, such as P6")
        parser.add_argument("--period-end", required=True, help="the last day, such as 2017-01-31")
        parser.add_argument(
            "--report-date", help="for a report that is not kept here: its date; today if not given"
        )
        parser.add_argument("--kind", choices=ReportKind.values, default=ReportKind.HIGHLIGHT)
        parser.add_argument("--format", choices=ISSUED_FORMATS, required=True)
        parser.add_argument(
            "--archive",
            action="store_true",
            help="with --format pdf: PDF/A-3a, to be kept for years, in place of PDF/UA-1",
        )
        parser.add_argument("--output", type=Path, required=True, help="the file to write")
        parser.add_argument(
            "--audience",
            choices=PROFILES,
            default=INTERNAL.audience,
            help="whom it is for: small numbers are suppressed for the partnership and the public",
        )

    def handle(self, *args, code, kind, format, output, **options):
        """Write the file and say where it is. Any refusal is one line."""
        if options["archive"]:
            format = _archive_of(format)
        report = _report(code, kind, _day(options["period_end"], "--period-end"))
        if options["report_date"] and not report.pk:
            report.report_date = _day(options["report_date"], "--report-date")
        profile = current_profile(options["audience"])
        snapshot = copy_for(snapshot_of(report, timezone.localdate()), profile)
        try:
            content = render(snapshot, format)
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_bytes(content)
        except (RenderError, OSError) as error:
            raise CommandError(f"{output}: {error}") from error
        self.stdout.write(f"{report}: {output}")
        if profile != INTERNAL:
            self._ask_for_a_look(integers_for_a_look(snapshot, profile), profile)

    def _ask_for_a_look(self, found, profile):
        """List the small numbers in what people wrote, which no rule can judge."""
        if found:
            self.stderr.write(
                f"Before this goes to {profile.reader}: does any of these numbers, which people "
                "wrote, tell of so few that somebody could be recognised?"
            )
        for place, sentence, number in found:
            self.stderr.write(f"{place}: {number} in “{sentence}”")


def _archive_of(format):
    if format != DocumentFormat.PDF:
        raise CommandError(f"--archive goes with --format pdf, not with --format {format}.")
    return DocumentFormat.ARCHIVE


def _day(text, option):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option}: “{text}” is not a date. Write it as 2017-01-31.") from None


def _report(code, kind, period_end):
    """The newest version of the report, or one that is not stored yet."""
    programme = Programme.objects.select_related("area").filter(code=code).first()
    if programme is None:
        known = ", ".join(Programme.objects.values_list("code", flat=True)) or "none is loaded"
        raise CommandError(f"No programme has the code “{code}”. Known: {known}.")
    found = Report.objects.filter(programme=programme, kind=kind, period_end=period_end)
    report = found.select_related("programme__area").order_by("-version").first()
    return report or Report(programme=programme, kind=kind, period_end=period_end)
