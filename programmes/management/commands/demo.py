"""``manage.py demo``: a council to try the site with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indicators.choices import PullState
from programmes.choices import DocumentFormat
from programmes.demonstration import FOLDER, PROGRAMME_CODE
from programmes.demonstration.people import PASSWORD, make_people
from programmes.demonstration.values import make_source, pull_by_job
from programmes.demonstration.written import write_report
from programmes.exchange import load
from programmes.models import Programme
from programmes.reports.documents import make_document


class Command(BaseCommand):
    """Loads the demonstration council, its people, its source and its report. Safe to run twice."""

    help = "Load the demonstration council, pull its values and write its report."

    def handle(self, *args, **options):
        """Load, pull by a job, write the report, and say where it is and who can log in."""
        if not settings.DEBUG:
            raise CommandError(
                "The demonstration makes people with a known password, so it runs only where "
                "DEBUG is on."
            )
        load(FOLDER / "programme_6")
        programme = Programme.objects.select_related("area").get(code=PROGRAMME_CODE)
        people = make_people(programme)
        pull = pull_by_job(make_source())
        if pull.state != PullState.DONE:
            raise CommandError(f"{pull} ended as “{pull.get_state_display()}”. {pull.error}")
        self.stdout.write(
            f"{pull.source}: {pull.new} new, {pull.revised} revised, {pull.unchanged} unchanged, "
            f"{pull.rejected} rejected"
        )
        report = write_report(programme)
        for format in (DocumentFormat.HTML, DocumentFormat.PDF):
            document = make_document(report, format, timezone.localdate())
            self.stdout.write(f"{report}, {format.label}: {document.file.path}")
        self.stdout.write(f"Log in as {', '.join(people)}. The password is “{PASSWORD}”.")
